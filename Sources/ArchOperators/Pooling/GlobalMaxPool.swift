import ArchGraph

/// The largest of all positions, channel by channel.
public struct GlobalMaxPool: GlobalPooling {
  /// Whether the pooled axes stay, with extent 1.
  public var keepAxes: Bool

  /// The axes to pool, counted from the end if negative, or `nil` for all but the channels.
  public var axes: [Int]?

  /// A global max pooling, to a vector unless the axes are kept.
  public init(keepAxes: Bool = false, axes: [Int]? = nil) {
    self.keepAxes = keepAxes
    self.axes = axes
  }

  public static let signature = Signature(
    "global_max_pool", .pooling, "The largest of all positions, channel by channel.",
    arguments: Signature.globalPoolingArguments,
    notes: Signature.globalPoolingNotes)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    keepAxes = try arguments.boolean("keep_axes")
    axes = arguments.isGiven("axis") ? try arguments.axisList("axis") : nil
  }

  public var arguments: [ArgumentValue?] { [.boolean(keepAxes), axes.map { ArgumentValue(oneOrMore: $0) }] }

  /// One comparison for each position after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.comparisons] = Count(inputs[0].factors("in_"))
    work[.comparisons].add([Factor("minus_one", -1)] + output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// `y[c] = max x[c, p]` over all positions `p`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let entries = elements(of: inputs[0], for: position)
      return entries.dropFirst().reduce(entries[0]) { N.maximum($0, $1) }
    }
  }

  public var traits: Traits { poolingTraits(.largestOfWindow, "a maximum") }

  /// Maps of one to three axes and rows, along all positions or named axes, which stay or go.
  public static let specimens: [Specimen<GlobalMaxPool>] = [true, false].flatMap { keepAxes in
    [[3, 4, 5], [2, 1, 1], [1, 3, 1], [4, 6], [2, 2, 3, 2]].map {
      Specimen(GlobalMaxPool(keepAxes: keepAxes), on: $0)
    }
      + [([0], [3, 4]), ([-1], [3, 4]), ([0, 1], [3, 2, 4]), ([-2, 0], [3, 2, 4]), ([0], [5])].map {
        Specimen(GlobalMaxPool(keepAxes: keepAxes, axes: $0), on: $1)
      }
  }
}
