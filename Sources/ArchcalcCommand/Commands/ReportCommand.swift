import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc report`: an interactive page about networks.
enum ReportCommand: Subcommand {
  static let declaration = Command(
    "report",
    summary:
      "Makes an interactive page: drawings that open, layers with their working, memory, receptive fields.",
    discussion: [
      "The page is one HTML file that makes no requests: totals with what they count, a drawing whose blocks open "
        + "by mouse and keyboard, a table of layers that sorts, filters and follows the drawing, the working of each figure, "
        + "memory over the layers, and what a position sees, over a picture that you drop in.",
      "Two networks are shown side by side, with the steps that lead from the totals of one to those of the other.",
    ],
    examples: [
      Example("archcalc report resnet50 --output report.html"),
      Example("archcalc report resnet50 resnet101 --output both.html"),
      Example("archcalc report model.onnx --output model.html"),
    ],
    operands: [
      Operand(
        "NETWORK", repeatable: true, completion: SharedOptions.networkCompletion,
        help: "names of networks, or files")
    ],
    options: [
      SharedOptions.batch, SharedOptions.layout, SharedOptions.element,
      SharedOptions.output(["html", "htm"]),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  /// The most networks; a page with more would not be read.
  private static let most = 8

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    try invocation.outputEnding(among: ["html", "htm"])
    guard let sources = try session.sources(invocation) else { return }
    var options = DrawingOptions()
    options.layout = invocation.layoutChoice
    options.element = try invocation.elementTypes().types
    guard let found = session.analyse(sources) else { return }
    let networks = found.map { (name: $0.name, analysis: $0.analysis) }
    guard networks.count <= most else { throw .picture(.tooManyForReport(networks.count, most: most)) }
    let comparison =
      networks.count == 2
      ? ReportedComparison(networks[0], networks[1], element: options.element) : nil
    let page = ReportPage(
      networks: networks.map { ReportedNetwork($0.name, $0.analysis, options) }, comparison: comparison)
    try session.deliver(page.text, to: invocation.outputFile)
  }
}
