/// A tensor of numbers that belongs to the network, used as a value: learnt queries, a table, one factor.
///
/// In the language `parameter([100, 256])`. It takes no value, costs nothing, and shares the memory of its weights.
package struct ParameterLayer: Operator {
  /// The extents, without the batch: all examples have the same numbers.
  package var shape: Shape
  /// Whether the numbers are kept but not learnt, like a table of sines or a filter.
  package var fixed: Bool
  /// The tensor of another layer that it refers to, or `nil` if it has its own.
  private var tensor: Parameter?

  /// A tensor of this shape.
  package init(_ shape: Shape = [1], fixed: Bool = false) {
    self.shape = shape
    self.fixed = fixed
  }

  /// The tensor of another layer.
  package init(of tensor: Parameter) {
    shape = tensor.shape
    fixed = tensor.role == .buffer
    self.tensor = tensor
  }

  /// The name and the arguments.
  package static let signature = Signature(
    "parameter", .dense, "A tensor of learnt numbers, as a value.", inputs: .none,
    arguments: [
      .positional("shape", .integers(from: 1), default: [1], "the extents, without the batch"),
      .named(
        "fixed", .boolean, default: false,
        "whether the numbers are stored but not learnt: a buffer, such as a table of sines"),
    ],
    notes: [
      "It takes no input: `queries: parameter([100, 256])` makes a value, as an input does, and "
        + "`parameter([1])` is one number.",
      "All examples of a batch have the same numbers. It costs no work, and no memory apart from that of the weights.",
      "The weights of another layer can be a value too: `words.weight` is the table of `words: embedding(…)`.",
    ], isYielding: true)

  /// Reads the arguments.
  package init(_ arguments: Arguments) throws(ArgumentFault) {
    shape = Shape(try arguments.integers("shape"))
    fixed = try arguments.boolean("fixed")
    if shape.rank == 0 {
      throw ArgumentFault(argument: "shape", expected: "a list of positive whole numbers", found: [])
    }
  }

  /// The arguments of the call.
  package var arguments: [ArgumentValue?] { [ArgumentValue(shape.dimensions), .boolean(fixed)] }

  /// The shape of the tensor.
  package func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.isEmpty else { throw .inputs(expected: "no input", found: inputs.count) }
    guard shape.rank <= Limits.rank else {
      throw .tooMany("axes of a value", limit: Limits.rank)
    }
    return .extents(factors.map { Extent($0.name, $0.value) })
  }

  private var factors: [Factor] {
    shape.rank == 1 ? shape.factors("") : shape.dimensions.enumerated().map { Factor("axis_\($0)", $1) }
  }

  /// `value […]`, or the tensor of another layer.
  package func parameters(of inputs: [Shape]) -> [Parameter] {
    [tensor ?? Parameter("value", factors, use: .table, role: fixed ? .buffer : .weight)]
  }

  /// None: the numbers exist already.
  package func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// It depends on no input.
  package func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// Its axes mean whatever the network uses them for.
  package var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .unknown, part: .layer)
  }

  /// In the memory of its weights.
  package func placement(of inputs: [Shape]) -> Placement { .weights }

  /// `y = value`.
  package func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { weights[0][$0] }
  }

  /// One number, a vector, queries, and a buffer.
  package static let specimens = [
    Specimen(ParameterLayer(), on: []), Specimen(ParameterLayer([5]), on: []),
    Specimen(ParameterLayer([3, 4]), on: []), Specimen(ParameterLayer([2, 3, 2], fixed: true), on: []),
  ]
}
