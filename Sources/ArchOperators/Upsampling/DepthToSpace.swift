import ArchGraph

/// Channels become blocks of positions, known as pixel shuffle: each axis grows and nothing is added.
public struct DepthToSpace: Operator {
  /// The extent of a block on every axis.
  public var block: Int

  /// A rearrangement into blocks of this extent.
  public init(_ block: Int) { self.block = block }

  public static let signature = Signature(
    "depth_to_space", .upsampling,
    "Moves channels into blocks of positions: `[C*b*b, H, W]` to `[C, H*b, W*b]`.",
    arguments: [.positional("block", .count(), "the extent of a block on every axis")],
    notes: [
      "Row `i` and column `j` of the blocks of channel `c` come from channel `c*b*b + i*b + j`, as in "
        + "PyTorch's `pixel_shuffle`. TensorFlow orders channels differently, at the same cost.",
      "It does no arithmetic, but it moves every element.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { block = try arguments.integer("block") }

  public var arguments: [ArgumentValue?] { [.integer(block)] }

  /// `[C*block*block, H, W]` becomes `[C, H*block, W*block]`, likewise for one and three axes.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let parts = Formula.product(input.spatial.map { _ in .named("block", block) })
    guard let count = parts.value else { throw .tooLarge(input.spatial.map { _ in block }) }
    guard input[0] % count == 0 else {
      throw .indivisible(
        what: "its \(input[0]) input channels", count: input[0], by: "positions of a block", divisor: count)
    }
    var extents = [try Extent(.floor(.named("in_channels", input[0]), parts))]
    for (name, extent) in zip(Axis.spatial("in_", input.rank - 1), input.spatial) {
      extents.append(try Extent(.named(name, extent) * .named("block", block)))
    }
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element moves.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The position whose channels become the block.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .axes(
      Array(
        repeating: .regular(.init(taps: block, upsampling: block, before: block - 1)),
        count: inputs[0].rank - 1))
  }

  /// `y[c, h*b + i, w*b + j] = x[c*b*b + i*b + j, h, w]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      let channel = position.dropFirst().reduce(position[0]) { $0 * block + $1 % block }
      return x[[channel] + position.dropFirst().map { $0 / block }]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .map, part: .arrangement,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Blocks of one to three positions, one to three axes.
  public static let specimens = [
    Specimen(DepthToSpace(2), on: [8, 2, 3]), Specimen(DepthToSpace(3), on: [9, 2, 1]),
    Specimen(DepthToSpace(1), on: [2, 3, 2]), Specimen(DepthToSpace(2), on: [6, 4]),
    Specimen(DepthToSpace(2), on: [16, 1, 2, 1]),
  ]
}
