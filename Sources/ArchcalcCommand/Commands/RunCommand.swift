import ArchArguments
import ArchCalc
import ArchDocuments
import ArchKernels
import ArchSources

/// `archcalc run`: runs a network on numbers from a file and shows its outputs.
enum RunCommand: Subcommand {
  static let declaration = Command(
    "run", summary: "Runs a network on your own numbers, and shows its outputs.",
    discussion: [
      "The numbers are a JSON file: {\"inputs\": {\"image\": [[1, 2], [3, 4]]}, \"weights\": {\"conv.weight\": [[1]]}}. "
        + "A weight is named by its layer's path and the parameter's name, as `archcalc explain` shows them.",
      "Tensors that are not given are made up, the same for the same seed. Axes of extent 1 at the front may be left out.",
    ],
    examples: [
      Example("archcalc run ./edges.arch --data edges.json"),
      Example("archcalc run lecture_cnn --layer pool2", "made-up numbers, and a layer other than the last"),
    ],
    operands: [SharedOptions.network],
    options: [
      .value(
        "data", short: "d", "FILE", completion: .files(extensions: ["json"]),
        help: "the inputs and weights; `-` is standard input"),
      .value(
        "layer", short: "l", "LAYER", repeatable: true,
        help: "a layer to show, by its path (default: the outputs)"),
      .value("seed", "N", help: "the seed of made-up numbers (default: 1)"),
      .value(
        "threads", short: "t", "N",
        help: "the number of threads (default: one per processor)"),
    ] + SharedOptions.expansion + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let graph = try session.analyse(invocation.operands[0], fields: false).graph
    let given = try numbers(invocation.value("data"), for: graph)
    let wanted = try layers(invocation.values("layer"), of: graph, invocation.operands[0])
    let (seed, threads): (Int, Int)
    do throws(UsageFault) {
      seed = try invocation.integer("seed", in: 0...Int.max) ?? 1
      threads = try invocation.integer("threads", in: 1...256) ?? WorkerPool.processors
    } catch {
      throw .usage(error)
    }
    let result: GivenRun
    do throws(GivenRun.Failure) {
      result = try GivenRun(
        graph, given: given, wanted: wanted, seed: UInt64(seed), pool: WorkerPool(threads: threads))
    } catch {
      switch error {
      case .refusal(let refusal): throw .diagnostics([refusal.diagnostic(for: graph)])
      case .stopped(let node, _):
        throw .command(.stopped(graph.path(of: node), at: graph.nodes[node].place))
      }
    }
    try session.deliver(RunReport(result), as: form)
  }

  private static func numbers(_ path: String?, for graph: Graph) throws(Failure) -> GivenNumbers {
    guard let path else { return GivenNumbers() }
    let document = try Files.document(path, largest: Files.largestData, as: "a file of numbers")
    do throws(DataFault) {
      return try GivenNumbers(document, for: graph)
    } catch {
      throw .diagnostics([error.diagnostic])
    }
  }

  private static func layers(_ wanted: [String], of graph: Graph, _ operand: String) throws(Failure) -> [Node
    .ID]
  {
    guard !wanted.isEmpty else {
      // One value may be several outputs.
      var seen: Set<Node.ID> = []
      return graph.outputs.map(\.node).filter { seen.insert($0).inserted }
    }
    let paths = graph.paths
    var nodes: [Node.ID] = []
    for path in wanted {
      guard let node = paths.firstIndex(of: path) else {
        throw LayerPaths.unknown(path, in: graph, paths, operand: operand)
      }
      nodes.append(node)
    }
    return nodes
  }
}
