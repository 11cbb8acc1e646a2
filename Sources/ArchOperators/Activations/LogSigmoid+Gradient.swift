import ArchGraph

extension LogSigmoid: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The divisor, and a division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.exponentials, 1), (.additions, 1), (.divisions, 1)]
  }

  /// `dx = dy/(1 + exp(x))`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient / (N(1) + x.exponential()) }

  /// The input; on a CPU PyTorch keeps `exp(-|x|)` too.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0))] + (keeper == .pytorchCPU ? [Kept(.saved("exponential", output.elements))] : [])
  }
}
