import ArchGraph

/// A function of one element whose output changes in steps only: no gradient flows.
public protocol SteppedElementwise: DifferentiableElementwise {}

extension SteppedElementwise {
  public var slopeSource: Slope { .zero }

  /// Nothing.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [] }

  /// 0, which nobody asks for.
  public func gradient<N: Number>(_ gradient: N, at number: N) -> N { N(0) }
}

extension Number {
  /// A constant whose digits beyond those of a `Float` count where the arithmetic has them.
  static func constant(_ value: Double) -> Self {
    let rounded = Float(value)
    return prepared { Self(rounded) + Self(Float(value - Double(rounded))) }
  }
}
