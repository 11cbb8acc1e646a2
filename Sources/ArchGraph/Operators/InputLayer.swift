/// An input of the network; in the language the statement `input name: shape`.
public struct InputLayer: Operator {
  /// The shape that enters.
  public var shape: Shape

  /// An input of the given shape, without the batch.
  public init(_ shape: Shape) { self.shape = shape }

  /// The name and the arguments.
  public static let signature = Signature(
    "input", .shape, "An input of the network, written `input name: [channels, height, width]`.",
    inputs: .none,
    arguments: [.positional("shape", .integers(from: 1), "the extents, without the batch")])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) {
    shape = Shape(try arguments.integers("shape"))
  }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [ArgumentValue(shape.dimensions)] }

  /// Its own shape.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    .extents(zip(Axis.names("", rank: shape.rank), shape.dimensions).map { Extent($0, $1) })
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// None: the data is given.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// Each position is itself.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// Whatever enters: a map, rows or tokens.
  public var traits: Traits {
    Traits(isDefinedByElement: true, channels: .kept, values: .kept, axes: .unknown, part: .layer)
  }

  /// Its own memory, which the data is put into.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Nothing is computed; a definition is never asked of an input.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { _ in N(0) }
  }

  /// An image.
  public static let specimens = [Specimen(InputLayer([3, 4, 4]), on: [])]
}
