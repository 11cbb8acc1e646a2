import ArchArguments
import ArchCalc
import ArchDocuments
import ArchKernels
import ArchSources

/// `archcalc run`: runs a network on numbers of a file and shows its outputs.
enum RunCommand: Subcommand {
  static let declaration = Command(
    "run", summary: "Runs a network on numbers that are given, and shows its outputs.",
    discussion: [
      "The numbers are a JSON file: {\"inputs\": {\"image\": [[1, 2], [3, 4]]}, \"weights\": {\"conv.weight\": [[1]]}}. "
        + "The names of weights are a layer's path and the parameter's name, as `archcalc explain` shows them.",
      "What is not given is made up, the same for the same seed. Axes of extent 1 at the front may be left out.",
    ],
    examples: [
      Example("archcalc run ./edges.arch --data edges.json"),
      Example("archcalc run lecture_cnn --layer pool2", "made-up numbers, and another layer than the last"),
    ],
    operands: [SharedOptions.network],
    options: [
      .value(
        "data", short: "d", "FILE", completion: .files(extensions: ["json"]),
        help: "the numbers of inputs and weights; - is standard input"),
      .value(
        "layer", short: "l", "LAYER", repeatable: true,
        help: "a layer to show, by its path; the outputs unless given"),
      .value("seed", "N", help: "the seed of what is made up; 1 unless given"),
      .value(
        "threads", short: "t", "N",
        help: "how many threads work; as many as there are processors unless given"),
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
