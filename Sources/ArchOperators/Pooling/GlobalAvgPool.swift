import ArchGraph

/// The mean of all positions, channel by channel.
public struct GlobalAvgPool: GlobalPooling {
  /// Whether the pooled axes stay, with extent 1.
  public var keepAxes: Bool

  /// The axes to pool, counted from the end if negative, or `nil` for all but the channels.
  public var axes: [Int]?

  /// A global average pooling, to a vector unless the axes are kept.
  public init(keepAxes: Bool = false, axes: [Int]? = nil) {
    self.keepAxes = keepAxes
    self.axes = axes
  }

  public static let signature = Signature(
    "global_avg_pool", .pooling, "The mean of all positions, channel by channel.",
    arguments: Signature.globalPoolingArguments,
    notes: Signature.globalPoolingNotes)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    keepAxes = try arguments.boolean("keep_axes")
    axes = arguments.isGiven("axis") ? try arguments.axisList("axis") : nil
  }

  public var arguments: [ArgumentValue?] { [.boolean(keepAxes), axes.map { ArgumentValue(oneOrMore: $0) }] }

  /// One addition for each input element, and one division for each channel.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.additions] = Count(inputs[0].factors("in_"))
    work[.divisions] = Count(output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// `y[c] = Σ x[c, p] / n` over all `n` positions `p`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let entries = elements(of: inputs[0], for: position)
      return entries.reduce(N(0)) { $0 + $1 } / N(Float(entries.count))
    }
  }

  public var traits: Traits { poolingTraits(.kept, "a mean") }

  /// Maps of one to three axes and rows, along all positions or named axes, which stay or go.
  public static let specimens: [Specimen<GlobalAvgPool>] = [true, false].flatMap { keepAxes in
    [[3, 4, 5], [2, 1, 1], [1, 3, 1], [4, 6], [2, 2, 3, 2]].map {
      Specimen(GlobalAvgPool(keepAxes: keepAxes), on: $0)
    }
      + [([0], [3, 4]), ([-1], [3, 4]), ([0, 1], [3, 2, 4]), ([-2, 0], [3, 2, 4]), ([0], [5])].map {
        Specimen(GlobalAvgPool(keepAxes: keepAxes, axes: $0), on: $1)
      }
  }
}
