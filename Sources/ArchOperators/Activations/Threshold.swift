import ArchGraph

/// `x` where it is above a threshold, and a constant elsewhere.
public struct Threshold: Elementwise {
  /// The bound that elements must exceed to stay.
  public var threshold: Double
  /// The value of elements that are not above the threshold.
  public var value: Double

  /// The activation.
  public init(_ threshold: Double, _ value: Double) {
    self.threshold = threshold
    self.value = value
  }

  public static let signature = Signature.activation(
    "threshold", "`x` if it is above a threshold, otherwise a constant",
    arguments: [
      .positional("threshold", .decimal(-.infinity ... .infinity), "elements above it are kept"),
      .positional("value", .decimal(-.infinity ... .infinity), "what the other elements become"),
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(try arguments.decimal("threshold"), try arguments.decimal("value"))
  }

  public var arguments: [ArgumentValue?] { [.init(threshold), .init(value)] }

  /// A comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `x` where it is above the threshold, and the value elsewhere.
  public func value<N: Number>(of x: N) -> N {
    N.ifLess(N(Float(threshold)), x, x, else: N(Float(value)))
  }

  /// A vector and a map.
  public static let specimens = [
    Specimen(Threshold(0.1, 20), on: [5]), Specimen(Threshold(-0.25, -1), on: [2, 3, 4]),
  ]
}
