import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision; multiply-adds by FlopCounterMode.
  static let matmul: [SequenceFact] = [
    SequenceFact(
      Matmul(), on: [[3, 4], [4, 5]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
      checksum: 28.234375, entries: [1: -0.78125, 14: 0.109375]),
    SequenceFact(
      Matmul(transposeB: true), on: [[3, 4], [5, 4]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
      checksum: 35.703125, entries: [1: -0.90625, 14: 0.9375]),
    SequenceFact(
      Matmul(), on: [[2, 3, 4], [2, 4, 5]], gives: [2, 3, 5], parameters: 0, multiplyAdds: 120,
      checksum: 37.09375, entries: [1: -0.78125, 29: 0.390625]),
    SequenceFact(
      Matmul(transposeB: true), on: [[2, 2, 3, 4], [2, 2, 5, 4]], gives: [2, 2, 3, 5], parameters: 0,
      multiplyAdds: 240,
      checksum: 67.1875, entries: [1: -0.90625, 59: 0.78125]),
  ]
}

extension Refusal {
  static let matmul: [Refusal] = [
    Refusal(Matmul(), on: [[3], [3, 4]], .rank(expected: "matrices", found: [3])),
    Refusal(Matmul(), on: [[2, 3], [3]], .rank(expected: "matrices", found: [3])),
    Refusal(
      Matmul(), on: [[2, 3, 4], [4, 5]],
      .conflict(
        "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 4 x 5",
        help: "all axes but the last two must be the same in both")),
    Refusal(
      Matmul(), on: [[2, 3, 4], [3, 4, 5]],
      .conflict(
        "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 3 x 4 x 5",
        help: "all axes but the last two must be the same in both")),
    Refusal(
      Matmul(), on: [[3, 4], [5, 4]],
      .conflict(
        "`matmul` cannot multiply 3 x 4 by 5 x 4",
        help: "the last axis of the first is 4, but the axis that it meets is 5")),
    Refusal(
      Matmul(transposeB: true), on: [[3, 4], [4, 5]],
      .conflict(
        "`matmul` cannot multiply 3 x 4 by 4 x 5 transposed",
        help: "the last axis of the first is 4, but the axis that it meets is 5")),
  ]
}

extension ArgumentRefusal {
  static let matmul: [ArgumentRefusal] = [
    ArgumentRefusal("matmul", ["transpose_b": 1], "transpose_b")
  ]
}

extension Giant {
  static let matmul: [Giant] = [
    Giant(Matmul(), on: [[4, large], [large, 4]], gives: [4, 4]),
    Giant(Matmul(), on: [[large, large], [large, 4]], gives: [large, 4]),
  ]
}
