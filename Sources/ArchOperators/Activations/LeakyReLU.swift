import ArchGraph

/// The leaky rectified linear unit: `x`, or `slope * x` if it is negative.
public struct LeakyReLU: Elementwise {
  /// The slope for negative elements.
  public var slope: Double

  /// The activation with this slope for negative elements.
  public init(_ slope: Double = 0.01) { self.slope = slope }

  public static let signature = Signature.activation(
    "leaky_relu", "Leaky rectified linear unit: `x`, or `slope*x` if `x` is negative",
    arguments: [
      .positional(
        "slope", .decimal(-.infinity ... .infinity), default: 0.01, "the slope for negative elements")
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { slope = try arguments.decimal("slope") }

  public var arguments: [ArgumentValue?] { [.init(slope)] }

  /// One multiplication and one comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.multiplications, 1), (.comparisons, 1),
    ]
  }

  /// `x` or `slope*x`.
  public func value<N: Number>(of x: N) -> N { N.ifNegative(x, N(Float(slope)) * x, else: x) }

  /// A map.
  public static let specimens = [Specimen(LeakyReLU(0.1), on: [2, 3, 4])]
}
