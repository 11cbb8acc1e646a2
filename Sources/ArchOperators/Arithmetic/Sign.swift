import ArchGraph

/// The sign.
public struct Sign: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "sign", "The sign: -1, 0 or 1")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// Two comparisons.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// -1 where `x < 0`, 1 where `x > 0`, otherwise 0.
  public func value<N: Number>(of x: N) -> N {
    N.ifLess(x, N(0), N(-1), else: N.ifLess(N(0), x, N(1), else: N(0)))
  }

  /// A vector and a map.
  public static let specimens = [Specimen(Sign(), on: [5]), Specimen(Sign(), on: [2, 3, 4])]
}
