import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let scale: [Reference] = [
    Reference(
      Scale(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, checksum: 107.828125,
      entries: [1: 1.171875, 23: 2.875]),
    Reference(
      Scale(bias: false), on: [[4, 5]], gives: [4, 5], parameters: 4, checksum: 18.765625,
      entries: [1: 0.171875, 19: -0.328125]),
    // Source: PyTorch 2.15.0, in double precision: products and sums with `weight` and `bias`, nn.Linear with the unit matrix for
    // `bias(axis: -1)`.
    Reference(
      Scale(bias: false, axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 15.53125,
      entries: [1: 2.234375, 19: -1.640625]),
    Reference(
      Scale(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 6, checksum: 116.484375,
      entries: [1: 1.171875, 23: 2.875]),
    Reference(
      Bias(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 3, checksum: 114.625, entries: [1: 1.5, 23: 2.0]),
    Reference(
      Bias(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 93.25, entries: [1: 3.0, 19: 1.0]),
  ]
}

extension Refusal {
  static let scale: [Refusal] = [
    Refusal(Scale(), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(Scale(axis: 2), on: [[4, 5]], outside(2)),
    Refusal(Bias(axis: 2), on: [[4, 5]], outside(2)),
  ]
}

extension ArgumentRefusal {
  static let scale: [ArgumentRefusal] = [
    ArgumentRefusal("scale", positional: [0], "bias")
  ]
}

extension Giant {
  static let scale: [Giant] = [
    Giant(Scale(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large])
  ]
}
