import ArchGraph

/// Chosen channels in a chosen order.
public struct Select: Operator {
  /// The channels, counted from 0.
  public var channels: [Int]

  /// A choice of channels.
  public init(_ channels: [Int]) { self.channels = channels }

  public static let signature = Signature(
    "select", .shape, "Picks channels in a given order.",
    arguments: [.positional("channels", .integers(from: 0), "the channels; the first is 0")],
    notes: [
      "LeNet-5's table for C3 consists of such choices. It copies the channels and computes nothing."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { channels = try arguments.integers("channels") }

  public var arguments: [ArgumentValue?] { [.init(channels)] }

  /// `[C, …]` becomes `[chosen, …]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "channels")
    guard !channels.isEmpty else { throw .empty(axis: Axis.names("", rank: input.rank)[0], extent: 0) }
    for channel in channels where !(0..<input[0]).contains(channel) {
      throw .range(
        what: "a channel", value: "\(channel)",
        allowed: "the input \(input) has channels 0 to \(input[0] - 1)")
    }
    let others = input.factors("in_").dropFirst().map { Extent($0.name, $0.value) }
    return .moved([Extent("chosen_channels", channels.count)] + others)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; a chosen channel is read once, however often it is chosen, and written each time.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work.copy(output.elements)
    let read = Factor("channels_read", Set(channels).count)
    work[.activationReads] = Count([read], Array(output.elements.dropFirst()))
    return work
  }

  /// Only the same position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[c, p] = x[channels[c], p]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { inputs[0][[channels[$0[0]]] + $0.dropFirst()] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// In and out of order, one, all, and one twice.
  public static let specimens = [
    Specimen(Select([0, 1, 2]), on: [6, 3, 2]), Specimen(Select([4, 5, 0]), on: [6, 2]),
    Specimen(Select([1]), on: [3, 2, 2]), Specimen(Select([2, 1, 0]), on: [3]),
    Specimen(Select([1, 1, 3]), on: [4, 2, 3]),
    Specimen(Select([2, 0]), on: Shape([3], of: .token)),
  ]
}
