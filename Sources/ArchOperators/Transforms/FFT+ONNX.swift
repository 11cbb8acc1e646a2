import ArchGraph
import ArchONNX

extension FFT: ONNXWritable {
  /// `DFT` along one axis after another.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank + 1
    var value = layer.x.unsqueezed([rank])
    for axis in axes {
      value = value.call("DFT", [nil, layer.constant(onnxAxis(axis, of: layer.shape))])
    }
    guard part == .complex else { return .function(value.sliced(rank, 0..<1).squeezed([rank])) }
    return .function(value.transposed([0, rank] + Array(1..<rank)))
  }
}
