import ArchGraph

/// A comparison of two values element by element: 1 where it holds, and 0 elsewhere.
///
/// If either number is NaN, so is the result: anything that depends on it shows it, as in all other layers.
protocol Comparing: Operator {
  init()

  /// 1 or 0.
  func holds<N: Number>(_ a: N, _ b: N) -> N
}

extension Comparing {
  public init(_ arguments: Arguments) throws(ArgumentFault) { self.init() }

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of both inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try mergedPair(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.comparisons, from: inputs, to: output)
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// 1 where the comparison holds, and 0 elsewhere.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { holds(inputs[0].spread(at: $0), inputs[1].spread(at: $0)) }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .truth, axes: .asInput, part: .arrangement)
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs) }

  /// A map and a vector, and values of two shapes.
  public static var specimens: [Specimen<Self>] {
    let pairs: [[Shape]] = [
      [[2, 3, 4], [2, 3, 4]], [[7], [7]], [[2, 3, 4], [2, 1, 1]], [[1, 3, 4], [2, 3, 4]],
      [[2, 3, 4], [3, 4]], [[4], [2, 3, 4]], [[2, 1, 4], [2, 3, 1]], [[4, 1], [1, 5]], [[2, 3, 4], []],
    ]
    return pairs.map { Specimen(Self(), on: $0) }
  }
}

extension Signature {
  /// A comparison of two values.
  static func comparison(_ name: String, _ condition: String) -> Signature {
    Signature(
      name, .merge, "1 if \(condition), element by element, otherwise 0.",
      inputs: .exactly(["a", "b"]),
      notes: [broadcastNote, "If either element is not a number, neither is the result."], isYielding: true)
  }
}
