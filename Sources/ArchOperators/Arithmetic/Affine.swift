import ArchGraph

/// A constant factor and a constant offset for all elements.
public struct Affine: Elementwise {
  /// The factor of all elements.
  public var factor: Double
  /// The offset added to them.
  public var offset: Double

  /// The function with these constants.
  public init(factor: Double = 1, offset: Double = 0) {
    self.factor = factor
    self.offset = offset
  }

  public static let signature = Signature.elements(
    "affine", "A constant factor and offset, `factor*x + offset`",
    arguments: [
      .positional(
        "factor", .decimal(-.infinity ... .infinity), default: 1, "the factor of all elements"),
      .positional("offset", .decimal(-.infinity ... .infinity), default: 0, "what is added to the product"),
    ],
    notes: ["The constants are not learnt; `scale` has a learnt factor and shift for each channel."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(factor: try arguments.decimal("factor"), offset: try arguments.decimal("offset"))
  }

  public var arguments: [ArgumentValue?] { [.init(factor), .init(offset)] }

  /// A multiplication unless the factor is 1, and an addition unless the offset is 0.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    (factor == 1 ? [] : [(.multiplications, 1)]) + (offset == 0 ? [] : [(.additions, 1)])
  }

  /// `factor*x + offset`, without operations that change nothing.
  public func value<N: Number>(of x: N) -> N {
    let scaled = factor == 1 ? x : N(Float(factor)) * x
    return offset == 0 ? scaled : scaled + N(Float(offset))
  }

  /// Both constants, each alone, and neither.
  public static let specimens = [
    Specimen(Affine(factor: 2.5, offset: -0.75), on: [5]),
    Specimen(Affine(factor: -0.5, offset: 1), on: [2, 3, 4]), Specimen(Affine(factor: 3), on: [2, 3, 4]),
    Specimen(Affine(offset: 0.3), on: [2, 3, 4]), Specimen(Affine(), on: [2, 3, 4]),
    Specimen(Affine(factor: 0, offset: 2), on: [3]),
  ]
}
