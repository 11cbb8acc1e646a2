import ArchGraph

/// The natural logarithm.
public struct Log: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "log", "The natural logarithm of `x`, which must be above 0")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A logarithm.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `log(x)`.
  public func value<N: Number>(of x: N) -> N { x.logarithm() }

  public var traits: Traits { elementTraits(positiveInputs: [0]) }

  /// A vector and a map.
  public static let specimens = [Specimen(Log(), on: [5]), Specimen(Log(), on: [2, 3, 4])]
}
