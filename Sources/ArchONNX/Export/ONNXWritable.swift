import ArchGraph

/// An operator that can be written as nodes of ONNX.
package protocol ONNXWritable: Operator {
  /// Writes the nodes that compute the layer; called only with inputs that `output` took.
  func onnx(_ layer: ONNXLayer) -> ONNXNodes
}

extension InputLayer: ONNXWritable {
  /// The input of the model, which already exists.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes { .nodes(layer.input(0)) }
}

extension ParameterLayer: ONNXWritable {
  /// The tensor, once for each example.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let ones = layer.constant(Array(repeating: 1, count: shape.rank))
    let whole = layer.weight(0).unsqueezed([0])
    return .nodes(whole.call("Expand", [layer.call("Concat", [layer.batch, ones], ["axis": 0])]))
  }
}
