import ArchGraph

/// Several values one after the other along an axis, the channels where none is given.
public struct Concat: Operator {
  /// The axis that grows; negative from the end.
  public var axis: Int

  /// A concatenation along an axis.
  public init(axis: Int = 0) { self.axis = axis }

  /// The name and the arguments.
  public static let signature = Signature(
    "concat", .merge, "Values one after the other along an axis, the channels by default.", inputs: .several,
    arguments: [.named("axis", .integer, default: 0, "the axis that grows; negative counts from the end")],
    notes: [
      "It moves data and computes nothing.",
      "Along a spatial axis the receptive field is not followed: each input lies elsewhere on it.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The extents of every input, but on the axis their sum.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try several(inputs)
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
    return .extents(extents)
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The same position where channels grow; not followed along a spatial axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    rowAxes(axis, of: output).lowerBound == 0 ? .pointwise : .unknown
  }

  /// `y = [a, b, …]`: the input that an output's index on the axis falls into.
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

  /// The inputs one behind the other, where they are joined along the channels.
  public func placement(of inputs: [Shape]) -> Placement {
    axis == 0 || axis == -(inputs.first?.rank ?? 0) ? .joined : .own
  }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let first = run.shapes[0]
    let axis = axis < 0 ? axis + first.rank : axis
    var extents = first.dimensions
    extents[axis] = run.shapes.reduce(0) { $0 + $1[axis] }
    let out = try run.joined(extents)
    let outer = run.batch * extents[..<axis].reduce(1, *)
    let whole = extents[axis...].reduce(1, *)
    var offset = 0
    for (index, shape) in run.shapes.enumerated() {
      let count = shape.dimensions[axis...].reduce(1, *)
      let x = run.input(index)
      for block in 0..<outer {
        let target = out + block * whole + offset
        // What was written here from the beginning is not moved.
        if UnsafePointer(target) != x + block * count { target.update(from: x + block * count, count: count) }
        run.didCopy(count)
      }
      offset += count
    }
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let list = inputs.indices.dropFirst().reduce(.first) { "\($0), \(.input($1))" } as PyTorchExpression
    return PyTorchForm("torch.cat([\(list)], dim=\("dim", pytorchAxis(axis)))")
  }

  /// Vectors and maps, along every axis, of different extents on it.
  public static let specimens = [
    Specimen(Concat(), on: [[2, 3, 4], [1, 3, 4], [3, 3, 4]]), Specimen(Concat(), on: [[5], [2]]),
    Specimen(Concat(), on: [[1, 4], [6, 4]]), Specimen(Concat(axis: 1), on: [[2, 3, 4], [2, 1, 4]]),
    Specimen(Concat(axis: -1), on: [[2, 3, 4], [2, 3, 2]]),
    Specimen(Concat(axis: -3), on: [[2, 3, 4], [2, 3, 4]]),
  ]
}
