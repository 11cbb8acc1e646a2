import ArchGraph

/// The largest of several consecutive channels (Goodfellow and others 2013).
public struct Maxout: Operator {
  /// How many channels are reduced to one.
  public var pieces: Int

  /// A maxout over groups of this many channels.
  public init(_ pieces: Int) { self.pieces = pieces }

  public static let signature = Signature(
    "maxout", .activation, "The largest of every `pieces` consecutive channels.",
    arguments: [.positional("pieces", .count(), "how many channels become one")])

  public init(_ arguments: Arguments) throws(ArgumentFault) { pieces = try arguments.integer("pieces") }

  public var arguments: [ArgumentValue?] { [.integer(pieces)] }

  /// `[C, …]` becomes `[C/pieces, …]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "channels")
    guard pieces >= 1, input[0] % pieces == 0 else {
      throw .indivisible(what: "its \(input[0]) channels", count: input[0], by: "pieces", divisor: pieces)
    }
    let names = input.factors("in_")
    let channels = try Extent(.floor(.named(names[0].name, input[0]), .named("pieces", pieces)))
    return .extents([channels] + names.dropFirst().map { Extent($0.name, $0.value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each piece after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.comparisons] = Count([Factor("pieces_after_first", pieces - 1)], output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[c, p] = max x[c*pieces + i, p]` over all `i` below `pieces`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let candidates = (0..<pieces).map { piece in
        inputs[0][[position[0] * pieces + piece] + position.dropFirst()]
      }
      return candidates.dropFirst().reduce(candidates[0]) { N.maximum($0, $1) }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .function, axes: .asInput, part: .activation,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Maps and vectors; one piece, and all channels in one.
  public static let specimens = [
    Specimen(Maxout(2), on: [4, 3, 2]), Specimen(Maxout(3), on: [6]), Specimen(Maxout(1), on: [3, 2]),
    Specimen(Maxout(4), on: [4, 2, 3]),
  ]
}
