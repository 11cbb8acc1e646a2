import ArchGraph

/// Elements limited to between two bounds.
public struct Clamp: Elementwise {
  /// The lowest value of the output, or `nil` for no bound.
  public var low: Double?
  /// The highest value of the output, or `nil` for no bound.
  public var high: Double?

  /// The function with at least one bound.
  public init(min low: Double? = nil, max high: Double? = nil) {
    self.low = low
    self.high = high
  }

  public static let signature = Signature.elements(
    "clamp", "`x` kept between two bounds, `min(max(x, min), max)`",
    arguments: [
      .named(
        "min", .decimal(-.infinity ... .infinity), otherwise: "no bound", "the lower bound"),
      .named(
        "max", .decimal(-.infinity ... .infinity), otherwise: "no bound", "the upper bound"),
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    low = arguments.isGiven("min") ? try arguments.decimal("min") : nil
    high = arguments.isGiven("max") ? try arguments.decimal("max") : nil
    guard low != nil || high != nil else {
      throw ArgumentFault(argument: "min", expected: "a number, unless there is a `max`", found: "nothing")
    }
    if let low, let high { try Self.check(low, isBelow: high) }
  }

  public var arguments: [ArgumentValue?] { [low.map { .init($0) }, high.map { .init($0) }] }

  /// A comparison for each bound.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, (low == nil ? 0 : 1) + (high == nil ? 0 : 1))]
  }

  /// `min(max(x, min), max)`, without a bound that is missing.
  public func value<N: Number>(of x: N) -> N {
    let raised = low.map { N.maximum(x, N(Float($0))) } ?? x
    return high.map { N.minimum(raised, N(Float($0))) } ?? raised
  }

  /// Both bounds, and each alone.
  public static let specimens = [
    Specimen(Clamp(min: -0.5, max: 0.25), on: [5]), Specimen(Clamp(min: -0.5, max: 0.25), on: [2, 3, 4]),
    Specimen(Clamp(min: 0.125), on: [2, 3, 4]), Specimen(Clamp(max: 0.5), on: [2, 3, 4]),
    Specimen(Clamp(min: 0.5, max: 0.5), on: [4]),
  ]
}
