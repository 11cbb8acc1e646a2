import ArchGraph
import ArchOperators
import Testing

/// Spectral normalisation against the singular values of matrices that are known.
@Suite struct SpectralNormTests {
  /// After enough steps the divisor is the largest singular value: that of a diagonal matrix is its largest entry.
  @Test func findsTheLargestSingularValue() throws {
    let weights: [Float] = [2, 0, 0, 0, -5, 0, 0, 0, 3]
    let ones = Tensor<Float>([3], [1, 1, 1])
    let op = SpectralNorm(iterations: 60)
    let found = op.define([Tensor([3, 3], weights)], [ones, ones], output: [3, 3])
    for (value, weight) in zip(found.values, weights) { #expect(abs(value - weight / 5) < 1e-6) }
  }

  /// Its work at inference, and what each step of the power iteration adds.
  @Test func eachStepAddsTwoProducts() throws {
    let shape: Shape = [64, 3, 3, 3]
    func multiplyAdds(_ iterations: Int) throws -> Int {
      try SpectralNorm(iterations: iterations).work(from: [shape], to: shape)[.multiplyAdds].value()
    }
    #expect(try multiplyAdds(0) == 64 * 27 + 64)
    #expect(try multiplyAdds(3) == 64 * 27 + 64 + 3 * 2 * 64 * 27)
  }
}

extension Reference {
  // Source: torch.nn.utils.parametrizations.spectral_norm of PyTorch 2.15.0, in double precision: without steps in
  // evaluation mode, with steps in training mode.
  static let spectralNorm: [Reference] = [
    Reference(
      SpectralNorm(), on: [[3, 5]], gives: [3, 5], buffers: 8, checksum: 5.096173733,
      entries: [1: 0.24267494, 14: -0.0441227163]),
    Reference(
      SpectralNorm(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], buffers: 11, checksum: 4.100461302,
      entries: [1: 0.180420297, 23: 0.131214762]),
    Reference(
      SpectralNorm(iterations: 1), on: [[4, 2, 3, 3]], gives: [4, 2, 3, 3], buffers: 22,
      checksum: 17.75634342, entries: [1: 0.267561339, 71: -0.0486475162]),
    Reference(
      SpectralNorm(axis: 1, iterations: 3, epsilon: 0.01), on: [[2, 3, 2]], gives: [2, 3, 2], buffers: 7,
      checksum: 12.5406605, entries: [1: 0.574780273, 11: 0.0522527521]),
    Reference(
      SpectralNorm(axis: -1, iterations: 2), on: [[6, 4]], gives: [6, 4], buffers: 10,
      checksum: 8.591035234, entries: [1: 0.37800555, 23: 0.274913127]),
  ]
}

extension Refusal {
  static let spectralNorm: [Refusal] = [
    Refusal(SpectralNorm(), on: [[4]], .rank(expected: "weights with rows and columns", found: [4])),
    Refusal(
      SpectralNorm(axis: -3), on: [[4, 5]],
      .range(
        what: "the axis", value: "-3", allowed: "the input 4 x 5 has axes 0 to 1, or -2 to -1 from the end")),
  ]
}

extension ArgumentRefusal {
  static let spectralNorm: [ArgumentRefusal] = [
    ArgumentRefusal("spectral_norm", positional: [nil, -1, nil], "iterations"),
    ArgumentRefusal("spectral_norm", positional: [nil, nil, 2], "epsilon"),
  ]
}

extension Giant {
  static let spectralNorm: [Giant] = [
    Giant(
      SpectralNorm(axis: 1), on: [[2, large, 2048]], gives: [2, large, 2048], parameters: [large, 4096])
  ]
}
