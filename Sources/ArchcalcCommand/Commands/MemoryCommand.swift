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
      "Bytes are those of a forward pass; weights and the scratch memory of kernels come on top, and so does what "
        + "training keeps for the backward pass.",
    ],
    examples: [
      Example("archcalc memory vgg16"), Example("archcalc memory resnet50 --batch 32 --input 3x320x320"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.element,
    ] + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let report: MemoryReport
    do throws(Overflow) {
      report = try MemoryReport(
        analysis, MemoryPlan(analysis.graph, batch: analysis.batch), element: invocation.elementChoice)
    } catch {
      throw .command(.tooLarge(analysis.graph.name))
    }
    if invocation.flag("training") {
      session.report([
        Diagnostic(
          "forward-pass", severity: .warning, "this is the memory of a forward pass", at: .unknown,
          help: "what training keeps for the backward pass, gradients and the optimiser's state are not in it"
        )
      ])
    }
    try session.deliver(report, as: form)
  }
}
