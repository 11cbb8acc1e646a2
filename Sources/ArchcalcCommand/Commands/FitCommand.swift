import ArchArguments
import ArchCalc

/// `archcalc fit`: the largest batch that can be trained in some memory, and what would make more fit.
enum FitCommand: Subcommand {
  static let declaration = Command(
    "fit", summary: "The largest batch that can be trained in some memory, and what would make more fit.",
    discussion: [
      "For the step as the options make it, and for each way to take less: running blocks again, 16-bit numbers, and both. "
        + "Each with what it costs: the work of an example, against that of the first row.",
      "The memory is that of `archcalc train`. On a GPU `--kept pytorch-cuda`, which has fused attention, is nearer. What kernels and frameworks take for themselves comes on top: leave them "
        + "room with a smaller `--memory`.",
    ],
    examples: [
      Example("archcalc fit resnet50 --memory 24GiB --optimizer momentum"),
      Example("archcalc fit gpt2 --memory 16GiB --optimizer adamw --batch 32", "how 32 examples would fit"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion.filter { $0.name != "training" } + [
      .value("memory", short: "m", "AMOUNT", help: "the memory there is, such as 24GiB or 80GB"),
      .value("batch", short: "b", "N", help: "the batch that is wanted"),
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
