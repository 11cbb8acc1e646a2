import ArchGraph

/// The nearest whole number.
public struct Round: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "round", "The nearest whole number; of two that are equally near, the even one")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `round(x)`, halves to even.
  public func value<N: Number>(of x: N) -> N { x.nearest() }

  /// A vector and a map.
  public static let specimens = [Specimen(Round(), on: [5]), Specimen(Round(), on: [2, 3, 4])]
}
