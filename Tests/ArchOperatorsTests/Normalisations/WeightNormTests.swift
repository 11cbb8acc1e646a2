import ArchGraph
import ArchOperators

extension Reference {
  // Source: torch.nn.utils.parametrizations.weight_norm of PyTorch 2.15.0, in double precision.
  static let weightNorm: [Reference] = [
    Reference(
      WeightNorm(), on: [[3, 5]], gives: [3, 5], parameters: 3, checksum: 16.8322877,
      entries: [1: 0.0674960954, 14: -0.632455532]),
    Reference(
      WeightNorm(axis: 2), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 4, checksum: 10.65352725,
      entries: [1: 1.02351952, 23: 0.19824558]),
    Reference(
      WeightNorm(), on: [[4, 2, 3, 3]], gives: [4, 2, 3, 3], parameters: 4, checksum: 21.2764752,
      entries: [1: 0.0556721227, 71: -0.0297160819]),
    Reference(
      WeightNorm(axis: 1), on: [[2, 3, 2]], gives: [2, 3, 2], parameters: 3, checksum: 18.65255796,
      entries: [1: 0.0904683581, 11: 0.0920574618]),
    Reference(
      WeightNorm(axis: -1), on: [[6, 4]], gives: [6, 4], parameters: 4, checksum: 10.65352725,
      entries: [1: 1.02351952, 23: 0.19824558]),
  ]
}

extension Refusal {
  static let weightNorm: [Refusal] = [
    Refusal(WeightNorm(), on: [[]], .rank(expected: "weights", found: [])),
    Refusal(
      WeightNorm(axis: 2), on: [[4, 5]],
      .range(
        what: "the axis", value: "2", allowed: "the input 4 x 5 has axes 0 to 1, or -2 to -1 from the end")),
  ]
}

extension Giant {
  static let weightNorm: [Giant] = [
    Giant(WeightNorm(axis: 1), on: [[2, large, 2048]], gives: [2, large, 2048], parameters: [large])
  ]
}
