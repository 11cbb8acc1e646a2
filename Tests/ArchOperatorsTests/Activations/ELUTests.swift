import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let elu: [Reference] = [
    Reference(
      CELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.57136225, entries: [1: 1.375, 23: 1]),
    Reference(
      CELU(0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 38.29229758, entries: [1: 1.375, 23: 1]),
    Reference(
      CELU(2), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 153.1691903, entries: [1: 5.5, 23: 4]),
    Reference(
      ELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.57136225, entries: [1: 1.375, 23: 1.0]),
    Reference(
      ELU(0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 41.28568113, entries: [1: 1.375, 23: 1.0]),
    Reference(
      SELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.29026592,
      entries: [1: 1.44471386, 23: 1.05070099]),
  ]
}

extension ArgumentRefusal {
  static let elu: [ArgumentRefusal] = [
    ArgumentRefusal("celu", positional: [0], "alpha"),
    ArgumentRefusal("celu", positional: [-1], "alpha"),
    ArgumentRefusal("elu", positional: ["large"], "alpha"),
  ]
}
