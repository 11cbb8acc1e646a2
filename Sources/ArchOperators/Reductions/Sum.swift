import ArchGraph

/// The sum of the elements along some axes.
public struct Sum: Reduction {
  public var axes: [Int]

  public var keepsDimensions: Bool

  /// A sum along axes, which are dropped unless they are kept.
  public init(_ axes: [Int], keepsDimensions: Bool = false) {
    self.axes = axes
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "sum", .arithmetic, "The sum of the elements along one or several axes.",
    arguments: Signature.reductionArguments(),
    notes: [Signature.reductionNote, "`add` is the sum of several values, element by element."],
    isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: axes), .boolean(keepsDimensions)] }

  /// `Σ x`.
  public func reduce<N: Number>(_ elements: [N]) -> N { elements.dropFirst().reduce(elements[0]) { $0 + $1 } }

  /// For `n` elements, `n - 1` additions.
  package func arithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.additions] = elements.afterFirst
    return work
  }

  public var traits: Traits { reductionTraits(.sumOfElements) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens = ReductionCases.withSingle.map {
    Specimen(Sum($0.axes, keepsDimensions: $0.keeps), on: $0.shape)
  }
}
