import ArchGraph

/// The largest whole number that is not above an element.
public struct Floor: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "floor", "The largest whole number that is not above `x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `floor(x)`.
  public func value<N: Number>(of x: N) -> N { x.floor() }

  /// A vector and a map.
  public static let specimens = [Specimen(Floor(), on: [5]), Specimen(Floor(), on: [2, 3, 4])]
}
