import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

/// `archcalc compare`: networks side by side.
enum CompareCommand: Subcommand {
  static let declaration = Command(
    "compare", summary: "Compares networks: their totals, and for two networks every layer that differs.",
    discussion: [
      "Write settings of one network after its name, as a call in quotes: 'mobilenet_v1(width: 0.5)', "
        + "'resnet50(input: 3x320x320, batch: 8)'. `--set`, `--input` and `--batch` apply to all.",
      "Two networks are compared layer by layer: by paths, operators, arguments and shapes, so that a different name alone "
        + "does not count. `+` is a layer or block that only the second has, `-` one that only the first has, "
        + "`~` one that changed. The lines add up from the totals of the first network to those of the second.",
      "A saved report (`archcalc summary NETWORK --format json`) can take the place of its network: as `--baseline`, or as an "
        + "operand that ends in .json. A file with several networks means all of them.",
      "The columns for two networks are \(LineWords.names.joined(separator: ", ")); for more networks, the figures among them.",
    ],
    examples: [
      Example("archcalc compare resnet50 resnet101"),
      Example("archcalc compare mobilenet_v1 'mobilenet_v1(width: 0.5)' --sort macs"),
      Example("archcalc compare --baseline before.json ./mine.arch --format markdown", "for a pull request"),
      Example("archcalc compare --baseline before.json ./mine.arch --fail-on-increase params,macs"),
      Example("archcalc compare vgg16 resnet50 mobilenet_v1 efficientnet_b0 --sort macs"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, repeatable: true,
        completion: .anyOf([.command(["list", "--format", "names"]), .files(extensions: ["arch", "json"])]),
        help: "networks, files or saved reports; all are compared with the first")
    ],
    options: [
      .value(
        "baseline", "FILE", completion: .files(extensions: ["json"]),
        help: "a saved report, or `-` for standard input, to compare the networks with"),
      .flag("only-changes", help: "leave out layers that are alike"),
      .flag("all-layers", short: "a", help: "one line for every layer, alike or not"),
      .flag("totals", help: "only the totals"),
      .value(
        "sort", "COLUMN", choices: Figure.all.map(\.name),
        help:
          "put the lines with the largest difference first; with more than two networks, the largest figures"),
      SharedOptions.depth,
      SharedOptions.columns(LineWords.names),
      .value(
        "fail-on-increase", "COLUMNS", completion: .words(Figure.all.map(\.name)),
        help: "exit with status 1 if one of these totals is larger than in the first network"),
    ] + SharedOptions.expansion + [
      SharedOptions.batch, SharedOptions.layout, SharedOptions.element, SharedOptions.convention,
    ] + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    var options = DifferenceOptions()
    let counting = try invocation.counting()
    options.counting = counting
    options.depth = try invocation.depth()
    options.onlyChanges = invocation.flag("only-changes")
    options.isListing = invocation.flag("all-layers")
    options.onlyTotals = invocation.flag("totals")
    options.sort = invocation.value("sort").flatMap(Figure.named)?.counted(by: counting)
    options.layout = invocation.layoutChoice
    options.element = try invocation.elementTypes().types
    let limits = try invocation.figures("fail-on-increase")?.map { $0.counted(by: counting) }
    options.columns = try invocation.columns(DifferenceColumn.self)
    let networks = try session.comparedNetworks(folding: !options.isListing)
    guard networks.count >= 2 else {
      throw .usage(
        .missingOperand(operand: "NETWORK", isAnother: !networks.isEmpty, command: invocation.commandName))
    }
    try check(options, count: networks.count)
    if let report = try session.savedReport(where: invocation.countings()) {
      throw .command(.conventionOfReport(report))
    }
    let comparison = Comparison(networks)
    let report = DifferenceReport(comparison, options)
    try session.deliver(report, as: form)
    let increases = comparison.increases(in: limits ?? [], options.element)
    guard !increases.isEmpty else { return }
    session.report(increases.map { diagnostic($0, networks, options.element) })
    session.outcome.status = ExitStatus.failure
  }

  /// Requested columns must exist: layers belong to two networks, and have only sums.
  private static func check(_ options: DifferenceOptions, count: Int) throws(Failure) {
    let isOfLines = count == 2 && !options.onlyTotals
    if !isOfLines, let column = options.columns?.first(where: { $0.figure == nil }) {
      throw .command(.notOfNetworks(column.name))
    }
    if isOfLines, let sort = options.sort, !sort.isSum {
      throw .command(.notOfLayers(sort))
    }
  }

  private static func diagnostic(
    _ increase: Comparison.Increase, _ networks: [ComparedNetwork], _ element: ElementTypes
  ) -> Diagnostic {
    let title = networks[increase.network].title
    let evidence = [
      "\(networks[0].title) has \(increase.before.text)", "\(title) has \(increase.after.text)",
    ]
    if let before = increase.before.number, let after = increase.after.number, after > before {
      return Diagnostic(
        "increase",
        "`\(title)` has more \(increase.figure.longTitle): \(increase.after.text) against \(increase.before.text)",
        at: .unknown)
    }
    return Diagnostic(
      "increase-unknown", "`\(title)` may have more \(increase.figure.longTitle): this cannot be determined",
      at: .unknown,
      evidence: evidence)
  }
}

extension Session {
  /// The networks of `--baseline` and all operands, with titles that tell them apart.
  fileprivate mutating func comparedNetworks(folding: Bool) throws(Failure) -> [ComparedNetwork] {
    var found: [(operand: String, network: ComparedNetwork)] = []
    if let path = invocation.value("baseline") {
      found.append((Files.name(path), try report(path, folding: folding)))
    }
    for operand in invocation.operands {
      if operand.hasSuffix(".json") {
        found.append((operand, try report(operand, folding: folding)))
        continue
      }
      let source = try NetworkSource.named(operand)
      for name in source.names {
        var network = ComparedNetwork(try analyse(source, name), folding: folding)
        network.title = name + source.settingsText
        found.append((source.names.count == 1 ? operand : network.title, network))
      }
    }
    return found.map { entry in
      var network = entry.network
      // Two networks with one name, such as a report and its network, are called by what the user wrote.
      if found.contains(where: { $0.operand != entry.operand && $0.network.title == network.title }) {
        network.title = entry.operand.visible
      }
      return network
    }
  }

  /// The first saved report among the networks, if they are counted by conventions.
  fileprivate func savedReport(where countings: [Counting]) -> String? {
    guard !countings.isEmpty else { return nil }
    return invocation.value("baseline") ?? invocation.operands.first { $0.hasSuffix(".json") }
  }

  /// The network of a saved report.
  private func report(_ path: String, folding: Bool) throws(Failure) -> ComparedNetwork {
    let document = try Files.document(path, largest: Files.largestReport, as: "a report")
    do throws(ReportFault) {
      return try ComparedNetwork(report: document, catalogue: .standard, folding: folding)
    } catch {
      throw .command(.badReport(Files.name(path), error))
    }
  }
}
