import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision: a product with the whole matrix.
  static let sparseMatmul: [SequenceFact] = [
    SequenceFact(
      SparseMatmul(7, rows: 4), on: [[5, 3]], gives: [4, 3], parameters: 0, multiplyAdds: 21,
      checksum: 1.359375, entries: [1: -0.3125, 11: -0.046875]),
    SequenceFact(
      SparseMatmul(3, rows: 6), on: [[4, 2]], gives: [6, 2], parameters: 0, multiplyAdds: 6,
      checksum: 0.484375, entries: [1: -0.6875, 11: 0]),
    SequenceFact(
      SparseMatmul(9, rows: 3), on: [[3, 4]], gives: [3, 4], parameters: 0, multiplyAdds: 36,
      checksum: 7.484375, entries: [1: -1.109375, 11: 0.1796875]),
  ]
}

extension Refusal {
  static let sparseMatmul: [Refusal] = [
    Refusal(
      SparseMatmul(3, rows: 2), on: [[5]],
      .rank(expected: "rows of features, such as 2708 x 1433", found: [5])),
    Refusal(
      SparseMatmul(11, rows: 2), on: [[5, 3]],
      .range(what: "`nonzeros`", value: "11", allowed: "a matrix of 2 x 5 has from 1 to 10 entries")),
    Refusal(
      SparseMatmul(0, rows: 2), on: [[5, 3]],
      .range(what: "`nonzeros`", value: "0", allowed: "a matrix of 2 x 5 has from 1 to 10 entries")),
  ]
}

extension ArgumentRefusal {
  static let sparseMatmul: [ArgumentRefusal] = [
    ArgumentRefusal("sparse_matmul", ["rows": 3], "nonzeros"),
    ArgumentRefusal("sparse_matmul", ["nonzeros": 3], "rows"),
    ArgumentRefusal("sparse_matmul", ["nonzeros": 0, "rows": 3], "nonzeros"),
    ArgumentRefusal("sparse_matmul", ["nonzeros": 3, "rows": 0], "rows"),
  ]
}

extension Giant {
  static let sparseMatmul: [Giant] = [
    Giant(
      SparseMatmul(large, rows: large), on: [[large, large]], gives: [large, large], parameters: [large]),
    Giant(SparseMatmul(large, rows: 1), on: [[large, 2]], gives: [1, 2], parameters: [large]),
  ]
}
