import ArchGraph

/// The exponential, `e^x`.
public struct Exp: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "exp", "The exponential, `e^x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// An exponential.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.exponentials, 1)] }

  /// `e^x`.
  public func value<N: Number>(of x: N) -> N { x.exponential() }

  /// A vector and a map.
  public static let specimens = [Specimen(Exp(), on: [5]), Specimen(Exp(), on: [2, 3, 4])]
}
