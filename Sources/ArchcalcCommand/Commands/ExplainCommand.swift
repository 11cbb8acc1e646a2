import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc explain`: the working of every number of one layer.
enum ExplainCommand: Subcommand {
  static let declaration = Command(
    "explain", summary: "Shows the working of every number of one layer: symbols, values, result.",
    discussion: [
      "LAYER is a path as `archcalc summary --all-layers` shows it; the path of a part explains all its layers.",
      "With `--training`, layers that act only during training are included, and gradients are explained as well.",
    ],
    examples: [
      Example("archcalc explain lecture_cnn conv1"),
      Example("archcalc explain resnet50 stage[2].bottleneck[0]"),
      Example("archcalc explain lenet5 c3.conv --training", "what its gradients cost and keep"),
      Example("archcalc explain vit_b_16 encoder.pre_norm_layer[0].attention --convention ptflops"),
    ],
    operands: [
      SharedOptions.network, Operand("LAYER", help: "the path of a layer or of a part of the network"),
    ],
    options: SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.convention, SharedOptions.layout,
    ] + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let analysis = try session.analyse(invocation.operands[0])
    let layout = invocation.layoutChoice
    let wanted = invocation.operands[1]
    let graph = analysis.graph
    let paths = graph.paths
    var nodes = paths.indices.filter { paths[$0] == wanted }
    if nodes.isEmpty {
      nodes = paths.indices.filter { paths[$0].hasPrefix(wanted + ".") || paths[$0].hasPrefix(wanted + "[") }
    }
    guard !nodes.isEmpty else {
      throw LayerPaths.unknown(wanted, in: graph, paths, operand: invocation.operands[0])
    }
    let counts = try invocation.counting().map { LayerCounts(analysis, by: $0) }
    let explanations = nodes.map {
      Explanation(analysis, $0, layout: layout, counts: counts, training: invocation.flag("training"))
    }
    try session.deliver(ExplanationReport(explanations), as: form)
  }
}
