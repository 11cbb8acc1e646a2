import ArchGraph
import ArchKernels

/// The largest of several channels that follow each other (Goodfellow and others 2013).
public struct Maxout: Operator {
  /// How many channels make one.
  public var pieces: Int

  /// A maxout over groups of so many channels.
  public init(_ pieces: Int) { self.pieces = pieces }

  /// The name and the arguments.
  public static let signature = Signature(
    "maxout", .activation, "The largest of every `pieces` channels that follow each other.",
    arguments: [.positional("pieces", .count(), "how many channels make one")])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { pieces = try arguments.integer("pieces") }

  /// The arguments of the call.
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

  /// None.
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

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let channels = shape[0] / pieces
    let out = try run.output([channels] + shape.spatial)
    let (x, batch) = (run.input(0), run.batch)
    let size = run.elements(0) / shape[0]
    let pieces = pieces
    let done = run.pool.sum(of: batch * channels, least: max(1, 16_384 / max(1, size * pieces))) { range in
      var done = 0
      for channel in range {
        let (source, target) = (x + channel * pieces * size, out + channel * size)
        target.update(from: source, count: size)
        for piece in 1..<max(1, pieces) {
          Loops.maximum(size, source + piece * size, target)
          done += size
        }
      }
      return done
    }
    run.did(.comparisons, done)
    run.did(.activationReads, batch * channels * pieces * size)
    run.did(.writes, batch * channels * size)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("\(.x).unflatten(1, (-1, \("pieces", PyTorchLiteral(pieces)))).amax(dim=2)")
  }

  /// Maps and vectors; one piece, and all channels in one.
  public static let specimens = [
    Specimen(Maxout(2), on: [4, 3, 2]), Specimen(Maxout(3), on: [6]), Specimen(Maxout(1), on: [3, 2]),
    Specimen(Maxout(4), on: [4, 2, 3]),
  ]
}
