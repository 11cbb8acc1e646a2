import ArchGraph

/// The rectified linear unit capped at 6, `min(max(x, 0), 6)`.
public struct ReLU6: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "relu6", "Rectified linear unit up to 6, `min(max(x, 0), 6)`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// Two comparisons.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 2)]
  }

  /// `min(max(x, 0), 6)`.
  public func value<N: Number>(of x: N) -> N { N.minimum(N.maximum(x, N(0)), N(6)) }

  /// A vector and a map.
  public static let specimens = [Specimen(ReLU6(), on: [5]), Specimen(ReLU6(), on: [2, 3, 4])]
}
