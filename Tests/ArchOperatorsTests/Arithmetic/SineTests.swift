import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let sine: [Reference] = [
    Reference(
      Sin(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.98950103,
      entries: [1: 0.980893057, 23: 0.841470985]),
    Reference(
      Cos(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 62.88112258,
      entries: [1: 0.194547708, 23: 0.540302306]),
  ]
}
