import ArchGraph

/// The error function.
public struct Erf: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "erf", "The error function, `2/sqrt(pi)` times the integral of `e^(-t*t)` from 0 to `x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// An error function.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `erf(x)`.
  public func value<N: Number>(of x: N) -> N { x.errorFunction() }

  /// A vector and a map.
  public static let specimens = [Specimen(Erf(), on: [5]), Specimen(Erf(), on: [2, 3, 4])]
}
