import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let pReLU: [Reference] = [
    Reference(
      PReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 2, checksum: 22.71875,
      entries: [1: 1.375, 23: 1.0]),
    Reference(
      PReLU(shared: true), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 1, checksum: 45.03125,
      entries: [1: 1.375, 23: 1.0]),
    // Source: PyTorch 2.15.0, in double precision: nn.PReLU on rows as a batch and on `[batch, channels, length]`.
    Reference(
      PReLU(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 13.6875,
      entries: [1: 1.375, 19: -1.640625]),
    Reference(
      PReLU(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 3, checksum: 25.53125,
      entries: [1: 1.375, 23: 1.0]),
  ]
}

extension Refusal {
  static let pReLU: [Refusal] = [
    Refusal(PReLU(), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(PReLU(axis: 2), on: [[4, 5]], outside(2)),
  ]
}

extension ArgumentRefusal {
  static let pReLU: [ArgumentRefusal] = [
    ArgumentRefusal("prelu", positional: [1], "shared")
  ]
}

extension Giant {
  static let pReLU: [Giant] = [
    Giant(PReLU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large])
  ]
}
