import ArchArguments
import ArchCalc

/// `archcalc summary`: the layer table of a network.
enum SummaryCommand: Subcommand {
  static let declaration = Command(
    "summary", summary: "Shows the layer table of a network, with totals.",
    discussion: [
      "Activations, dropout and flattening share the row of the layer they follow; `--all-layers` gives each "
        + "its own row. `field` is the size of the receptive field on the input.",
      "`size` is the output of one example; `share` is the share of all multiply-adds; `bytes` counts parameters and buffers.",
      "The columns are \(LayerWords.names.joined(separator: ", ")).",
    ],
    examples: [
      Example("archcalc summary resnet50 --input 3x320x320 --batch 8"),
      Example("archcalc summary mobilenet_v1 --set width=0.5"),
      Example("archcalc summary vgg16 --format markdown --columns layer,output,params,macs"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.convention,
      SharedOptions.columns(LayerWords.names),
    ] + SharedOptions.layerTable + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    var options = try invocation.layerTable()
    options.columns = try invocation.columns(SummaryColumn.self)
    let form = try invocation.documentForm()
    try session.deliver(SummaryReport(try session.analyse(invocation.operands[0]), options), as: form)
  }
}
