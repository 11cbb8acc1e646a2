import ArchGraph
import ArchONNX

extension LocalResponseNorm: ONNXWritable {
  /// `LRN` for maps whose windows have a middle, as in ONNX; otherwise its formula.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let factor = divideAlpha ? alpha : alpha * Double(size)
    if size % 2 == 1, layer.shape.rank == 3 {
      return layer.twin(
        "LRN",
        [
          "size": .integer(size), "alpha": .float(Float(factor)), "beta": .float(Float(beta)),
          "bias": .float(Float(k)),
        ])
    }
    let before = size / 2
    let squares = layer.x.squared.reshaped([1, layer.shape[0], -1])
      .padded([(0, 0), (0, 0), (before, size - 1 - before), (0, 0)])
    let means = squares.call("AveragePool", [], ["kernel_shape": .integers([size, 1])])
      .reshaped(layer.shape.dimensions)
    let divisor = (means * factor + k).call("Pow", [layer.constant(beta)])
    return .function(layer.x / divisor)
  }
}
