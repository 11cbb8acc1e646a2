import ArchGraph
import ArchONNX

extension Einsum: ONNXWritable {
  /// `Einsum`, with a letter for the batch.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard case .success(let equation) = read else { return .nodes(layer.x) }
    let product = layer.call(
      "Einsum", layer.inputs, ["equation": .string(equation.text(isBatched: true))])
    let isNumber = equation.axes(ranks: layer.shapes.map(\.rank))?.result.isEmpty ?? false
    return .nodes(isNumber ? product.unsqueezed([1]) : product)
  }
}
