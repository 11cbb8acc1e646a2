import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc memory`: the most memory that the values of a network take, and which values take it.
enum MemoryCommand: Subcommand {
  static let declaration = Command(
    "memory", summary: "Shows the peak memory of a run, and what is live at the peak.",
    discussion: [
      "A value lives from the layer that makes it to the last that needs it. Layers overwrite inputs that nothing needs "
        + "afterwards, and parts of a concatenation are written in place; `archcalc validate` runs in memory laid "
        + "out by this very plan.",
      "The bytes are those of a forward pass, without weights and kernels' scratch memory. With `--training` "
        + "they are those of a training step, as `archcalc train --layers` shows them, which has more options.",
    ],
    examples: [
      Example("archcalc memory vgg16"), Example("archcalc memory resnet50 --batch 32 --input 3x320x320"),
      Example("archcalc memory resnet50 --batch 32 --training"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.element,
    ] + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let report: any Report
    let types = try invocation.elementTypes()
    var settings = TrainingStep.Settings()
    if invocation.flag("training") { settings.type = try types.single() }
    do throws(Overflow) {
      if invocation.flag("training") {
        let step = try TrainingStep(analysis.graph, batch: analysis.batch, settings)
        report = try TrainingReport(analysis.graph, step, listsLayers: true)
      } else {
        report = try MemoryReport(
          analysis, MemoryPlan(analysis.graph, batch: analysis.batch), types: types.types)
      }
    } catch {
      throw .command(.tooLarge(analysis.graph.name))
    }
    try session.deliver(report, as: form)
  }
}
