import ArchGraph

/// The matrix product of two values.
public struct Matmul: Operator {
  /// Whether the second matrix is given with its rows as columns.
  public var transposeB: Bool

  /// A matrix product, of the second matrix or of its transpose.
  public init(transposeB: Bool = false) { self.transposeB = transposeB }

  public static let signature = Signature(
    "matmul", .dense, "The matrix product of two values, over their last two axes.",
    inputs: .exactly(["a", "b"]),
    arguments: [
      .named("transpose_b", .boolean, default: false, "whether `b` is `[…, N, K]`, as in `q * k^T`")
    ],
    notes: [
      "`[…, M, K]` by `[…, K, N]` is `[…, M, N]`. Axes before the last two must be the same in both and give "
        + "that many separate products."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    transposeB = try arguments.boolean("transpose_b")
  }

  public var arguments: [ArgumentValue?] { [.boolean(transposeB)] }

  /// `[…, M, K]` and `[…, K, N]` become `[…, M, N]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let (a, b) = (try several(inputs)[0], inputs[1])
    for matrix in inputs where matrix.rank < 2 { throw .rank(expected: "matrices", found: matrix) }
    guard a.rank == b.rank, a.dimensions.dropLast(2) == b.dimensions.dropLast(2) else {
      throw .conflict(
        "`matmul` cannot pair the matrices of \(a) with those of \(b)",
        help: "all axes but the last two must be the same in both")
    }
    let inner = b[transposeB ? b.rank - 1 : b.rank - 2]
    guard a[a.rank - 1] == inner else {
      throw .conflict(
        "`matmul` cannot multiply \(a) by \(b)\(transposeB ? " transposed" : "")",
        help: "the last axis of the first is \(a[a.rank - 1]), but the axis that it meets is \(inner)")
    }
    return .extents((leading(a) + [rows(a), columns(b)]).map { Extent($0.name, $0.value) })
  }

  private func leading(_ shape: Shape) -> [Factor] { shape.factors("in_").dropLast(2) }

  func rows(_ a: Shape) -> Factor { Factor("rows", a[a.rank - 2]) }

  func inner(_ a: Shape) -> Factor { Factor("inner", a[a.rank - 1]) }

  func columns(_ b: Shape) -> Factor { Factor("columns", b[transposeB ? b.rank - 2 : b.rank - 1]) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One multiply-add for each element of the output and each of the inner axis.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let leading = leading(inputs[0])
    let (rows, inner, columns) = (rows(inputs[0]), inner(inputs[0]), columns(inputs[1]))
    var work = Work()
    work[.multiplyAdds] = Count(leading, [rows, inner, columns])
    work[.activationReads] = Count(leading, [rows, inner]) + Count(leading, [inner, columns])
    work[.writes] = Count(leading, [rows, columns])
    return work
  }

  /// Any position: a whole row of one, a whole column of the other.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[…, m, n] = Σ a[…, m, k] * b[…, k, n]`, or `b[…, n, k]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (a, b) = (inputs[0], inputs[1])
    return Tensor(output) { position in
      let matrix = Array(position.dropLast(2))
      let (m, n) = (position[position.count - 2], position[position.count - 1])
      var sum = N(0)
      for k in 0..<(a.shape.dimensions.last ?? 0) {
        sum.accumulate(a[matrix + [m, k]], times: b[matrix + (transposeB ? [n, k] : [k, n])])
      }
      return sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .matrixProduct, axes: .rows, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One product and several, with and without transposing.
  public static let specimens = [
    Specimen(Matmul(), on: [[2, 3], [3, 4]]), Specimen(Matmul(transposeB: true), on: [[2, 3], [4, 3]]),
    Specimen(Matmul(), on: [[2, 3, 4], [2, 4, 5]]),
    Specimen(Matmul(transposeB: true), on: [[2, 1, 3, 2], [2, 1, 4, 2]]),
    Specimen(Matmul(), on: [[1, 1], [1, 1]]),
  ]
}
