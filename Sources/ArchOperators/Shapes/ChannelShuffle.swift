import ArchGraph

/// The channels of several groups interleaved, so the next grouped convolution sees all groups.
public struct ChannelShuffle: Operator {
  /// How many groups the channels are in.
  public var groups: Int

  /// A shuffle of the channels of this many groups.
  public init(_ groups: Int) { self.groups = groups }

  public static let signature = Signature(
    "channel_shuffle", .shape, "Interleaves the channels of several groups (ShuffleNet).",
    arguments: [.positional("groups", .count(), "the number of groups")],
    notes: ["The first channel of each group comes first, then the second of each. It moves data."])

  public init(_ arguments: Arguments) throws(ArgumentFault) { groups = try arguments.integer("groups") }

  public var arguments: [ArgumentValue?] { [.integer(groups)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "channels")
    guard groups >= 1, input[0] % groups == 0 else {
      throw .indivisible(what: "its \(input[0]) channels", count: input[0], by: "groups", divisor: groups)
    }
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// Only the same position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[i*groups + g, p] = x[g*C/groups + i, p]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let (index, group) = position[0].quotientAndRemainder(dividingBy: groups)
      return inputs[0][[group * (output[0] / groups) + index] + position.dropFirst()]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Two and three groups, one, and as many as channels.
  public static let specimens = [
    Specimen(ChannelShuffle(2), on: [6, 2, 3]), Specimen(ChannelShuffle(3), on: [6, 4]),
    Specimen(ChannelShuffle(1), on: [3, 2]), Specimen(ChannelShuffle(4), on: [4]),
  ]
}
