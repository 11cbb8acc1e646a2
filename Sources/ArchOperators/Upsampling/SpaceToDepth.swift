import ArchGraph
import ArchKernels

/// Blocks of positions become channels: each axis shrinks and nothing is lost.
public struct SpaceToDepth: Operator {
  /// The extent of a block on every axis.
  public var block: Int

  /// A rearrangement of blocks of the given extent.
  public init(_ block: Int) { self.block = block }

  /// The name and the arguments.
  public static let signature = Signature(
    "space_to_depth", .upsampling,
    "Moves blocks of positions into channels: `[C, H, W]` to `[C*b*b, H/b, W/b]`.",
    arguments: [.positional("block", .count(), "the extent of a block on every axis")],
    notes: [
      "Channel `c*b*b + i*b + j` holds row `i` and column `j` of the blocks of channel `c`, as in "
        + "PyTorch's `pixel_unshuffle`. TensorFlow and YOLOv2's `reorg` order channels otherwise, at the same cost.",
      "It does no arithmetic, but it moves every element.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { block = try arguments.integer("block") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.integer(block)] }

  /// `[C, H, W]` becomes `[C*block*block, H/block, W/block]`, likewise for one and three axes.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    var channels = Formula.named("in_channels", input[0])
    var extents: [Extent] = []
    for (extent, axis) in zip(input.spatial, Axis.spatial(input.rank - 1)) {
      guard extent % block == 0 else {
        throw .indivisible(what: "its \(axis) of \(extent)", count: extent, by: "parts", divisor: block)
      }
      channels = channels * .named("block", block)
      extents.append(try Extent(.floor(.named("in_\(axis)", extent), .named("block", block))))
    }
    return .extents([try Extent(channels)] + extents)
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element moves.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The positions of a block.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .axes(Array(repeating: .regular(.init(taps: block, stride: block)), count: inputs[0].rank - 1))
  }

  /// `y[c*b*b + i*b + j, h, w] = x[c, h*b + i, w*b + j]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let places = Array(Positions(x.shape.spatial.map { _ in block }))
    return Tensor(output) { position in
      let place = places[position[0] % places.count]
      return x[[position[0] / places.count] + zip(position.dropFirst(), place).map { $0 * block + $1 }]
    }
  }

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let rank = shape.rank - 1
    let extents =
      [shape[0] * shape.spatial.reduce(1) { whole, _ in whole * block }] + shape.spatial.map { $0 / block }
    let out = try run.output(extents)
    // Each axis is a coarse one of blocks and a fine one inside them; the fine ones go to the channels.
    let strides = StridedCopy.strides(of: shape.dimensions)
    let box = [shape[0]] + Array(repeating: block, count: rank) + extents.dropFirst()
    let steps = [strides[0]] + strides.dropFirst() + strides.dropFirst().map { $0 * block }
    run.didCopy(
      run.copy(box, steps, to: out, StridedCopy.strides(of: box), outElements: run.elements(0)))
  }

  /// PyTorch's own is for two axes.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let block: PyTorchArgument = .position("block", PyTorchLiteral(block))
    return inputs[0].rank == 3
      ? PyTorchForm(.call("F.pixel_unshuffle", [.x, block]))
      : PyTorchForm(.call("space_to_depth", [.x, block]), definitions: [.spaceToDepth])
  }

  /// Blocks of one to three positions, one to three axes.
  public static let specimens = [
    Specimen(SpaceToDepth(2), on: [3, 4, 6]), Specimen(SpaceToDepth(3), on: [2, 6, 3]),
    Specimen(SpaceToDepth(1), on: [2, 3, 2]), Specimen(SpaceToDepth(2), on: [3, 8]),
    Specimen(SpaceToDepth(2), on: [2, 2, 4, 2]),
  ]
}

extension PyTorchDefinition {
  static let spaceToDepth = PyTorchDefinition(
    "space_to_depth",
    """
    def space_to_depth(x, block):
        \"\"\"Blocks of positions become channels, over any number of axes.\"\"\"
        axes = range(2, x.dim())
        for axis in reversed(axes):
            x = x.unflatten(axis, (-1, block))
        fine = [2 * axis - 1 for axis in axes]
        x = x.permute(0, 1, *fine, *[axis - 1 for axis in fine])
        return x.flatten(1, 1 + len(fine))
    """)
}
