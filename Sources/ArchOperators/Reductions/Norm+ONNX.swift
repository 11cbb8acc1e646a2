import ArchGraph
import ArchONNX

extension Norm: ONNXWritable {
  /// `ReduceL2`, or the root of a sum of powers, or the largest.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    func reduce(_ x: ONNXTerm, _ kind: String) -> ONNXTerm {
      x.reduced(kind, reduced, of: layer.shape, keep: keepsDimensions)
    }
    switch power {
    case 1: return .nodes(reduce(layer.x, "L1"))
    case 2: return .nodes(reduce(layer.x, "L2"))
    case .infinity: return .function(reduce(layer.x.call("Abs"), "Max"))
    default:
      let powers = layer.x.call("Abs").call("Pow", [layer.constant(power)])
      return .function(reduce(powers, "Sum").call("Pow", [layer.constant(1 / power)]))
    }
  }
}
