import ArchGraph

/// The smallest whole number that is not below an element.
public struct Ceil: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "ceil", "The smallest whole number that is not below `x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `ceil(x)`.
  public func value<N: Number>(of x: N) -> N { x.ceiling() }

  /// A vector and a map.
  public static let specimens = [Specimen(Ceil(), on: [7]), Specimen(Ceil(), on: [2, 3, 4])]
}
