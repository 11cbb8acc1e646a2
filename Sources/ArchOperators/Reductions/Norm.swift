import ArchGraph

/// The p-norm of the elements along some axes.
public struct Norm: Reduction {
  public var axes: [Int]

  /// The power, `p`; infinite for the largest absolute value.
  public var power: Double

  public var keepsDimensions: Bool

  /// A norm along axes, the Euclidean one by default.
  public init(_ axes: [Int], power: Double = 2, keepsDimensions: Bool = false) {
    self.axes = axes
    self.power = power
    self.keepsDimensions = keepsDimensions
  }

  public static let signature = Signature(
    "norm", .arithmetic, "The p-norm of the elements along one or several axes: `(Σ |x|^p)^(1/p)`.",
    arguments: Signature.reductionArguments([
      .named(
        "power", .decimalOr(1 ... .infinity, word: infinity), default: 2, "the power `p`")
    ]),
    notes: [
      Signature.reductionNote,
      "With a power of 2, an element costs one multiplication; with 1 or `infinity`, an absolute value; with any other, "
        + "an absolute value and a power. `infinity` gives the largest absolute value.",
      "Several axes are treated as one vector. `l2_normalize` divides by the norm.",
    ], isYielding: true)

  private static let infinity = "infinity"

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.axisList("axis")
    power =
      if (try? arguments.word("power")) != nil { .infinity } else { try arguments.decimal("power") }
    keepsDimensions = try arguments.boolean("keep_dims")
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(oneOrMore: axes), power == .infinity ? .word(Self.infinity) : .init(power),
      .boolean(keepsDimensions),
    ]
  }

  /// `(Σ |x|^p)^(1/p)`, or the largest `|x|`.
  public func reduce<N: Number>(_ elements: [N]) -> N {
    switch power {
    case .infinity:
      let sizes = elements.map { $0.magnitude() }
      return sizes.dropFirst().reduce(sizes[0]) { N.maximum($0, $1) }
    case 1: return sum(elements.map { $0.magnitude() })
    case 2: return sum(elements.map { $0 * $0 }).squareRoot()
    default:
      let powers = elements.map { $0.magnitude().power(Float(power)) }
      return sum(powers).power(Float(1 / power))
    }
  }

  private func sum<N: Number>(_ terms: [N]) -> N { terms.dropFirst().reduce(terms[0]) { $0 + $1 } }

  /// For `n` elements `n` powers, `n - 1` additions and a root; without power and root if there is none to take.
  package func arithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    switch power {
    case .infinity: work[.comparisons] = elements.all + elements.afterFirst
    case 1:
      work[.comparisons] = elements.all
      work[.additions] = elements.afterFirst
    case 2:
      work[.multiplications] = elements.all
      work[.additions] = elements.afterFirst
      work[.transcendentals] = Count(elements.results)
    default:
      work[.comparisons] = elements.all
      work[.additions] = elements.afterFirst
      work[.transcendentals] = elements.all + Count(elements.results)
    }
    return work
  }

  public var traits: Traits { reductionTraits(.norm(power: power)) }

  /// Each axis and several, kept and not, and axes of one element.
  public static let specimens =
    ReductionCases.withSingle.map { Specimen(Norm($0.axes, keepsDimensions: $0.keeps), on: $0.shape) }
    + [1, 3, 2.5, .infinity].flatMap { power in
      ReductionCases.withSingle.map {
        Specimen(Norm($0.axes, power: power, keepsDimensions: $0.keeps), on: $0.shape)
      }
    }
}
