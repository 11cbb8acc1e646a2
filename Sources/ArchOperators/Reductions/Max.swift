import ArchGraph

/// The largest of the elements along some axes.
public struct Max: Reduction {
  public var axes: [Int]

  public var keepsDimensions: Bool

  /// The largest along axes, which are dropped unless they are kept.
  public init(_ axes: [Int], keepsDimensions: Bool = false) {
    self.axes = axes
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "max", .arithmetic, "The largest element along one or several axes.",
    arguments: Signature.reductionArguments(),
    notes: [Signature.reductionNote, "`maximum` is the largest of several values, element by element."],
    isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: axes), .boolean(keepsDimensions)] }

  /// `max x`.
  public func reduce<N: Number>(_ elements: [N]) -> N {
    elements.dropFirst().reduce(elements[0]) { N.maximum($0, $1) }
  }

  /// For `n` elements, `n - 1` comparisons.
  package func arithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.comparisons] = elements.afterFirst
    return work
  }

  public var traits: Traits { reductionTraits(.largestOfWindow) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens = ReductionCases.withSingle.map {
    Specimen(Max($0.axes, keepsDimensions: $0.keeps), on: $0.shape)
  }
}
