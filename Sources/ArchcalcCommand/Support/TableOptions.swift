import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

extension SharedOptions {
  /// The options of every layer table.
  static let layerTable: [Option] = layerRows + [layout, element]

  /// The options for what gets its own row.
  static let layerRows: [Option] = [
    depth,
    .flag("group", short: "g", help: "one row per block, with repeated blocks as papers write them"),
    .flag("fold-norms", help: "put normalisations into the row of the layer they follow"),
    .flag("all-layers", short: "a", help: "one row for every layer"),
  ]

  static let depth = Option.value(
    "depth", short: "d", "N", help: "one row per part of the network, down to N names of a path")

  static let element = Option.value(
    "dtype", "TYPE", repeatable: true, completion: .words(ElementType.allCases.map(\.rawValue)),
    help:
      "the element type for bytes, such as float16, int4 or q4_k (default: float32), or one of a part: weights=int4, "
      + "activations=float16, cache=int8, head=float16 for a layer")

  static func columns(_ names: [String]) -> Option {
    .value(
      "columns", short: "c", "NAMES", completion: .words(names),
      help: "the columns in their order, separated by commas")
  }
}

extension SharedOptions {
  /// The options for the form of a report and the file it is written to.
  ///
  /// - Parameters:
  ///   - usual: the form if neither says another.
  ///   - further: other values of `--format`.
  static func document(_ usual: DocumentForm = .text, further: [String] = []) -> [Option] {
    let forms = DocumentForm.allCases
    return [
      format(forms.map(\.rawValue) + further, usual: usual.rawValue), output(forms.flatMap(\.endings)),
    ]
  }

  /// The option for the form of the output, if it is not a report.
  static func format(_ choices: [String], usual: String) -> Option {
    .value(
      "format", short: "f", "FORM", choices: choices,
      help: "the form of the output (default: by the file's name, or \(usual))")
  }

  /// The option for the file that a command writes.
  ///
  /// - Parameter endings: the endings that its name may have.
  static func output(_ endings: [String]) -> Option {
    .value(
      "output", short: "o", "FILE", completion: .files(extensions: endings),
      help: "write to a file (atomically)")
  }
}

extension Invocation {
  /// The file named by `--output`, or `nil` for standard output.
  var outputFile: String? { value("output").flatMap { $0 == "-" ? nil : $0 } }

  /// The form of a report, given by `--format` or by the name of the file.
  func documentForm(_ usual: DocumentForm = .text) throws(Failure) -> DocumentForm {
    if let form = value("format").flatMap({ DocumentForm(rawValue: $0) }) { return form }
    let all = DocumentForm.allCases
    let ending = try outputEnding(among: all.flatMap(\.endings))
    return all.first { form in ending.map(form.endings.contains) ?? false } ?? usual
  }

  /// The ending of the written file, which says what is in it, or `nil` if it has none, and for standard output, pipes
  /// and devices.
  ///
  /// - Throws: if the ending promises something other than what is written.
  @discardableResult
  func outputEnding(among endings: [String]) throws(Failure) -> String? {
    guard let file = outputFile, !Files.isDevice(file), let name = file.split(separator: "/").last,
      let dot = name.lastIndex(of: "."), dot != name.startIndex
    else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    if endings.contains(ending) { return ending }
    throw .command(.unknownEnding(ending, command: path.last ?? "archcalc", endings: endings))
  }

  /// The options of a layer table, except its columns.
  func layerTable() throws(Failure) -> SummaryOptions {
    var options = SummaryOptions()
    options.rows = try rowChoice() ?? .layers
    options.layout = layoutChoice
    options.element = try elementTypes().types
    options.counting = try counting()
    return options
  }

  /// What gets its own row, if an option says so.
  func rowChoice() throws(Failure) -> RowChoice? {
    let given = ["depth", "group", "fold-norms", "all-layers"].filter { flag($0) }
    guard given.count < 2 else {
      throw .command(.together(given.map { "--" + $0 }))
    }
    if let depth = try depth() { return .parts(depth: depth) }
    if flag("group") { return .blocks }
    if flag("fold-norms") { return .layersWithNormalisations }
    return flag("all-layers") ? .everyLayer : nil
  }

  /// How many names of a path parts are shown down to.
  func depth() throws(Failure) -> Int? {
    do throws(UsageFault) { return try integer("depth", in: 1...1000) } catch { throw .usage(error) }
  }

  /// The order of axes in shapes.
  var layoutChoice: Layout { value("layout").flatMap { Layout(rawValue: $0) } ?? .chw }

  /// The columns named by `--columns`.
  func columns<Words: TableWords>(_: Column<Words>.Type) throws(Failure) -> [Column<Words>]? {
    try list("columns", of: "column", Column<Words>.names, Column<Words>.named)
  }

  /// The convention named by `--convention`.
  func counting() throws(Failure) -> Counting? {
    guard let name = value("convention") else { return nil }
    return try Self.counting(name)
  }

  /// The convention with a name.
  static func counting(_ name: String) throws(Failure) -> Counting {
    guard let counting = Counting(named: name) else { throw .command(.unknownConvention(name)) }
    return counting
  }

  /// The conventions named by `--with`, or `nil` if it is not given.
  func with() throws(Failure) -> [Counting]? {
    guard let names = names("with") else { return nil }
    guard !names.isEmpty else { throw .command(.noNames(option: "with", noun: "convention")) }
    var countings: [Counting] = []
    for name in names { countings.append(try Self.counting(name)) }
    return countings
  }

  /// The options that name figures.
  private static let figureOptions = ["columns", "sort", "fail-on-increase", "x", "y", "size", "bars", "by"]

  /// Whether options or columns of the command name a figure of training.
  var namesTraining: Bool {
    Self.figureOptions.contains { option in
      names(option)?.contains { Figure.named($0)?.isOfTraining == true } == true
    }
  }

  /// The conventions named by the options and columns of the command.
  func countings() throws(Failure) -> [Counting] {
    var countings = try counting().map { [$0] } ?? []
    for option in Self.figureOptions {
      for name in names(option) ?? [] {
        guard case .counted(let counting, _)? = Figure.named(name)?.rule, !countings.contains(counting) else {
          continue
        }
        countings.append(counting)
      }
    }
    return countings
  }

  /// The names of an option that takes several, separated by commas, or `nil` if it is not given.
  func names(_ option: String) -> [String]? {
    value(option)?.split(separator: ",").map { String($0.filter { $0 != " " }) }
  }

  /// Whether `--columns` names columns of whole networks, and some that layers do not have.
  var wantsNetworks: Bool {
    guard let names = names("columns") else { return false }
    return names.allSatisfy { NetworkColumn.named($0) != nil }
      && names.contains { SummaryColumn.named($0) == nil }
  }

  /// The figures named by an option.
  func figures(_ option: String) throws(Failure) -> [Figure]? {
    try list(option, of: "figure", Figure.all.map(\.name), Figure.named)
  }

  /// The values of an option that takes names separated by commas, or `nil` if it is not given.
  private func list<Value>(
    _ option: String, of noun: String, _ names: [String], _ named: (String) -> Value?
  ) throws(Failure) -> [Value]? {
    guard let given = self.names(option) else { return nil }
    var values: [Value] = []
    for name in given {
      let plain = noun == "column" ? Self.unitColumns[name]?.figure ?? name : name
      guard let value = named(plain) else {
        if let colon = name.firstIndex(of: ":"), ["macs", "flops", "params"].contains(name[..<colon]) {
          throw .command(.unknownConvention(String(name[name.index(after: colon)...])))
        }
        if noun == "column", let figure = Figure.named(name) { throw .command(.notOfLayersColumn(figure)) }
        throw .command(.unknownName(name, noun: noun, known: names))
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw .command(.noNames(option: option, noun: noun)) }
    return values
  }

  /// The style of numbers given by `--numbers` and `--digits`, or `nil` if neither was given.
  func numbers() throws(Failure) -> NumberStyle? {
    let digits: Int?
    do throws(UsageFault) { digits = try integer("digits", in: 1...15) } catch { throw .usage(error) }
    switch value("numbers") {
    case "si": return .scaled(digits: digits ?? 4)
    case nil where digits != nil: return .scaled(digits: digits ?? 4)
    case let style?:
      guard digits == nil else {
        throw .command(.digitsWithout(style: style))
      }
      return style == "exact" ? .exact : .separated
    case nil: return nil
    }
  }
}
