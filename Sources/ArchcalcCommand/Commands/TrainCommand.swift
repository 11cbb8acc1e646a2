import ArchArguments
import ArchCalc

/// `archcalc train`: what a training step takes, and how long a training is.
enum TrainCommand: Subcommand {
  static let declaration = Command(
    "train", summary: "Shows what training a network takes: the work and the memory of a step.",
    discussion: [
      "A step goes forward, backward, and updates the weights. Gradients by weights and by inputs are counted separately; "
        + "those of frozen layers, and by inputs with nothing learnt before them, are neither computed nor counted.",
      "The memory is that of the moment when most is live: weights, the optimizer's state, what is kept for the "
        + "backward pass, and gradients. `--kept pytorch-cuda` keeps what PyTorch keeps. Kernels' scratch memory is not "
        + "included. `docs/training.md` explains the rules.",
    ],
    examples: [
      Example("archcalc train resnet50 --batch 32 --optimizer momentum"),
      Example("archcalc train gpt2 --batch 8 --optimizer adamw --dtype bfloat16 --checkpoint blocks"),
      Example(
        "archcalc train resnet50 --batch 256 --examples 1281167 --epochs 90",
        "the work of a whole training run"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion.filter { $0.name != "training" } + [SharedOptions.batch]
      + SharedOptions.training + [
        .value("examples", "N", help: "the number of examples in an epoch"),
        .value("tokens", "N", help: "the number of tokens in an epoch, for networks that take tokens"),
        .value("epochs", "N", help: "the number of epochs (default: 1)"),
        .flag("layers", help: "show what is live at the peak, layer by layer"),
      ] + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let settings = try invocation.trainingSettings()
    let analysis = try session.analyse(invocation.operands[0], fields: false)
    let run = try invocation.trainingRun(of: analysis.graph)
    let report: TrainingReport
    do throws(Overflow) {
      report = try TrainingReport(
        analysis.graph, TrainingStep(analysis.graph, batch: analysis.batch, settings), run: run,
        listsLayers: invocation.flag("layers"))
    } catch {
      throw .command(.tooLarge(analysis.graph.name))
    }
    try session.deliver(report, as: form)
  }
}
