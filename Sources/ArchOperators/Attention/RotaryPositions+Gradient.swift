import ArchGraph

extension RotaryPositions: Differentiable {
  /// The work of rotating back, which equals that of rotating.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    let rows = output.factors("in_").dropLast() + [Factor("heads", heads)]
    rotary.addWork(to: &work, heads: Array(rows), features: output[output.rank - 1] / heads)
    return BackwardWork(inputs: [work])
  }

  /// Nothing; in PyTorch the cosines and sines, which all examples share.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let tokens = Factor("tokens", output[output.rank - 2])
    return keeper == .adjoint
      ? [] : [rotary.kept("rotation", of: output[output.rank - 1] / heads, at: tokens, for: .any)]
  }

  /// `(dx*cos + dy*sin, dy*cos - dx*sin)` for each pair of features.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    var back = self
    back.rotary = rotary.back
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? back.define([pass.gradient], [], output: pass.output.shape) : nil])
  }
}

extension Rotary {
  /// The cosines and sines of all pairs of a head at this many positions, which PyTorch keeps.
  func kept(_ name: String, of features: Int, at positions: Factor, for readers: Kept.Readers) -> Kept {
    let factors = [Factor("cosines_and_sines", 2), positions, Factor("rotary_pairs", pairs(features))]
    return Kept(.saved(name, factors), .single, isPerBatch: true, for: readers)
  }
}
