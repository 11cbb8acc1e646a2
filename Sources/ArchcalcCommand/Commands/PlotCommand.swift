import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

/// `archcalc plot`: networks by their figures, and the layers of one as bars.
enum PlotCommand: Subcommand {
  static let declaration = Command(
    "plot", summary: "Plots networks as bubbles by two figures, layers as bars, or memory over time.",
    discussion: [
      "Without `--bars` or `--memory` each network is a bubble: `--x` and `--y` are its place, `--size` its area. Published "
        + "accuracy is taken from the network's file; networks without one are named below the plot. An axis is "
        + "logarithmic if its values are far apart, unless `--log` says which are.",
      "A table of figures in CSV, as `archcalc table` writes it, can be given instead of networks: its columns go by their headings "
        + "or by the names of figures.",
      "`--bars` draws a bar for each layer, or block with `--group`, of one network or of two side by side. `--memory` draws "
        + "how much is live while the layers run, and names the peak; with `--training`, during a training step, by kind.",
      "The figures are \(Figure.all.map(\.name).joined(separator: ", ")).",
    ],
    examples: [
      Example("archcalc plot --all --x macs --y top1 --size params --pareto --output zoo.svg"),
      Example("archcalc plot resnet18 resnet50 resnet101 vgg16 --output accuracy.svg"),
      Example("archcalc plot resnet50 --bars macs,params --group --output bars.svg"),
      Example("archcalc plot vgg16 alexnet --bars macs --sort --output both.svg"),
      Example("archcalc plot resnet50 --memory --batch 32 --output memory.svg"),
      Example("archcalc plot results.csv --x latency --y accuracy --output measured.svg"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, repeatable: true,
        completion: .anyOf([.command(["list", "--format", "names"]), .files(extensions: ["arch", "csv"])]),
        help: "names of networks, files, or one CSV table")
    ],
    options: [
      .flag("all", help: "every network that archcalc knows"),
      .value(
        "x", "FIGURE", completion: .words(Figure.all.map(\.name)),
        help: "the figure on the horizontal axis (default: macs)"),
      .value(
        "y", "FIGURE", completion: .words(Figure.all.map(\.name)),
        help: "the figure on the vertical axis (default: top1)"),
      .value(
        "size", "FIGURE", completion: .words(Figure.all.map(\.name)),
        help: "the figure shown by the area of the bubbles"),
      .value("log", "AXES", choices: ["none", "x", "y", "both"], help: "which axes are logarithmic"),
      .flag("pareto", help: "draw a line through the networks that no other beats in both figures"),
      .value(
        "bars", "FIGURES", completion: .words(Figure.all.map(\.name)),
        help: "draw bars for layers: figures separated by commas"),
      .flag("sort", help: "put the largest bars first"),
      .flag("memory", help: "draw live memory over the layers, in the order in which they run"),
      .value("title", "TEXT", help: "the title of the plot"),
    ] + SharedOptions.picture + SharedOptions.layerRows + [
      SharedOptions.element, SharedOptions.batch, SharedOptions.convention,
      SharedOptions.format(["svg"], usual: "svg"), SharedOptions.output(["svg"]),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    _ = try invocation.pictureEnding(among: ["svg"])
    let width = try invocation.pictureWidth() ?? 640
    let isBars = invocation.value("bars") != nil
    if isBars, invocation.flag("memory") { throw .picture(.notTogether("--bars", "--memory")) }
    try checkOptions(invocation, isBars: isBars)
    let picture: Picture?
    if isBars {
      picture = try bars(invocation, &session)?.picture(width: width)
    } else if invocation.flag("memory") {
      picture = try memory(invocation, &session)?.picture(width: width)
    } else {
      picture = try bubbles(invocation, &session)?.picture(width: width)
    }
    guard let picture else { return }
    try session.deliver(picture.svg(theme: invocation.pictureTheme), to: invocation.outputFile)
  }

  /// Options without any effect on the requested plot are a mistake.
  private static func checkOptions(_ invocation: Invocation, isBars: Bool) throws(Failure) {
    let ofBubbles =
      ["x", "y", "size", "log"].filter { invocation.value($0) != nil }
      + (invocation.flag("pareto") ? ["pareto"] : [])
    let ofBars = ["depth", "group", "fold-norms", "all-layers", "sort"].filter {
      invocation.flag($0) || invocation.value($0) != nil
    }
    if isBars || invocation.flag("memory"), let option = ofBubbles.first {
      throw .picture(.notTogether(isBars ? "--bars" : "--memory", "--\(option)"))
    }
    if !isBars, let option = ofBars.first { throw .picture(.optionNeeds("--\(option)", "--bars")) }
  }

  // MARK: Networks

  private static func networks(
    _ invocation: Invocation, _ session: inout Session
  ) throws(Failure) -> [(name: String, group: String?, analysis: Analysis)]? {
    guard let sources = try session.sources(invocation) else { return nil }
    let needsFields = ["x", "y", "size", "bars"].contains { option in
      invocation.names(option)?.contains { name in
        if case .axes? = Figure.named(name)?.rule { true } else { false }
      } == true
    }
    return session.analyse(sources, fields: needsFields)
  }

  private static func bars(_ invocation: Invocation, _ session: inout Session) throws(Failure) -> BarPlot? {
    let counting = try invocation.counting()
    let figures = (try invocation.figures("bars") ?? []).map { $0.counted(by: counting) }
    if let figure = figures.first(where: { !$0.isOfLayers }) { throw .command(.notOfLayersColumn(figure)) }
    guard let networks = try networks(invocation, &session) else { return nil }
    guard networks.count <= 2 else { throw .picture(.tooManyForBars(networks.count)) }
    var plot = BarPlot(
      networks.map { ($0.name, $0.analysis) }, figures, rows: try invocation.rowChoice() ?? .layers,
      isSorted: invocation.flag("sort"), element: try invocation.elementTypes().types)
    if let title = invocation.value("title") { plot.title = title }
    return plot
  }

  private static func memory(_ invocation: Invocation, _ session: inout Session) throws(Failure) -> LivePlot?
  {
    guard let networks = try networks(invocation, &session) else { return nil }
    let types = try invocation.elementTypes()
    var settings = TrainingStep.Settings()
    if invocation.flag("training") { settings.type = try types.single() }
    do throws(Overflow) {
      let named = networks.map { (name: $0.name, analysis: $0.analysis) }
      var plot =
        invocation.flag("training")
        ? try LivePlot(training: named, settings) : try LivePlot(named, element: types.types)
      if let title = invocation.value("title") { plot.title = title }
      return plot
    } catch {
      throw .command(.tooLarge(networks[0].name))
    }
  }

  // MARK: Bubbles

  private static func bubbles(
    _ invocation: Invocation, _ session: inout Session
  ) throws(Failure) -> ScatterPlot? {
    var plot: ScatterPlot
    if let file = invocation.operands.first, file.lowercased().hasSuffix(".csv") {
      guard invocation.operands.count == 1, !invocation.flag("all") else {
        throw .picture(.notTogether("`\(file)`", "other networks"))
      }
      plot = try table(file, invocation)
    } else {
      let counting = try invocation.counting()
      func figure(_ option: String, _ usual: Figure?) throws(Failure) -> Figure? {
        try (invocation.figures(option)?.first ?? usual)?.counted(by: counting)
      }
      let x = try figure("x", .multiplyAdds) ?? .multiplyAdds
      let y = try figure("y", .top1) ?? .top1
      let size = try figure("size", nil)
      guard let networks = try networks(invocation, &session) else { return nil }
      plot = ScatterPlot(
        grouped(networks), x: x, y: y, size: size, element: try invocation.elementTypes().types)
    }
    plot.showsParetoFront = invocation.flag("pareto")
    if let title = invocation.value("title") { plot.title = title }
    if let axes = invocation.value("log") {
      plot.x.scale = axes == "x" || axes == "both" ? .logarithmic : .linear
      plot.y.scale = axes == "y" || axes == "both" ? .logarithmic : .linear
    }
    return plot
  }

  /// Networks of one file as a group, if there are several files, and no more than colours.
  private static func grouped(
    _ networks: [(name: String, group: String?, analysis: Analysis)]
  ) -> [(name: String, group: String?, analysis: Analysis)] {
    var groups: [String: Int] = [:]
    for network in networks where network.analysis.graph.published != nil {
      if let group = network.group { groups[group, default: 0] += 1 }
    }
    let isGrouped = (2...8).contains(groups.count) && groups.values.contains { $0 > 1 }
    return isGrouped ? networks : networks.map { ($0.name, nil, $0.analysis) }
  }

  private static func table(_ file: String, _ invocation: Invocation) throws(Failure) -> ScatterPlot {
    let bytes: [UInt8]
    do throws(Files.Fault) {
      bytes = try Files.read(file, largest: Files.largestData, as: "a table")
    } catch {
      throw .command(.unreadable(file, reason: error.reason))
    }
    do throws(CSVError) {
      let table = try CSVTable(parsing: String(decoding: bytes, as: UTF8.self))
      let labels =
        table.header.first.map { first in table.header.contains("network") ? "network" : first } ?? ""
      let names = try table.column(labels)
      func column(_ option: String, _ usual: String?) throws(CSVError) -> (
        name: String, figure: Figure?, values: [Double?]
      )? {
        guard let asked = invocation.value(option) ?? usual else { return nil }
        let figure = Figure.named(asked)
        let headings =
          [asked] + [figure?.title, figure?.name, figure?.key, figure?.longTitle].compactMap { $0 }
        let heading = headings.first { table.header.contains($0) } ?? asked
        return (heading, figure, try table.numbers(heading))
      }
      let x = try column("x", "macs")
      let y = try column("y", "top1")
      let size = try column("size", nil)
      func axis(_ column: (name: String, figure: Figure?, values: [Double?])?) -> ScatterPlot.Figure {
        column.map { column in column.figure.map { .init($0) } ?? .init(column.name) } ?? .init("")
      }
      let points = names.enumerated().map { index, name in
        ScatterPlot.Item(name, x: x?.values[index], y: y?.values[index], size: size?.values[index])
      }
      var plot = ScatterPlot(points: points, x: axis(x), y: axis(y), size: size.map { axis($0) })
      plot.chooseScales()
      return plot
    } catch {
      throw .picture(.badTable(file, reason: "\(error)"))
    }
  }
}
