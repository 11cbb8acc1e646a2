import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let sigmoid: [Reference] = [
    Reference(
      LogSigmoid(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -53.91092937,
      entries: [1: -0.225412652, 23: -0.313261688]),
    Reference(
      LogSigmoid(), on: [[2, 3, 4]], times: 100, plus: -200, gives: [2, 3, 4], checksum: -14875,
      entries: [1: -62.5, 23: -100]),
    Reference(
      Sigmoid(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 51.9636648,
      entries: [1: 0.798186778, 23: 0.731058579]),
    Reference(
      HardSigmoid(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 57.875,
      entries: [2: 1.0, 23: 1.0]),
    Reference(
      HardSwish(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 275.34375,
      entries: [2: 7.5, 23: 6.0]),
    Reference(
      SiLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.3015353,
      entries: [1: 1.09750682, 23: 0.731058579]),
  ]
}
