import ArchGraph

/// Spectral normalisation: weights divided by their largest singular value (Miyato and others 2018).
public struct SpectralNorm: Operator {
  /// The axis of the rows of the matrix; negative counts from the end.
  public var axis: Int

  /// How many steps of the power iteration are done.
  public var iterations: Int

  /// The least length that is divided by in the power iteration.
  public var epsilon: Double

  /// A normalisation of weights as a matrix with a row for each position of an axis.
  public init(axis: Int = 0, iterations: Int = 0, epsilon: Double = 1e-12) {
    self.axis = axis
    self.iterations = iterations
    self.epsilon = epsilon
  }

  public static let signature = Signature(
    "spectral_norm", .normalisation,
    "Weights divided by an estimate of their largest singular value, `w/(u*w*v)`.",
    arguments: [
      .named(
        "axis", .integer, default: 0, "the axis of the rows of the matrix; negative counts from the end"),
      .named(
        "iterations", .count(from: 0), default: 0,
        "how many steps of the power iteration are done: 1 in training, as PyTorch has it, none at inference"),
      .named("epsilon", .decimal(0...1), default: 1e-12, "the smallest length to divide by in the iteration"),
    ],
    notes: [
      "It is for weights: `conv(64, kernel: 3, weights: spectral_norm)` divides the filters of the convolution. They are "
        + "a matrix with a row for each position of `axis` (PyTorch's `dim`) and a column for each other position.",
      "The singular vectors `u` and `v` are kept between steps, as buffers. The algorithm is the power iteration: each step "
        + "sets `u` to `w*v` and `v` to `u*w`, both divided by their lengths. No gradient flows through it.",
      "Its arithmetic counts for each example, as all work does.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axis = try arguments.integer("axis")
    iterations = try arguments.integer("iterations")
    epsilon = try arguments.decimal("epsilon")
  }

  public var arguments: [ArgumentValue?] { [.integer(axis), .integer(iterations), .init(epsilon)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis, of: tensor(inputs, rank: 2, "weights with rows and columns"))
    return .sameAsInput
  }

  /// The rows and columns of the matrix.
  func matrix(of shape: Shape) -> (rows: Factor, columns: Factor) {
    var rest = shape.dimensions
    let rows = rest.remove(at: place(of: axis, in: shape))
    return (Factor("rows", rows), Factor("columns", Shape(rest).elementCount ?? Int.max))
  }

  /// The buffers `u [rows]` and `v [columns]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let (rows, columns) = matrix(of: inputs[0])
    return [
      Parameter("u", [rows], use: .positive, role: .buffer),
      Parameter("v", [columns], use: .positive, role: .buffer),
    ]
  }

  /// A multiply-add for each element and each row, and a division for each element; in each step of the iteration two for
  /// each element, and for both vectors of `n` numbers `n` multiplications, `n - 1` additions, a square root, a comparison
  /// and `n` divisions.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let (rows, columns) = matrix(of: output)
    var work = Work()
    work[.multiplyAdds] = Count([rows, columns]) + Count([rows])
    work[.divisions] = Count(output.elements)
    work[.weightReads] = Count([columns]) + Count([rows])
    if iterations > 0 {
      let steps = Factor("iterations", iterations)
      work[.multiplyAdds].add([Factor("per_step", 2), steps, rows, columns])
      for vector in [rows, columns] {
        work[.multiplications].add([steps, vector])
        work[.additions].add([steps, Factor("\(vector.name)_after_first", vector.value - 1)])
        work[.divisions].add([steps, vector])
      }
      work[.transcendentals] = Count([Factor("vectors", 2), steps])
      work[.comparisons] = Count([Factor("vectors", 2), steps])
      // Each step makes `u` anew from `v` alone.
      work[.weightReads] = Count([columns])
    }
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Everything: all of the matrix makes the divisor.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = w/σ` with `σ = Σ u[i]*Σ w[i, j]*v[j]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let matrix = inputs[0].matrix(axis: place(of: axis, in: output))
    let (u, v) = vectors(matrix, weights)
    let divisor = matrix.times(v).dot(u)
    return Tensor(output, inputs[0].values.map { $0 / divisor })
  }

  /// The singular vectors after the iteration.
  func vectors<N: Number>(_ matrix: [[N]], _ weights: [Tensor<N>]) -> (u: [N], v: [N]) {
    var (u, v) = (weights[0].values, weights[1].values)
    guard iterations > 0 else { return (u, v) }
    let fixed = matrix.map { $0.map { $0.detached() } }
    for _ in 0..<iterations {
      u = fixed.times(v).scaledToOne(epsilon)
      v = fixed.transposed().times(u).scaledToOne(epsilon)
    }
    return (u, v)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .mixed, values: .standardised, axes: .asInput, part: .normalisation
    )
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The weights of a dense layer and of convolutions, along each axis, with and without iterations.
  public static let specimens = [
    Specimen(SpectralNorm(), on: [3, 4]), Specimen(SpectralNorm(), on: [2, 3, 2, 2]),
    Specimen(SpectralNorm(axis: 1), on: [2, 3, 2]), Specimen(SpectralNorm(axis: -1), on: [3, 2]),
    Specimen(SpectralNorm(iterations: 1), on: [3, 4]),
    Specimen(SpectralNorm(axis: 1, iterations: 3, epsilon: 0.01), on: [2, 3, 2]),
    Specimen(SpectralNorm(iterations: 1), on: [1, 1]),
  ]
}

extension Array {
  /// The product of a matrix with a vector.
  func times<N: Number>(_ vector: [N]) -> [N] where Element == [N] { map { $0.dot(vector) } }

  /// The columns of a matrix as rows.
  fileprivate func transposed<N: Number>() -> [[N]] where Element == [N] {
    self[0].indices.map { column in map { $0[column] } }
  }
}

extension Array where Element: Number {
  /// The sum of products, in multiply-adds.
  func dot(_ other: [Element]) -> Element {
    var sum = Element(0)
    for (a, b) in zip(self, other) { sum.accumulate(a, times: b) }
    return sum
  }

  /// A vector over its length, or over a small number where that is larger.
  fileprivate func scaledToOne(_ epsilon: Double) -> [Element] {
    let divisor = Element.maximum(length(), Element(Float(epsilon)))
    return map { $0 / divisor }
  }
}
