import ArchArguments
import ArchCalc

/// `archcalc fit`: the largest batch that can be trained in a given memory, and ways to fit more.
enum FitCommand: Subcommand {
  static let declaration = Command(
    "fit",
    summary:
      "Finds the largest batch that can be trained in a given amount of memory, and how to fit a larger one.",
    discussion: [
      "There is one row for the step that the options describe, and one for each way to save memory: running blocks again, 16-bit numbers, both. "
        + "Each row shows the price: the work per example, relative to the first row.",
      "The memory is that of `archcalc train`. For a GPU `--kept pytorch-cuda`, which has fused attention, is closer. Kernels' scratch memory and what frameworks need for themselves are not included: leave them "
        + "room with a smaller `--memory`.",
    ],
    examples: [
      Example("archcalc fit resnet50 --memory 24GiB --optimizer momentum"),
      Example("archcalc fit gpt2 --memory 16GiB --optimizer adamw --batch 32", "how 32 examples would fit"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion.filter { $0.name != "training" } + [
      .value("memory", short: "m", "AMOUNT", help: "the available memory, such as 24GiB or 80GB"),
      .value("batch", short: "b", "N", help: "the batch you want"),
    ] + SharedOptions.training.filter { $0.name != "accumulate" } + SharedOptions.document()
      + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let settings = try invocation.trainingSettings()
    guard let memory = try invocation.amount("memory") else { throw .command(.noMemory) }
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let report: FitReport
    do throws(Overflow) {
      report = try FitReport(
        analysis.graph, settings, memory: memory,
        batch: invocation.value("batch") == nil ? nil : analysis.batch)
    } catch {
      throw .command(.tooLarge(analysis.graph.name))
    }
    try session.deliver(report, as: form)
  }
}
