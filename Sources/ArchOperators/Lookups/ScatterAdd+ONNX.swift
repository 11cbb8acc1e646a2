import ArchGraph
import ArchONNX

extension ScatterAdd: ONNXWritable {
  /// `ScatterElements` that adds.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    var places = Array(repeating: 1, count: layer.shape.rank)
    places[axis - 1] = layer.shapes[1][0]
    let indices = layer.input(1).indices(of: layer.shape[axis - 1]).reshaped(places)
      .call("Expand", [layer.input(2).call("Shape")])
    return .function(
      layer.x.call(
        "ScatterElements", [indices, layer.input(2)], ["axis": .integer(axis), "reduction": "add"]))
  }
}
