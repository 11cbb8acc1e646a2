import ArchGraph

/// The variance of the elements along some axes.
public struct Variance: Reduction {
  public var axes: [Int]

  /// Whether the squares are divided by one less than the number of elements.
  public var isUnbiased: Bool

  public var keepsDimensions: Bool

  /// A variance along axes, by default divided by the number of elements.
  public init(_ axes: [Int], isUnbiased: Bool = false, keepsDimensions: Bool = false) {
    self.axes = axes
    self.isUnbiased = isUnbiased
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "variance", .arithmetic, "The variance of the elements along one or several axes.",
    arguments: Signature.reductionArguments([
      .named(
        "unbiased", .boolean, default: false,
        "whether to divide by `n - 1` instead of the number of elements, `n`")
    ]),
    notes: [
      Signature.reductionNote,
      "`sum((x - mean(x))^2)/n`, in two passes. Normalisations divide by `n`; PyTorch's `var` by default by `n - 1`.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    isUnbiased = try arguments.boolean("unbiased")
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] {
    [.init(oneOrMore: axes), .boolean(isUnbiased), .boolean(keepsDimensions)]
  }

  /// The extents of the input, with those of the reduced axes left out, or 1.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "an axis to reduce")
    let reduced = try axes(axes, of: input)
    if isUnbiased, reduced.allSatisfy({ input[$0] == 1 }) {
      throw .conflict(
        "`variance` of one element would divide by zero",
        help: "`unbiased: false` divides by the number of elements")
    }
    return reducedExtents(of: input, reduced)
  }

  /// `Σ (x - mean)^2 / n`, or over `n - 1`.
  public func reduce<N: Number>(_ elements: [N]) -> N {
    let mean = elements.mean()
    let squares = elements.map { x in
      let difference = x - mean
      return difference * difference
    }
    let sum = squares.dropFirst().reduce(squares[0]) { $0 + $1 }
    return sum / N(Float(elements.count - (isUnbiased ? 1 : 0)))
  }

  /// For `n` elements the mean, and `n` subtractions, `n` squares, `n - 1` additions and a division.
  package func arithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.additions] = elements.afterFirst.multiplied(by: Factor("sums", 2))
    work[.subtractions] = elements.all
    work[.multiplications] = elements.all
    work[.divisions] = Count([Factor("means", 2)], elements.results)
    return work
  }

  public var traits: Traits { reductionTraits(.variance) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens =
    ReductionCases.withSingle.map { Specimen(Variance($0.axes, keepsDimensions: $0.keeps), on: $0.shape) }
    + ReductionCases.all.map {
      Specimen(Variance($0.axes, isUnbiased: true, keepsDimensions: $0.keeps), on: $0.shape)
    }
}
