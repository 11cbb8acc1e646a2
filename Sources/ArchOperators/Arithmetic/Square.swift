import ArchGraph

/// The square.
public struct Square: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "square", "The square, `x*x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A multiplication.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 1)] }

  /// `x*x`.
  public func value<N: Number>(of x: N) -> N { x * x }

  /// A vector and a map.
  public static let specimens = [Specimen(Square(), on: [5]), Specimen(Square(), on: [2, 3, 4])]
}
