import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let power: [Reference] = [
    Reference(
      Square(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 59.96875, entries: [1: 1.890625, 23: 1]),
    Reference(
      Sqrt(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 119.4715175,
      entries: [1: 1.6955825, 23: 1.58113883]),
    Reference(
      Rsqrt(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 71.83274806,
      entries: [1: 0.589767825, 23: 0.632455532]),
    Reference(
      Reciprocal(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 61.24812913,
      entries: [1: 0.347826087, 23: 0.4]),
    Reference(
      Reciprocal(), on: [[2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 30.65012792,
      entries: [1: 0.695652174, 23: 0.941176471]),
    Reference(
      Power(3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.1640625, entries: [1: 2.59960938, 23: 1]),
    Reference(
      Power(0.75), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 140.2004851,
      entries: [1: 2.20789485, 23: 1.98817682]),
    Reference(
      Power(-1.5), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 55.96257123,
      entries: [1: 0.205136635, 23: 0.252982213]),
    Reference(
      Power(-2), on: [[2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 3669.163286,
      entries: [1: 0.483931947, 23: 0.885813149]),
  ]
}

extension ArgumentRefusal {
  static let power: [ArgumentRefusal] = [
    ArgumentRefusal("power", positional: [nil], "exponent")
  ]
}
