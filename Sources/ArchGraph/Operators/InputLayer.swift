/// An input of the network, the statement `input name: shape` in the language.
package struct InputLayer: Operator {
  /// The shape that enters.
  package var shape: Shape

  /// An input of this shape, without the batch.
  package init(_ shape: Shape) { self.shape = shape }

  /// The name and the arguments.
  package static let signature = Signature(
    "input", .shape, "An input of the network, written `input name: [channels, height, width]`.",
    inputs: .none,
    arguments: [.positional("shape", .integers(from: 1), "the extents, without the batch")])

  /// Reads the arguments.
  package init(_ arguments: Arguments) throws(ArgumentFault) {
    shape = Shape(try arguments.integers("shape"))
  }

  /// The arguments of the call.
  package var arguments: [ArgumentValue?] { [ArgumentValue(shape.dimensions)] }

  /// The shape of the input.
  package func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    .extents(zip(Axis.names("", rank: shape.rank), shape.dimensions).map { Extent($0, $1) })
  }

  /// None.
  package func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// None: the data is given.
  package func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// Each position is itself.
  package func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// Whatever enters: a map, rows or tokens.
  package var traits: Traits {
    Traits(isDefinedByElement: true, channels: .kept, values: .kept, axes: .unknown, part: .layer)
  }

  /// Its own memory, where the data is put.
  package func placement(of inputs: [Shape]) -> Placement { .own }

  /// Nothing is computed; a definition is never asked of an input.
  package func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { _ in N(0) }
  }

  /// An image.
  package static let specimens = [Specimen(InputLayer([3, 4, 4]), on: [])]
}
