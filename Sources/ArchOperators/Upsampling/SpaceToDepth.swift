import ArchGraph

/// Blocks of positions become channels: each axis shrinks and nothing is lost.
public struct SpaceToDepth: Operator {
  /// The extent of a block on every axis.
  public var block: Int

  /// A rearrangement of blocks of this extent.
  public init(_ block: Int) { self.block = block }

  public static let signature = Signature(
    "space_to_depth", .upsampling,
    "Moves blocks of positions into channels: `[C, H, W]` to `[C*b*b, H/b, W/b]`.",
    arguments: [.positional("block", .count(), "the extent of a block on every axis")],
    notes: [
      "Channel `c*b*b + i*b + j` holds row `i` and column `j` of the blocks of channel `c`, as in "
        + "PyTorch's `pixel_unshuffle`. TensorFlow and YOLOv2's `reorg` order channels differently, at the same cost.",
      "It does no arithmetic, but it moves every element.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { block = try arguments.integer("block") }

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

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .map, part: .arrangement,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Blocks of one to three positions, one to three axes.
  public static let specimens = [
    Specimen(SpaceToDepth(2), on: [3, 4, 6]), Specimen(SpaceToDepth(3), on: [2, 6, 3]),
    Specimen(SpaceToDepth(1), on: [2, 3, 2]), Specimen(SpaceToDepth(2), on: [3, 8]),
    Specimen(SpaceToDepth(2), on: [2, 2, 4, 2]),
  ]
}
