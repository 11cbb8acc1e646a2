import ArchGraph

/// Elements to a constant power.
public struct Power: Elementwise {
  /// The power.
  public var exponent: Double

  /// The function with this exponent.
  public init(_ exponent: Double) { self.exponent = exponent }

  public static let signature = Signature.elements(
    "power", "`x` to a constant power",
    arguments: [.positional("exponent", .decimal(-.infinity ... .infinity), "the power")],
    notes: [
      "Negative elements only have a power if the exponent is a whole number.",
      "`square`, `sqrt` and `reciprocal` cost less than a general power.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { exponent = try arguments.decimal("exponent") }

  public var arguments: [ArgumentValue?] { [.init(exponent)] }

  /// A power.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `x^exponent`.
  public func value<N: Number>(of x: N) -> N { x.power(Float(exponent)) }

  public var traits: Traits {
    elementTraits(positiveInputs: exponent == exponent.rounded() && exponent >= 0 ? [] : [0])
  }

  /// Whole exponents and others.
  public static let specimens = [
    Specimen(Power(3), on: [5]), Specimen(Power(0.75), on: [2, 3, 4]), Specimen(Power(-1.5), on: [2, 3, 4]),
    Specimen(Power(2), on: [2, 4]), Specimen(Power(0), on: [3, 4]),
  ]
}
