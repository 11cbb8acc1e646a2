import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc reconcile`: how our count of a network relates to somebody else's figure.
enum ReconcileCommand: Subcommand {
  static let declaration = Command(
    "reconcile", summary: "Shows how to get from our count of a network to that of a tool or a paper.",
    discussion: [
      "`--with` counts as other tools do, and shows what each adds or leaves out, term by term, to the last "
        + "digit. If a tool is wrong, you get the number it prints, and a note says what is right.",
      "The conventions are \(Convention.names.joined(separator: ", ")). Without a network, the command lists what each counts.",
      "`--figure` looks for what explains a figure: which convention, which unit, and which network, either the one named "
        + "or one like it: from the same file, with another input, another width or number of classes. The likeliest "
        + "comes first, each with the share of random figures that would fit as well.",
      "A convention is also a column, `macs:fvcore`, and the default of a table: `--convention fvcore`.",
      "Layers are taken to be the library's own. If something is written differently, say so with words after a slash, joined by `+`"
        + ": `ptflops/functional-pools`. The words are "
        + LibrarySpelling.Word.allCases.map(\.rawValue).joined(separator: ", ") + ".",
    ],
    examples: [
      Example(
        "archcalc reconcile resnet50 --with fvcore,thop,ptflops", "three tools, three numbers, and why"),
      Example("archcalc reconcile resnet50 --figure 3.86G", "which network and which count this figure is"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, completion: SharedOptions.networkCompletion,
        help: "a network's name, or a file; without one, the conventions are listed")
    ],
    options: [
      .value(
        "with", short: "w", "NAMES", completion: .words(Convention.names),
        help: "the conventions to reconcile with, separated by commas (default: all)"),
      .value(
        "figure", "FIGURE", help: "a printed figure to explain: 4.145G, 528MB, 25.6M"),
    ] + SharedOptions.expansion + [SharedOptions.batch, SharedOptions.layout] + SharedOptions.document()
      + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    guard let operand = invocation.operands.first else {
      return try session.deliver(ConventionReport(), as: form)
    }
    let with = try invocation.with()
    if let text = invocation.value("figure") {
      guard with == nil else { throw .command(.figureWithConventions) }
      guard let figure = PrintedFigure(text) else { throw .command(.notAFigure(text)) }
      let search = FigureSearch(figure, among: try session.variants(operand))
      return try session.deliver(FigureReport(search), as: form)
    }
    let countings = with ?? Convention.all.dropFirst().map { Counting($0) }
    let analysis = try session.analyse(operand, fields: false)
    let report: BridgeReport
    do throws(Overflow) { report = try BridgeReport(analysis, to: countings) } catch {
      throw .command(.tooLarge(analysis.graph.name))
    }
    try session.deliver(report, as: form)
  }
}

extension Session {
  /// The network of an operand and similar ones, each counted by all conventions.
  fileprivate mutating func variants(_ operand: String) throws(Failure) -> [FigureSearch.Variant] {
    let (source, name) = try NetworkSource.oneNamed(operand)
    let (settings, batch) = try settings(of: source, name)
    let own = try analyse(source, name, fields: false, countings: FigureSearch.countings)
    var variants = [
      FigureSearch.Variant(label: own.graph.name + source.settingsText, cost: 0, analysis: own)
    ]
    for variant in source.source.variants(like: own.graph, of: name, settings: settings) {
      guard
        let analysis = try? Analysis(
          variant.graph, batch: batch, fields: false, countings: FigureSearch.countings)
      else { continue }
      variants.append(.init(label: variant.label, cost: variant.cost, analysis: analysis))
    }
    return variants
  }
}
