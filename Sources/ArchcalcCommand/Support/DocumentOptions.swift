import ArchArguments
import ArchCalc
import ArchDocuments

extension SharedOptions {
  /// The options for the words of a document's tables.
  static let words: [Option] = [
    .value(
      "unit", short: "u", "COLUMN=UNIT", repeatable: true,
      help: "one unit for all numbers in a column, such as params=M,macs=G or bytes=MiB"),
    .value(
      "decimals", "[COLUMN=]N", repeatable: true,
      help: "the number of decimals in all columns that have any, or in some: 1 or params=1,top1=2"),
    .value(
      "name", "NETWORK=NAME", repeatable: true,
      help: "the name of a network in the table: resnet50=ResNet-50"),
    .value(
      "caption", "TEXT", help: "the caption, instead of title and notes, which become comments in LaTeX"),
    .value("label", "NAME", help: "the label of the table in LaTeX, without tab:"),
    .flag("siunitx", help: "use siunitx columns for numbers in LaTeX"),
  ]
}

extension Invocation {
  /// Columns that show a figure in a unit: `gmacs`.
  static let unitColumns: [String: (figure: String, unit: String, title: String)] = [
    "gmacs": ("macs", "G", "GMACs"), "mmacs": ("macs", "M", "MMACs"), "gflops": ("flops", "G", "GFLOPs"),
    "mflops": ("flops", "M", "MFLOPs"), "tflops": ("flops", "T", "TFLOPs"),
    "mparams": ("params", "M", "parameters (M)"), "bparams": ("params", "B", "parameters (B)"),
  ]

  /// The words of a document's tables.
  func documentWords() throws(Failure) -> DocumentWords {
    var words = DocumentWords()
    for name in names("columns") ?? [] {
      guard let column = Self.unitColumns[name], let unit = ColumnStyle.Unit(column.unit) else { continue }
      words.styles[column.figure] = ColumnStyle(unit: unit, title: column.title)
    }
    for (name, value) in try pairs("unit") {
      guard let unit = ColumnStyle.Unit(value) else {
        throw .command(.unknownName(value, noun: "unit", known: ColumnStyle.Unit.names))
      }
      for key in try keys(name) { words.styles[key, default: ColumnStyle()].unit = unit }
    }
    for text in values("decimals").flatMap({ $0.split(separator: ",").map(String.init) }) {
      let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard let last = parts.last, let decimals = Int(last), (0...12).contains(decimals) else {
        throw .command(.notDecimals(text))
      }
      if parts.count == 2 {
        for key in try keys(parts[0]) { words.styles[key, default: ColumnStyle()].decimals = decimals }
      } else {
        words.decimals = decimals
      }
    }
    for text in values("name") {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw .command(.notAPair(option: "name", text, example: "resnet50=ResNet-50"))
      }
      words.names[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    words.caption = value("caption")
    words.label = value("label")
    words.usesSIUnits = flag("siunitx")
    return words
  }

  /// The keys of the columns for a name: those of the figure by our count and by another that replaces it.
  private func keys(_ name: String) throws(Failure) -> [String] {
    guard let figure = Figure.named(Self.unitColumns[name]?.figure ?? name) else {
      if let colon = name.firstIndex(of: ":") {
        _ = try Self.counting(String(name[name.index(after: colon)...]))
      }
      throw .command(.unknownName(name, noun: "figure", known: Figure.all.map(\.name)))
    }
    return [figure.name, figure.counted(by: try counting()).name]
  }

  /// The pairs of an option that takes `COLUMN=VALUE`, several of them separated by commas.
  private func pairs(_ option: String) throws(Failure) -> [(name: String, value: String)] {
    try values(option).flatMap { $0.split(separator: ",").map(String.init) }.map { text throws(Failure) in
      let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard parts.count == 2 else { throw .command(.notAPair(option: option, text, example: "params=M")) }
      return (parts[0], parts[1])
    }
  }
}
