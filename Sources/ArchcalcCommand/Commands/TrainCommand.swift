import ArchArguments
import ArchCalc

/// `archcalc train`: what a step of training takes, and how long a training is.
enum TrainCommand: Subcommand {
  static let declaration = Command(
    "train", summary: "What training a network takes: the work and the memory of a step.",
    discussion: [
      "A step goes forward, backward, and lets the weights follow. Gradients by weights and by inputs are counted apart; "
        + "those of frozen layers, and by inputs with nothing learnt before them, are neither made nor counted.",
      "Memory is that of the moment when most is live: weights, the optimizer's numbers, what is kept for the "
        + "backward pass, and gradients. `--kept pytorch-cuda` keeps what PyTorch keeps. The scratch memory of kernels comes "
        + "on top. `docs/training.md` tells the rules.",
    ],
    examples: [
      Example("archcalc train resnet50 --batch 32 --optimizer momentum"),
      Example("archcalc train gpt2 --batch 8 --optimizer adamw --dtype bfloat16 --checkpoint blocks"),
      Example(
        "archcalc train resnet50 --batch 256 --examples 1281167 --epochs 90", "the work of a whole training"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion.filter { $0.name != "training" } + [SharedOptions.batch]
      + SharedOptions.training + [
        .value("examples", "N", help: "the examples of an epoch"),
        .value("tokens", "N", help: "the tokens of an epoch, of networks that take tokens"),
        .value("epochs", "N", help: "how often all examples are gone through; 1 unless given"),
        .flag("layers", help: "what is live, layer by layer"),
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
