import ArchGraph

/// The hard swish of MobileNetV3 (Howard and others 2019), `x*relu6(x + 3)/6`.
public struct HardSwish: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "hard_swish", "Swish with a piecewise linear sigmoid, `x*min(max(x + 3, 0), 6)/6`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// An addition, two comparisons, a multiplication and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.additions, 1), (.comparisons, 2), (.multiplications, 1), (.divisions, 1),
    ]
  }

  /// `x*min(max(x + 3, 0), 6)/6`.
  public func value<N: Number>(of x: N) -> N { x * N.minimum(N.maximum(x + N(3), N(0)), N(6)) / N(6) }

  /// A vector and a map.
  public static let specimens = [Specimen(HardSwish(), on: [5]), Specimen(HardSwish(), on: [2, 3, 4])]
}
