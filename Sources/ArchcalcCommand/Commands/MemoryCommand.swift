import ArchArguments
import ArchCalc

/// `archcalc memory`: the most memory that the values of a network take, and which do.
enum MemoryCommand: Subcommand {
  static let declaration = Command(
    "memory", summary: "The peak of memory when a network runs, and what is live then.",
    discussion: [
      "A value lives from the layer that makes it to the last that needs it. Layers write over inputs that nobody needs "
        + "afterwards, and what is concatenated is written where it belongs; `archcalc validate` runs in memory laid "
        + "out by this very plan.",
      "Bytes are those of 32-bit numbers, for inference; weights and the passing needs of kernels come on top.",
    ],
    examples: [
      Example("archcalc memory vgg16"), Example("archcalc memory resnet50 --batch 32 --input 3x320x320"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.format(["text", "markdown", "csv", "json"]),
    ] + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let plan: MemoryPlan
    do throws(Overflow) {
      plan = try MemoryPlan(analysis.graph, batch: analysis.batch)
      // Figures in bytes must be countable too.
      guard (CheckedInteger(max(plan.extent, analysis.totals.activations)) * CheckedInteger(8)).value != nil
      else {
        throw Overflow()
      }
    } catch {
      throw .diagnostics([
        Diagnostic("overflow", "the values of `\(analysis.graph.name)` are too large to count", at: .unknown)
      ])
    }
    let report = MemoryReport(analysis, plan)
    switch invocation.value("format") {
    case "markdown": session.print(report.table.markdown())
    case "csv": session.print(report.table.csv())
    case "json": session.print(report.json)
    default: session.print(report.text(width: session.environment.width))
    }
  }
}
