import ArchGraph

/// Several values one after another along an axis, by default the channels.
public struct Concat: Operator {
  /// The axis that grows; negative from the end.
  public var axis: Int

  /// A concatenation along an axis.
  public init(axis: Int = 0) { self.axis = axis }

  public static let signature = Signature(
    "concat", .merge, "Values one after another along an axis, the channels by default.", inputs: .several,
    arguments: [.named("axis", .integer, default: 0, "the axis that grows; negative counts from the end")],
    notes: [
      "It moves data and computes nothing.",
      "Along a spatial axis the receptive field is not tracked: each input has a different place on it.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The extents of every input, with their sum on the axis.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try severalEntries(inputs)
    let axis = try axis(axis, of: inputs[0])
    var outside = inputs[0]
    for input in inputs {
      guard input.rank == inputs[0].rank else { throw .shapes(inputs, except: axis) }
      outside.dimensions[axis] = input[axis]
      guard input == outside else { throw .shapes(inputs, except: axis) }
    }
    let names = inputs[0].factors("in_")
    var extents = names.map { Extent($0.name, $0.value) }
    extents[axis] = try Extent(
      .sum(inputs.enumerated().map { .named("\(names[axis].name)_\($0.offset + 1)", $0.element[axis]) }))
    return .moved(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The same position if channels grow; not tracked along a spatial axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    rowAxes(axis, of: output).lowerBound == 0 ? .pointwise : .unknown
  }

  /// `y = [a, b, …]`: the input that contains an output's index on the axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let axis = axis < 0 ? axis + output.rank : axis
    return Tensor(output) { position in
      var position = position
      var source = 0
      while position[axis] >= inputs[source].shape[axis] {
        position[axis] -= inputs[source].shape[axis]
        source += 1
      }
      return inputs[source][position]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .joined, axes: .asInput, part: .arrangement)
  }

  /// The inputs one after another, if they are joined along the channels.
  public func placement(of inputs: [Shape]) -> Placement {
    axis == 0 || axis == -(inputs.first?.rank ?? 0) ? .joined : .own
  }

  /// Vectors and maps, along every axis, of different extents on it.
  public static let specimens = [
    Specimen(Concat(), on: [[2, 3, 4], [1, 3, 4], [3, 3, 4]]), Specimen(Concat(), on: [[5], [2]]),
    Specimen(Concat(), on: [[1, 4], [6, 4]]), Specimen(Concat(axis: 1), on: [[2, 3, 4], [2, 1, 4]]),
    Specimen(Concat(axis: -1), on: [[2, 3, 4], [2, 3, 2]]),
    Specimen(Concat(axis: -3), on: [[2, 3, 4], [2, 3, 4]]),
    Specimen(Concat(), on: [Shape([3], of: .token), Shape([2], of: .token)]),
  ]
}
