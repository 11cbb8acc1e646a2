import ArchCalc
import ArchKernels

/// Times the phases of an analysis in process: the median of many rounds, after a warm-up.
@main
enum Main {
  static func main() {
    print("in process, median of 200 rounds")
    for name in ["lecture_cnn", "vgg16", "resnet50", "resnet152", "densenet121"] { measure(name) }
    let all = median(rounds: 20) {
      for file in EmbeddedNetworks.fileNames.indices { analyseAll(file) }
    }
    let files = EmbeddedNetworks.fileNames
    let pool = WorkerPool(threads: WorkerPool.processors)
    let together = median(rounds: 20) { pool.forEach(files.count) { analyseAll($0) } }
    print(
      "  all embedded networks, parsed, expanded and analysed: \(milliseconds(together)) ms on "
        + "\(pool.threads) threads, as `list` does; \(milliseconds(all)) ms on one")
  }

  private static func measure(_ name: String) {
    guard
      let file = EmbeddedNetworks.all.first(where: { $0.name == name })?.file
    else { return }
    let reading = median(rounds: 200) { _ = EmbeddedNetworks.program(file: file) }
    let ready = EmbeddedNetworks.program(file: file)
    let expanding = median(rounds: 200) { _ = try? ready.expand(name) }
    guard let graph = try? ready.expand(name).graph else { return }
    let analysing = median(rounds: 200) { _ = try? Analysis(graph) }
    guard let analysis = try? Analysis(graph) else { return }
    let reporting = median(rounds: 200) { _ = SummaryReport(analysis).text(width: nil) }
    print(
      "  \(name): \(graph.nodes.count) layers; parse \(milliseconds(reading)), expand \(milliseconds(expanding)), "
        + "analyse \(milliseconds(analysing)), together \(milliseconds(reading + expanding + analysing)); "
        + "table \(milliseconds(reporting)) ms")
  }

  private static func analyseAll(_ file: Int) {
    let program = EmbeddedNetworks.program(file: file)
    for network in program.networks where network.isComplete {
      if let graph = try? program.expand(network.name).graph { _ = try? Analysis(graph) }
    }
  }

  private static func median(rounds: Int, _ body: () -> Void) -> Duration {
    let clock = ContinuousClock()
    for _ in 0..<max(1, rounds / 10) { body() }
    let times = (0..<rounds).map { _ in clock.measure(body) }.sorted()
    return times[times.count / 2]
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let microseconds =
      duration.components.attoseconds / 1_000_000_000_000 + duration.components.seconds * 1_000_000
    return NumberText.fixed(Double(microseconds) / 1000, decimals: 3)
  }
}
