import ArchArguments
import ArchCalc

/// `archcalc summary`: the layer table of a network.
enum SummaryCommand: Subcommand {
  static let declaration = Command(
    "summary", summary: "The layer table of a network, with totals.",
    discussion: [
      "Activations, dropout and flattening stand in the row of the layer they follow; `--all-layers` gives each "
        + "its own row. `field` is the size of the receptive field on the input.",
      "`size` is that of one example; `share` that of all multiply-adds; `bytes` those of parameters and buffers.",
      "The columns are \(SummaryColumn.allCases.map(\.rawValue).joined(separator: ", ")).",
    ],
    examples: [
      Example("archcalc summary resnet50 --input 3x320x320 --batch 8"),
      Example("archcalc summary mobilenet_v1 --set width=0.5"),
      Example("archcalc summary vgg16 --format markdown --columns layer,output,params,macs"),
    ],
    operands: [SharedOptions.network],
    options: SharedOptions.expansion + [
      SharedOptions.batch,
      .value(
        "depth", short: "d", "N", help: "one row for each part of the network, down to N names of a path"),
      .flag("all-layers", short: "a", help: "a row for every layer"),
      .value(
        "columns", short: "c", "NAMES", completion: .words(SummaryColumn.allCases.map(\.rawValue)),
        help: "the columns, separated by commas"),
      SharedOptions.layout,
      .value(
        "dtype", "TYPE", choices: ElementType.allCases.map(\.rawValue),
        help: "the type of elements, for bytes; float32 unless given"),
      SharedOptions.format(["text", "markdown", "csv", "json"]),
    ] + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    var options = SummaryOptions()
    options.columns = try columns(invocation)
    do throws(UsageFault) {
      options.depth = try invocation.integer("depth", in: 1...1000)
    } catch {
      throw .usage(error)
    }
    options.isFolding = !invocation.flag("all-layers")
    options.layout = invocation.value("layout").flatMap { Layout(rawValue: $0) } ?? .chw
    options.element = invocation.value("dtype").flatMap { ElementType(rawValue: $0) } ?? .float32
    let report = SummaryReport(try session.analyse(invocation.operands[0]), options)
    switch invocation.value("format") {
    case "markdown": session.print(report.markdown)
    case "csv": session.print(report.csv)
    case "json": session.print(report.json)
    default: session.print(report.text(width: session.environment.width))
    }
  }

  private static func columns(_ invocation: Invocation) throws(Failure) -> [SummaryColumn]? {
    guard let text = invocation.value("columns") else { return nil }
    var columns: [SummaryColumn] = []
    let names = SummaryColumn.allCases.map(\.rawValue)
    for name in text.split(separator: ",").map(String.init) {
      guard let column = SummaryColumn(rawValue: name) else {
        throw .badValue(
          "there is no column `\(name)`",
          help: Spelling.question(for: name, among: names) ?? "the columns are \(Spelling.list(names))")
      }
      columns.append(column)
    }
    guard !columns.isEmpty else { throw .badValue("`--columns` names no column") }
    return columns
  }
}
