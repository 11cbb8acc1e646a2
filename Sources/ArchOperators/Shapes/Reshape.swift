import ArchGraph

/// The same elements in another shape; nothing is moved or computed.
public struct Reshape: Operator {
  /// The extents; one may be -1, to be computed from the rest.
  public var shape: [Int]

  /// A view with these extents.
  public init(_ shape: [Int]) { self.shape = shape }

  public static let signature = Signature(
    "reshape", .shape, "The same elements, row by row, in another shape.",
    arguments: [
      .positional(
        "shape", .integers(from: -1), "the extents without the batch; one may be -1 for what remains")
    ],
    notes: ["A view of its input: it does no work and moves nothing."])

  public init(_ arguments: Arguments) throws(ArgumentFault) { shape = try arguments.integers("shape") }

  public var arguments: [ArgumentValue?] { [.init(shape)] }

  /// The requested extents; the one that is -1 is the input's elements over the product of the others.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 0)
    guard !shape.isEmpty else { throw .conflict("`reshape` needs at least one extent", help: nil) }
    for extent in shape where extent < 1 && extent != -1 {
      throw .range(
        what: "an extent", value: "\(extent)", allowed: "extents are positive, or -1 for what remains")
    }
    let open = shape.indices.filter { shape[$0] == -1 }
    guard open.count <= 1 else {
      throw .conflict("`reshape` cannot compute more than one extent", help: "write -1 only once")
    }
    let known = Shape(shape.filter { $0 != -1 })
    guard let elements = input.elementCount, let product = known.elementCount else { throw .tooLarge(shape) }
    let names = Axis.names("", rank: shape.count)
    var extents = zip(names, shape).map { Extent($0, $1) }
    if let open = open.first {
      guard elements % product == 0 else {
        throw .indivisible(what: "its \(elements) elements", count: elements, by: "parts", divisor: product)
      }
      let all = Formula.product(input.factors("in_").map { .named($0.name, $0.value) })
      let others = zip(names, shape).filter { $1 != -1 }.map { Formula.named($0, $1) }
      extents[open] = try Extent(others.isEmpty ? all : .floor(all, .product(others)))
    } else if elements != product {
      throw .elements(from: input, to: known)
    }
    return .moved(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  public func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// The same position if the shape stays; otherwise channels and positions mix.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].dimensions == output.dimensions ? .pointwise : .everything
  }

  /// The same elements.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output, inputs[0].values)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .reshaped, part: .arrangement)
  }

  /// In the memory of the input.
  public func placement(of inputs: [Shape]) -> Placement { .view }

  /// To fewer, as many and more axes, with and without an open extent.
  public static let specimens = [
    Specimen(Reshape([2, 12]), on: [2, 3, 4]), Specimen(Reshape([2, -1]), on: [2, 3, 4]),
    Specimen(Reshape([-1]), on: [2, 3]), Specimen(Reshape([3, 2, 2]), on: [12]),
    Specimen(Reshape([2, 3]), on: [2, 3]), Specimen(Reshape([-1, 2, 2, 3]), on: [4, 2, 3]),
    Specimen(Reshape([4, 1, -1]), on: [4]),
    Specimen(Reshape([2, -1]), on: Shape([6], of: .token)),
  ]
}
