import ArchGraph

/// The absolute value.
public struct Abs: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "abs", "The absolute value, `|x|`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `|x|`.
  public func value<N: Number>(of x: N) -> N { x.magnitude() }

  /// A vector and a map.
  public static let specimens = [Specimen(Abs(), on: [5]), Specimen(Abs(), on: [2, 3, 4])]
}
