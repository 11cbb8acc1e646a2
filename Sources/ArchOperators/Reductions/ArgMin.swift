import ArchGraph

/// The index of the smallest element along some axes.
public struct ArgMin: Reduction {
  public var axes: [Int]

  public var keepsDimensions: Bool

  /// The index of the smallest element along axes, which are dropped unless they are kept.
  public init(_ axes: [Int], keepsDimensions: Bool = false) {
    self.axes = axes
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "arg_min", .arithmetic, "The index of the smallest element along one or several axes.",
    arguments: Signature.reductionArguments(),
    notes: [Signature.reductionNote] + Signature.indexNotes, isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: axes), .boolean(keepsDimensions)] }

  /// The first index whose element has none below it.
  public func reduce<N: Number>(_ elements: [N]) -> N {
    var (index, best) = (N(0), elements[0])
    for (place, x) in elements.enumerated().dropFirst() {
      index = N.ifNegative(x - best, N(Float(place)), else: index)
      best = N.minimum(best, x)
    }
    return index
  }

  /// For each element after the first, a subtraction and two comparisons.
  package func arithmetic(of elements: ReducedElements) -> Work { .indexSearch(elements) }

  /// Every element is read, unless there is only one.
  public func work(from inputs: [Shape], to output: Shape) -> Work { indexWork(from: inputs, to: output) }

  /// All positions of the reduced axes, if they stay; not tracked if there is only one element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { indexReach(from: inputs) }

  public var traits: Traits { reductionTraits(.index(axis: nil)) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens = ReductionCases.withSingle.map {
    Specimen(ArgMin($0.axes, keepsDimensions: $0.keeps), on: $0.shape)
  }
}
