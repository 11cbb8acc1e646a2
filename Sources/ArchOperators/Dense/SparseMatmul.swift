import ArchGraph

/// The product of a fixed sparse matrix with a value, such as the adjacency of a graph with its nodes.
public struct SparseMatmul: Operator {
  /// How many entries of the matrix are stored.
  public var nonzeros: Int

  /// How many rows it has.
  public var rows: Int

  /// The product with a matrix of this many entries and rows.
  public init(_ nonzeros: Int, rows: Int) {
    self.nonzeros = nonzeros
    self.rows = rows
  }

  public static let signature = Signature(
    "sparse_matmul", .dense,
    "The product of a fixed sparse matrix with a value, as in graph convolutions.",
    arguments: [
      .positional("nonzeros", .count(), "how many entries of the matrix are stored"),
      .named("rows", .count(), "how many rows the matrix has"),
    ],
    notes: [
      "`[T, D]` becomes `[rows, D]`: a matrix `[rows, T]` with `nonzeros` stored entries takes one "
        + "multiply-add per entry and feature. Their positions affect only how many rows of the "
        + "input are read.",
      "Entry `i` is in row `i % rows`, one column further on for each entry of its row and for each row: a "
        + "band. The positions of an actual graph would be data, which the language does not have.",
      "The values are stored but not learnt, so they count as a buffer. The positions are not counted.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    nonzeros = try arguments.integer("nonzeros")
    rows = try arguments.integer("rows")
  }

  public var arguments: [ArgumentValue?] { [.integer(nonzeros), .integer(rows)] }

  /// `[T, D]` becomes `[rows, D]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 2 else {
      throw .rank(expected: "rows of features, such as 2708 x 1433", found: input)
    }
    let (places, overflow) = rows.multipliedReportingOverflow(by: input[0])
    guard nonzeros >= 1, rows >= 1, overflow || nonzeros <= places else {
      throw .range(
        what: "`nonzeros`", value: "\(nonzeros)",
        allowed: "a matrix of \(rows) x \(input[0]) has from 1 to \(places) entries")
    }
    return .extents([Extent("rows", rows), Extent("features", input[1])])
  }

  /// The buffer `values [nonzeros]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("values", [Factor("nonzeros", nonzeros)], use: .rescaling, role: .buffer)]
  }

  /// One multiply-add for each stored entry and each feature.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let features = Factor("features", inputs[0][1])
    var work = Work()
    work[.multiplyAdds] = Count([Factor("nonzeros", nonzeros), features])
    work[.weightReads] = Count([Factor("nonzeros", nonzeros)])
    work[.activationReads] = Count([Factor("columns_with_entries", columns(of: inputs[0][0])), features])
    work[.writes] = Count([Factor("rows", rows), features])
    return work
  }

  /// How many columns have entries: those of the first row, and one more for each row after it.
  private func columns(of columns: Int) -> Int {
    min(columns, nonzeros < rows ? nonzeros : nonzeros / rows + (rows - 1))
  }

  /// Only the same feature.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[r, d] = Σ values[i]*x[column(i), d]` over the entries of row `r`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      var sum = N(0)
      for (index, entry) in stride(from: position[0], to: nonzeros, by: rows).enumerated() {
        let column = (position[0] + index) % x.shape[0]
        sum.accumulate(x[[column, position[1]]], times: weights[0][[entry]])
      }
      return sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Fewer entries than rows, as many, several in a row, all; more and fewer rows than the input has.
  public static let specimens = [
    Specimen(SparseMatmul(7, rows: 4), on: [5, 3]), Specimen(SparseMatmul(3, rows: 6), on: [4, 2]),
    Specimen(SparseMatmul(4, rows: 4), on: [4, 2]), Specimen(SparseMatmul(12, rows: 3), on: [4, 3]),
    Specimen(SparseMatmul(9, rows: 8), on: [3, 2]), Specimen(SparseMatmul(5, rows: 2), on: [7, 4]),
    Specimen(SparseMatmul(1, rows: 1), on: [1, 1]),
  ]
}
