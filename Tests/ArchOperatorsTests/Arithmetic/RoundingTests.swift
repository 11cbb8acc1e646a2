import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let rounding: [Reference] = [
    Reference(
      Floor(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 100, entries: [1: 5, 23: 4]),
    Reference(
      Floor(), on: [[19]], times: 3, gives: [19], checksum: 32, entries: [1: 4, 18: -3]),
    Reference(
      Ceil(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 150, entries: [1: 6, 23: 4]),
    Reference(
      Ceil(), on: [[19]], times: 3, gives: [19], checksum: 92, entries: [1: 5, 18: -2]),
    Reference(
      Round(), on: [[2, 3, 4]], times: 4, gives: [2, 3, 4], checksum: 129, entries: [1: 6, 23: 4]),
    Reference(
      Round(), on: [[19]], times: 3, gives: [19], checksum: 62, entries: [1: 4, 18: -2]),
  ]
}
