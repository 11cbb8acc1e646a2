import ArchGraph

/// The rectified linear unit, `max(x, 0)`.
public struct ReLU: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation("relu", "Rectified linear unit, `max(x, 0)`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// One comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 1)]
  }

  /// `max(x, 0)`.
  public func value<N: Number>(of x: N) -> N { N.maximum(x, N(0)) }

  /// A vector and a map.
  public static let specimens = [Specimen(ReLU(), on: [5]), Specimen(ReLU(), on: [2, 3, 4])]
}
