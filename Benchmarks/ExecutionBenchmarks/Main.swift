import ArchCalc
import ArchKernels

/// Times whole runs of networks.
///
/// `ExecutionBenchmarks NETWORK BATCH THREADS SECONDS` runs one for so long and prints the median and the least
/// milliseconds of one run, and the dearest operators; with one more word, the time of every kernel.
@main
enum Main {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard words.count == 4 || words.count == 5, let name = words.first,
      let batch = Int(words[words.startIndex + 1]),
      let threads = Int(words[words.startIndex + 2]), let seconds = Double(words[words.startIndex + 3]),
      let graph = graph(name), let plan = try? MemoryPlan(graph, batch: batch)
    else {
      print("ExecutionBenchmarks NETWORK BATCH THREADS SECONDS")
      return
    }
    let pool = WorkerPool(threads: threads)
    let weights = try WeightStore(graph, seed: 1, pool: pool)
    let execution = try Execution(graph, plan: plan, weights: weights, pool: pool)
    execution.fillInputs(seed: 1)
    execution.keepsPreparations = true
    execution.fuse()
    let clock = ContinuousClock()
    var layers = [Duration](repeating: .zero, count: graph.nodes.count)
    var times: [Duration] = []
    var round = 0
    let end = clock.now + .seconds(seconds)
    while times.count < 3 || clock.now < end {
      defer { round += 1 }
      var (layer, start) = (0, clock.now)
      let time = clock.measure {
        execution.run { id in
          (layer, start) = (id, clock.now)
        } didRun: { _ in
          if round > 1 { layers[layer] += start.duration(to: clock.now) }
        }
      }
      if round > 1 { times.append(time) }
    }
    times.sort()
    print(
      "\(name) batch \(batch) threads \(threads): \(milliseconds(times[times.count / 2])) \(milliseconds(times[0]))"
    )
    if words.count == 5 { return printLayers(graph, layers, rounds: times.count, batch: batch) }
    var byOperator: [String: Duration] = [:]
    for (id, time) in layers.enumerated() { byOperator[graph.nodes[id].op.name, default: .zero] += time }
    for (name, time) in byOperator.sorted(by: { $0.value > $1.value }).prefix(6) {
      print("  \(name) \(milliseconds(time / times.count))")
    }
  }

  /// The time of each kernel, and the multiply-adds of its layer for each nanosecond.
  private static func printLayers(_ graph: Graph, _ layers: [Duration], rounds: Int, batch: Int) {
    guard let analysis = try? Analysis(graph, batch: batch) else { return }
    for (id, time) in layers.enumerated() where time > .zero {
      let nanoseconds = time / rounds / .nanoseconds(1)
      let work = Double(analysis.layers[id].work[.multiplyAdds])
      let shapes = graph.nodes[id].inputShapes.map { "\($0)" }.joined(separator: ", ")
      print(
        "  \(NumberText.fixed(nanoseconds / 1000, decimals: 1)) us"
          + "  \(NumberText.fixed(work / nanoseconds, decimals: 1))/ns  \(graph.nodes[id].op.call) on \(shapes)"
      )
    }
  }

  private static func graph(_ name: String) -> Graph? {
    try? EmbeddedNetworks.program(of: name)?.expand(name).graph
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let microseconds =
      duration.components.attoseconds / 1_000_000_000_000 + duration.components.seconds * 1_000_000
    return NumberText.fixed(Double(microseconds) / 1000, decimals: 3)
  }
}
