import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let batchNorm: [Reference] = [
    Reference(
      BatchNorm(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, buffers: 6, checksum: 40.94750972,
      entries: [1: 0.920943691, 23: 2.1811852]),
    Reference(
      BatchNorm(epsilon: 0.01, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], buffers: 6,
      checksum: -22.40648204, entries: [1: 1.24379649, 11: -0.637312411]),
    // Source: PyTorch 2.15.0, in double precision: nn.BatchNorm1d on rows as a batch and on `[batch, channels, length]`.
    Reference(
      BatchNorm(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 10, buffers: 10,
      checksum: -43.99465347, entries: [1: 0.514342273, 19: -8.28107188]),
    Reference(
      BatchNorm(epsilon: 0.01, axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 6, buffers: 6,
      checksum: 38.62789394, entries: [1: 0.921568024, 23: 2.18017067]),
  ]
}

extension Refusal {
  static let batchNorm: [Refusal] = [
    Refusal(BatchNorm(axis: -3), on: [[4, 5]], outside(-3))
  ]
}
