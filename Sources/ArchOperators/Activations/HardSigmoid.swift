import ArchGraph

/// A sigmoid of straight lines, `relu6(x + 3)/6`.
public struct HardSigmoid: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "hard_sigmoid", "Piecewise linear sigmoid, `min(max(x + 3, 0), 6)/6`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// An addition, two comparisons and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.additions, 1), (.comparisons, 2), (.divisions, 1),
    ]
  }

  /// `min(max(x + 3, 0), 6)/6`.
  public func value<N: Number>(of x: N) -> N { N.minimum(N.maximum(x + N(3), N(0)), N(6)) / N(6) }

  /// A vector and a map.
  public static let specimens = [Specimen(HardSigmoid(), on: [5]), Specimen(HardSigmoid(), on: [2, 3, 4])]
}
