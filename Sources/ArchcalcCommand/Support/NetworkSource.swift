import ArchArguments
import ArchCalc
import Architectures

/// Finds networks by name or file.
struct NetworkSource {
  /// The text with everything it imports.
  let program: Program
  /// The networks that were asked for.
  let names: [String]

  // MARK: Embedded networks

  /// The networks that the program carries, with their files.
  static var embedded: [(name: String, file: Int)] {
    var found: [(name: String, file: Int)] = []
    for (index, file) in EmbeddedArchitectures.files.enumerated() {
      for name in Self.declaredNetworks(in: file.text()) { found.append((name, index)) }
    }
    return found
  }

  /// The names of the files that the program carries.
  static var embeddedFileNames: [String] { EmbeddedArchitectures.files.map(\.name) }

  /// The names after `network` at the beginning of lines: enough to find a file without reading it as a program.
  private static func declaredNetworks(in text: [UInt8]) -> [String] {
    let keyword = Array("network ".utf8)
    var names: [String] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      if end - start > keyword.count, text[start] == keyword[0],
        text[start..<start + keyword.count].elementsEqual(keyword)
      {
        let name = text[(start + keyword.count)..<end].prefix {
          $0 == UInt8(ascii: "_") || ($0 >= 48 && $0 <= 57) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 122)
        }
        names.append(String(decoding: name, as: UTF8.self))
      }
      start = end + 1
    }
    return names
  }

  /// An embedded file as a program.
  static func embeddedProgram(_ index: Int) -> Program {
    let file = EmbeddedArchitectures.files[index]
    let source = SourceText(name: file.name, bytes: file.text())
    return Program(source, path: file.name, catalogue: .standard, imports: EmbeddedImports())
  }

  // MARK: What the user names

  /// Whether a word is one that `find` would look for: the name of a network, or a file.
  static func looksLikeNetwork(_ word: String) -> Bool {
    word.hasSuffix(".arch") || embedded.contains { $0.name == word }
  }

  /// Finds the networks that an operand names: an embedded one, all complete ones of a file, or one of a file.
  static func find(_ operand: String) throws(Failure) -> NetworkSource {
    if operand == "-" || operand.contains("/") || operand.hasSuffix(".arch") || operand.contains(".arch:") {
      return try file(operand)
    }
    let embedded = embedded
    guard let entry = embedded.first(where: { $0.name == operand }) else {
      var help =
        Spelling.question(for: operand, among: embedded.map(\.name)) ?? "`archcalc list` lists the networks"
      if (try? Files.read(operand)) != nil { help = "to read the file of that name, write ./\(operand)" }
      throw .diagnostics([
        Diagnostic("unknown-network", "there is no network called `\(operand)`", at: .unknown, help: help)
      ])
    }
    return NetworkSource(program: embeddedProgram(entry.file), names: [operand])
  }

  private static func file(_ operand: String) throws(Failure) -> NetworkSource {
    var path = operand
    var chosen: String?
    if let range = operand.lastIndex(of: ":"), operand[..<range].hasSuffix(".arch") {
      path = String(operand[..<range])
      chosen = String(operand[operand.index(after: range)...])
    }
    let bytes: [UInt8]
    do throws(Files.Fault) {
      bytes = try Files.read(path)
    } catch {
      throw .diagnostics([
        Diagnostic(
          "unreadable", "cannot read `\(path == "-" ? "standard input" : path)`: \(error.reason)",
          at: .unknown)
      ])
    }
    let name = path == "-" ? "standard input" : path
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let file = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let program = Program(
      SourceText(name: name, bytes: bytes), path: file, catalogue: .standard,
      imports: FileImports(directory: directory))
    if program.diagnostics.contains(where: { $0.severity == .error }) {
      throw .diagnostics(program.diagnostics)
    }
    let networks = program.networks
    if let chosen {
      guard networks.contains(where: { $0.name == chosen }) else {
        throw .diagnostics([
          Diagnostic(
            "unknown-network", "there is no network called `\(chosen)` in `\(path)`", at: .unknown,
            help: Spelling.question(for: chosen, among: networks.map(\.name))
              ?? "it has \(Spelling.list(networks.map(\.name)))")
        ])
      }
      return NetworkSource(program: program, names: [chosen])
    }
    let complete = networks.filter(\.isComplete).map(\.name)
    guard !networks.isEmpty else {
      throw .diagnostics([
        Diagnostic(
          "no-network", "there is no network in `\(path)`", at: .unknown,
          help: "it only has blocks for others to import")
      ])
    }
    return NetworkSource(program: program, names: complete.isEmpty ? networks.map(\.name) : complete)
  }

  /// The one network that an operand names.
  static func one(_ operand: String) throws(Failure) -> (program: Program, name: String) {
    let source = try find(operand)
    guard source.names.count == 1, let name = source.names.first else {
      throw .diagnostics([
        Diagnostic(
          "several-networks", "`\(operand)` has several networks: \(Spelling.list(source.names))",
          at: .unknown,
          help: "name one of them: `\(operand):\(source.names[0])`")
      ])
    }
    return (source.program, name)
  }
}

/// Files beside an embedded one.
private struct EmbeddedImports: ImportLoader {
  func load(_ path: String) throws(ImportFailure) -> SourceText {
    for file in EmbeddedArchitectures.files where file.name == path {
      return SourceText(name: file.name, bytes: file.text())
    }
    throw ImportFailure("there is no such file")
  }
}

/// Files in and below the directory of the user's file; `archcalc/vgg.arch` is a file that the program carries.
private struct FileImports: ImportLoader {
  let directory: String

  func load(_ path: String) throws(ImportFailure) -> SourceText {
    let prefix = "archcalc/"
    do throws(Files.Fault) {
      guard Files.isInside(directory + path, directory) else {
        throw Files.Fault(reason: "it leads outside the directory of the network")
      }
      return SourceText(name: directory + path, bytes: try Files.read(directory + path))
    } catch {
      guard path.hasPrefix(prefix) else {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let isCarried = NetworkSource.embeddedFileNames.contains(file)
        throw ImportFailure(error.reason + (isCarried ? "; archcalc carries `archcalc/\(file)`" : ""))
      }
    }
    return try EmbeddedImports().load(String(path.dropFirst(prefix.count)))
  }
}

extension Invocation {
  /// The settings of the options that all commands on a network share.
  func settings() throws(Failure) -> Settings {
    var settings = Settings()
    settings.isTraining = flag("training")
    settings.readsClaims = path == ["check"] || (values("set").isEmpty && values("input").isEmpty)
    for text in values("set") {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw .badValue(
          "`--set \(text)` is no setting", help: "write `--set name=value`, such as `--set classes=10`")
      }
      settings.values.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
    }
    for text in values("input") {
      let equals = text.firstIndex(of: "=")
      let name = equals.map { String(text[..<$0]) }
      let extents = equals.map { text[text.index(after: $0)...] } ?? text[...]
      let numbers = extents.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "," || $0 == "X" }
        .map { Int($0.filter { $0 != " " }) ?? 0 }
      guard (1...8).contains(numbers.count), numbers.allSatisfy({ $0 >= 1 }) else {
        throw .badValue(
          "`--input \(text)` is no shape", help: "write channels, height and width: `--input 3x224x224`")
      }
      settings.inputs.append((name, numbers))
    }
    return settings
  }

  /// The number of examples at once.
  func batch() throws(Failure) -> Int {
    do throws(UsageFault) { return try integer("batch", in: 1...Limits.extent) ?? 1 } catch {
      throw .usage(error)
    }
  }
}

extension Session {
  /// Expands and analyses the network that an operand names; what is suspicious is reported.
  mutating func analyse(_ operand: String, fields: Bool = true) throws(Failure) -> Analysis {
    let (program, name) = try NetworkSource.one(operand)
    try checkFamily(program, name)
    return try analyse(
      program, name, settings: try invocation.settings(), batch: try invocation.batch(), fields: fields)
  }

  /// A network that others are made from is named by those, unless settings make it complete.
  private func checkFamily(_ program: Program, _ name: String) throws(Failure) {
    let given = try invocation.settings().values.map(\.name)
    guard let network = program.networks.first(where: { $0.name == name }) else { return }
    let missing = network.missing.filter { !given.contains($0) }
    let members = program.networks.filter { $0.base == name && $0.isComplete }.map(\.name)
    guard !missing.isEmpty, !members.isEmpty else { return }
    throw .diagnostics([
      Diagnostic(
        "family", "`\(name)` is a family of networks, and needs \(Spelling.list(missing))", at: .unknown,
        help: "its members are \(Spelling.list(members)); or give the values with `--set`")
    ])
  }

  mutating func analyse(
    _ program: Program, _ name: String, settings: Settings, batch: Int, fields: Bool = true
  ) throws(Failure) -> Analysis {
    do throws(Diagnostics) {
      let (graph, warnings) = try program.expand(name, settings: settings)
      let analysis = try Analysis(graph, batch: batch, fields: fields)
      report(warnings)
      report(analysis.misalignmentWarnings)
      return analysis
    } catch {
      throw .diagnostics(error.items)
    }
  }
}
