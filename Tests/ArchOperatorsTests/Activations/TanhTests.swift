import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let tanh: [Reference] = [
    Reference(
      Softsign(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 14.16302088,
      entries: [1: 0.578947368, 23: 0.5]),
    Reference(
      HardTanh(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 26.125, entries: [1: 1, 23: 1]),
    Reference(
      HardTanh(-0.25, 0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 17.875, entries: [1: 0.5, 23: 0.5]),
    Reference(
      Tanh(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 21.54501788,
      entries: [1: 0.8798267, 23: 0.761594156]),
  ]
}

extension ArgumentRefusal {
  static let tanh: [ArgumentRefusal] = [
    ArgumentRefusal("hard_tanh", positional: [2, nil], "max"),
    ArgumentRefusal("hard_tanh", positional: [nil, -1.5], "max"),
  ]
}
