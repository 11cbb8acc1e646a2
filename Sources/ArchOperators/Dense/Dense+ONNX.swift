import ArchGraph
import ArchONNX

extension Dense: ONNXWritable {
  /// `Gemm` for vectors, `MatMul` and `Add` for rows; weights that are a value differ for each example.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank
    if layer.shapes.count == 1, rank == 1 {
      let weights = (0..<layer.weightCount).map { layer.weight($0) }
      return .nodes(layer.call("Gemm", [layer.x] + weights, ["transB": 1]))
    }
    func shifted(_ product: ONNXTerm) -> ONNXTerm {
      bias ? product + layer.weight(layer.weightCount - 1) : product
    }
    guard layer.shapes.count > 1 else {
      return .nodes(shifted(layer.x.times(layer.weight(0).transposed([1, 0]))))
    }
    let features = layer.shape[rank - 1]
    let product = layer.x.reshaped([-1, features]).times(layer.input(1).transposed([0, 2, 1]))
    return .function(shifted(product.reshaped(layer.output.dimensions)))
  }
}
