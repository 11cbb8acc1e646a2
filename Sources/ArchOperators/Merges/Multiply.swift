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
        + "`[1, H, W]` every channel. The output has the shape of the largest input.",
      "Only this merge spreads its inputs; `add` and the others want one shape.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The shape of the largest input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try several(inputs)
    let largest = inputs.dropFirst().reduce(inputs[0]) { Self.size(of: $0) < Self.size(of: $1) ? $1 : $0 }
    guard inputs.allSatisfy({ Self.spreads($0, over: largest) }) else { throw .shapes(inputs, except: nil) }
    if inputs[0] == largest { return .sameAsInput }
    return .extents(largest.factors("in_").map { Extent($0.name, $0.value) })
  }

  /// What orders shapes: rank, then number of elements.
  static func size(of shape: Shape) -> (Int, Int) { (shape.rank, shape.elementCount ?? Int.max) }

  /// Whether each element of `shape` acts on one element of `whole`, on one channel or on one position.
  private static func spreads(_ shape: Shape, over whole: Shape) -> Bool {
    if shape == whole { return true }
    guard shape.rank >= 1, shape.rank == whole.rank || shape.rank == 1 else { return false }
    let spatial = shape.spatial
    return (shape[0] == whole[0] || shape[0] == 1)
      && (spatial == whole.spatial || spatial.allSatisfy { $0 == 1 })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One multiplication for each element of the output and each input after the first; inputs are read once.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = merging(.multiplications, from: inputs, to: output)
    if inputs.contains(where: { $0.dimensions != output.dimensions }) {
      work[.activationReads] = inputs.reduce(Count()) { $0 + Count($1.factors("in_")) }
    }
    return work
  }

  /// Only the same position; a gate without positions acts on all.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[c, p] = a[c, p]*b[c, p]*…`; where an input has one channel or one position, that one.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let factors = inputs.map { input in
        input[zip(position, input.shape.dimensions).map { $1 == 1 ? 0 : $0 }]
      }
      return factors.dropFirst().reduce(factors[0]) { $0 * $1 }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .product, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Equal shapes; gates for channels, for positions and for neither, before and after the map.
  public static let specimens = [
    Specimen(Multiply(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Multiply(), on: [[5], [5], [5]]),
    Specimen(Multiply(), on: [[2, 3, 4], [2]]), Specimen(Multiply(), on: [[2], [2, 3, 4]]),
    Specimen(Multiply(), on: [[3, 2, 4], [3, 1, 1]]), Specimen(Multiply(), on: [[3, 1, 1], [3, 2, 4]]),
    Specimen(Multiply(), on: [[3, 2, 4], [1, 2, 4]]), Specimen(Multiply(), on: [[3, 2, 4], [1]]),
    Specimen(Multiply(), on: [[2, 3, 3], [2], [1, 3, 3]]), Specimen(Multiply(), on: [[3], [3, 1, 1]]),
    Specimen(Multiply(), on: [[2, 5], [2, 1]]), Specimen(Multiply(), on: [[1], [4]]),
  ]
}
