import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let softplus: [Reference] = [
    Reference(
      Softplus(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 85.16092937,
      entries: [1: 1.60041265, 23: 1.31326169]),
    Reference(
      Softplus(), on: [[2, 3, 4]], times: 100, gives: [2, 3, 4], checksum: 4704.158928,
      entries: [2: 125.0, 23: 100.0]),
    Reference(
      Mish(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 34.55925879,
      entries: [1: 1.26737964, 23: 0.865098388]),
  ]
}
