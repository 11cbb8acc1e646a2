import ArchGraph

/// The mean of the elements along some axes.
public struct Mean: Reduction {
  public var axes: [Int]

  public var keepsDimensions: Bool

  /// A mean along axes, which are dropped unless they are kept.
  public init(_ axes: [Int], keepsDimensions: Bool = false) {
    self.axes = axes
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "mean", .arithmetic, "The mean of the elements along one or several axes.",
    arguments: Signature.reductionArguments(), notes: [Signature.reductionNote], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: axes), .boolean(keepsDimensions)] }

  /// `Σ x / n`.
  public func reduce<N: Number>(_ elements: [N]) -> N { elements.mean() }

  /// For `n` elements, `n - 1` additions and a division.
  package func arithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.additions] = elements.afterFirst
    work[.divisions] = Count(elements.results)
    return work
  }

  public var traits: Traits { reductionTraits(.mean) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens = ReductionCases.withSingle.map {
    Specimen(Mean($0.axes, keepsDimensions: $0.keeps), on: $0.shape)
  }
}
