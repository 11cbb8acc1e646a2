import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc table`: tables for documents.
enum TableCommand: Subcommand {
  static let declaration = Command(
    "table",
    summary: "Makes tables for documents: the layers of one network, or several networks side by side.",
    discussion: [
      "One network gives its layer table, several give one row each with their totals; so does one network if the columns are "
        + "figures of whole networks, such as `peak`.",
      "A network with other settings is written as in the language: 'mobilenet_v1(width: 0.5)'. Numbers in CSV are "
        + "exact unless `--numbers` says otherwise, and in JSON always.",
      "The columns of a layer table are \(LayerWords.names.joined(separator: ", ")); those for several networks are \(NetworkWords.names.joined(separator: ", ")). "
        + "Accuracy is taken from the network's file.  `gmacs`, `gflops`, `mparams` and such are figures in a "
        + "unit.",
      "For a paper: `--unit params=M,macs=G` writes a column in one unit with aligned decimals, `--name resnet50=ResNet-50` "
        + "names a network, `--caption` and `--label` are the table's, and `--siunitx` leaves formatting the digits to that package.",
    ],
    examples: [
      Example("archcalc table resnet50 --group"),
      Example("archcalc table vgg16 --format latex --numbers si --output vgg16.tex"),
      Example("archcalc table alexnet vgg16 'mobilenet_v1(width: 0.5)' --columns network,params,macs"),
      Example(
        "archcalc table resnet50 vit_b_16 -c network,mparams,gmacs,top1 --decimals 1 --name resnet50=ResNet-50 -f latex",
        "Table 1 of a paper"),
      Example("archcalc table --all --output networks.html", "every network that archcalc knows, sortable"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, repeatable: true, completion: SharedOptions.networkCompletion,
        help: "names of networks, or files")
    ],
    options: [.flag("all", help: "every network that archcalc knows")] + SharedOptions.expansion
      + [
        SharedOptions.batch, SharedOptions.convention,
        SharedOptions.columns(
          LayerWords.names + NetworkWords.names.filter { !LayerWords.names.contains($0) }),
      ] + SharedOptions.layerTable + [
        .value(
          "numbers", short: "n", "STYLE", choices: ["exact", "separated", "si"],
          help: "how numbers are written: 138357544, 138,357,544 or 138.4 M"),
        .value("digits", "N", help: "the significant digits of `--numbers si` (default: 4)"),
      ] + SharedOptions.words + SharedOptions.document(.markdown) + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let numbers = try invocation.numbers()
    let options = try invocation.layerTable()
    _ = try invocation.settings()
    _ = try invocation.batch()
    let form = try invocation.documentForm(.markdown)
    let words = try invocation.documentWords()
    guard let sources = try session.sources(invocation) else { return }
    if sources.count == 1, let source = sources.first, source.names.count == 1, !invocation.wantsNetworks {
      var options = options
      options.columns = try invocation.columns(SummaryColumn.self)
      let needsFields = options.columns.map { $0.contains(where: \.needsFields) } ?? true
      let analysis = try session.analyse(source, source.names[0], fields: needsFields)
      let report = SummaryReport(analysis, options)
      try session.deliver(WordedReport(LayerTable(report), words), as: form, numbers)
    } else {
      guard let report = try comparison(of: sources, invocation, &session) else { return }
      try session.deliver(WordedReport(report, words), as: form, numbers)
    }
  }

  /// A row for each network, or `nil`, with all faults reported, if one cannot be analysed.
  private static func comparison(
    of sources: [NetworkSource], _ invocation: Invocation, _ session: inout Session
  ) throws(Failure) -> NetworkTable? {
    if try invocation.rowChoice() != nil {
      throw .command(.rowsOfSeveralNetworks)
    }
    let columns = try invocation.columns(NetworkColumn.self)
    guard
      let networks = session.analyse(sources, fields: columns?.contains(where: \.needsFields) ?? false)
    else { return nil }
    return NetworkTable(
      networks.map { .init(name: $0.name, analysis: $0.analysis) }, columns: columns,
      layout: invocation.layoutChoice, element: try invocation.elementTypes().types,
      counting: try invocation.counting())
  }
}

/// The table of a summary without the totals in words.
private struct LayerTable: Report {
  let summary: SummaryReport

  init(_ summary: SummaryReport) { self.summary = summary }

  var documents: [TableDocument] { summary.documents }
  var json: String { summary.tableJSON }
  func text(width: Int?) -> String { summary.text(width: width) }
}
