import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let gelu: [Reference] = [
    Reference(
      GELU(approximate: .sigmoid), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.86078881,
      entries: [1: 1.25421466, 23: 0.845795766]),
    Reference(
      GELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.62368247,
      entries: [1: 1.25872213, 23: 0.841344746]),
    Reference(
      GELU(approximate: .tanh), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.61574773,
      entries: [1: 1.25848855, 23: 0.841191991]),
  ]
}

extension ArgumentRefusal {
  static let gelu: [ArgumentRefusal] = [
    ArgumentRefusal("gelu", positional: ["erf"], "approximate")
  ]
}

extension Giant {
  static let gelu: [Giant] = [
    Giant(GELU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
