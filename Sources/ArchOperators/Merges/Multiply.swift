import ArchGraph

/// The product of several values, element by element; a gate for each channel acts on the whole map.
public struct Multiply: Operator {
  /// The product.
  public init() {}

  public static let signature = Signature(
    "multiply", .merge, "The product of values, element by element; a gate acts on a whole map.",
    inputs: .several,
    notes: [
      "A gate `[C]` or `[C, 1, 1]` multiplies every position of `[C, H, W]` (squeeze and excite), a gate "
        + "`[1, H, W]` every channel.",
      "Other shapes are aligned at their last axes, and an axis that is missing or has one element is repeated "
        + "(broadcasting, as in NumPy).",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of the inputs, with gates aligned at the channels.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try several(inputs)
    let merged = try Broadcast(inputs).merged(gates: true)
    if inputs[0] == merged { return .sameAsInput }
    return .extents(merged.factors("in_").map { Extent($0.name, $0.value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One multiplication for each element of the output and each input after the first; inputs are read once.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.multiplications, from: inputs, to: output)
  }

  /// Only the same position; a gate without positions acts on all.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[c, p] = a[c, p]*b[c, p]*…`; an input with one channel or one position repeats it.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let factors = inputs.map { input in
        let isGate = input.shape.rank == 1 && input.shape[0] == output[0]
        return isGate ? input[[position[0]]] : input.spread(at: position)
      }
      return factors.dropFirst().reduce(factors[0]) { $0 * $1 }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .product, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Equal shapes; gates for channels, for positions and for neither, before and after the map; other shapes.
  public static let specimens = [
    Specimen(Multiply(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Multiply(), on: [[5], [5], [5]]),
    Specimen(Multiply(), on: [[2, 3, 4], [2]]), Specimen(Multiply(), on: [[2], [2, 3, 4]]),
    Specimen(Multiply(), on: [[3, 2, 4], [3, 1, 1]]), Specimen(Multiply(), on: [[3, 1, 1], [3, 2, 4]]),
    Specimen(Multiply(), on: [[3, 2, 4], [1, 2, 4]]), Specimen(Multiply(), on: [[3, 2, 4], [1]]),
    Specimen(Multiply(), on: [[2, 3, 3], [2], [1, 3, 3]]), Specimen(Multiply(), on: [[3], [3, 1, 1]]),
    Specimen(Multiply(), on: [[2, 5], [2, 1]]), Specimen(Multiply(), on: [[1], [4]]),
    Specimen(Multiply(), on: [[2, 3, 4], [4]]), Specimen(Multiply(), on: [[3, 4], [2, 3, 4]]),
    Specimen(Multiply(), on: [[3, 3], [3]]), Specimen(Multiply(), on: [[2, 3, 4], [2, 3, 1]]),
    Specimen(Multiply(), on: [[2, 3, 1], [1, 3, 4]]), Specimen(Multiply(), on: [[2, 3, 4], [2], [4]]),
    Specimen(Multiply(), on: [[2, 3], []]),
  ]
}
