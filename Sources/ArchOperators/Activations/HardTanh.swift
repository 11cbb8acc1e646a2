import ArchGraph

/// A hyperbolic tangent of straight lines (Collobert 2004), `min(max(x, min), max)`.
public struct HardTanh: Elementwise {
  /// The lowest value of the output.
  public var low: Double
  /// The highest value of the output.
  public var high: Double

  /// The activation with these bounds.
  public init(_ low: Double = -1, _ high: Double = 1) {
    self.low = low
    self.high = high
  }

  public static let signature = Signature.activation(
    "hard_tanh", "Piecewise linear hyperbolic tangent, `min(max(x, min), max)`",
    arguments: [
      .positional("min", .decimal(-.infinity ... .infinity), default: -1, "the lower bound"),
      .positional("max", .decimal(-.infinity ... .infinity), default: 1, "the upper bound"),
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(try arguments.decimal("min"), try arguments.decimal("max"))
    try Self.check(low, isBelow: high)
  }

  public var arguments: [ArgumentValue?] { [.init(low), .init(high)] }

  /// Two comparisons.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// `min(max(x, min), max)`.
  public func value<N: Number>(of x: N) -> N {
    N.minimum(N.maximum(x, N(Float(low))), N(Float(high)))
  }

  /// A vector and a map.
  public static let specimens = [
    Specimen(HardTanh(), on: [5]), Specimen(HardTanh(-0.5, 0.25), on: [2, 3, 4]),
  ]
}
