import ArchArguments
import ArchCalc
import Architectures

/// Finds networks by name or file.
struct NetworkSource {
  /// The text with everything it imports.
  let program: Program
  /// The networks that were asked for.
  let names: [String]
  /// The values of parameters that were given with the name: `mobilenet_v1(width: 0.5)`.
  var settings: [(name: String, text: String)] = []
  /// Whether the program carries it.
  var isEmbedded = false

  /// Those values as they are written behind the name.
  var settingsText: String {
    settings.isEmpty ? "" : "(\(settings.map { "\($0.name): \($0.text)".visible }.joined(separator: ", ")))"
  }

  // MARK: Embedded networks

  /// The networks that the program carries, with their files.
  static var embedded: [(name: String, file: Int)] {
    var found: [(name: String, file: Int)] = []
    for (index, file) in EmbeddedArchitectures.files.enumerated() {
      for name in Self.declaredNetworks(in: file.text()) { found.append((name, index)) }
    }
    return found
  }

  /// What the paths of carried files begin with in a user's.
  static let carriedPrefix = "archcalc/"

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
    return Program(
      source, path: file.name, catalogue: .standard, figures: Figure.claimed, imports: EmbeddedImports())
  }

  // MARK: What the user names

  /// Whether a word is one that `find` would look for: the name of a network, or a file.
  static func looksLikeNetwork(_ word: String) -> Bool {
    word.hasSuffix(".arch") || embedded.contains { $0.name == word }
  }

  /// Finds the networks that an operand names: an embedded one, all complete ones of a file, or one of a file; each
  /// may have settings in parentheses.
  static func find(_ operand: String) throws(Failure) -> NetworkSource {
    guard operand.hasSuffix(")"), let opening = operand.firstIndex(of: "(") else {
      return try findPlain(operand)
    }
    let settings = try settings(operand[operand.index(after: opening)...].dropLast(), of: operand)
    var source = try findPlain(String(operand[..<opening]))
    source.settings = settings
    return source
  }

  /// The settings in the parentheses of an operand: `width: 0.5, depths: [3, 4]`.
  private static func settings(
    _ text: Substring, of operand: String
  ) throws(Failure) -> [(name: String, text: String)] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var isQuoted = false
    for index in text.indices {
      switch text[index] {
      case "\"": isQuoted.toggle()
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "," where depth == 0 && !isQuoted:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    func trimmed(_ text: Substring) -> String {
      String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    var names: Set<String> = []
    return try parts.map { part throws(Failure) in
      guard let sign = part.firstIndex(where: { $0 == ":" || $0 == "=" }), !trimmed(part[..<sign]).isEmpty
      else {
        throw .badValue(
          "`\(operand)` has a setting without a name",
          help: "write `name(parameter: value)`, such as `mobilenet_v1(width: 0.5)`"
        )
      }
      let name = trimmed(part[..<sign])
      guard names.insert(name).inserted else {
        throw .badValue("`\(operand)` has two values for `\(name)`", help: "leave one of them out")
      }
      return (name, trimmed(part[part.index(after: sign)...]))
    }
  }

  /// What is said of the files of other programs; nil for other names.
  private static func modelFile(_ operand: String) -> String? {
    let endings = [
      "onnx", "pt", "pth", "h5", "keras", "safetensors", "tflite", "pb", "py", "cfg", "prototxt",
    ]
    guard let dot = operand.lastIndex(of: "."),
      endings.contains(operand[operand.index(after: dot)...].lowercased())
    else { return nil }
    return "archcalc reads architecture files, `*.arch`, and not `\(operand[dot...])` yet"
  }

  private static func findPlain(_ operand: String) throws(Failure) -> NetworkSource {
    if operand == "-" || operand.contains("/") || operand.hasSuffix(".arch") || operand.contains(".arch:") {
      return try file(operand)
    }
    let embedded = embedded
    guard let entry = embedded.first(where: { $0.name == operand }) else {
      var help =
        Spelling.question(for: operand, among: embedded.map(\.name)) ?? "`archcalc list` lists the networks"
      if let help = modelFile(operand) {
        throw .diagnostics([
          Diagnostic(
            "unknown-network", "there is no network called `\(operand)`", at: .unknown, help: help)
        ])
      }
      for file in [operand, operand + ".arch"] where (try? Files.read(file)) != nil {
        help = "to read the file of that name, write ./\(file)"
      }
      throw .diagnostics([
        Diagnostic("unknown-network", "there is no network called `\(operand)`", at: .unknown, help: help)
      ])
    }
    return NetworkSource(program: embeddedProgram(entry.file), names: [operand], isEmbedded: true)
  }

  private static func file(_ operand: String) throws(Failure) -> NetworkSource {
    if let help = modelFile(operand) {
      throw .diagnostics([Diagnostic("unreadable", "cannot read `\(operand)`", at: .unknown, help: help)])
    }
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
      figures: Figure.claimed, imports: FileImports(directory: directory))
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
  static func one(_ operand: String) throws(Failure) -> (source: NetworkSource, name: String) {
    let source = try find(operand)
    guard source.names.count == 1, let name = source.names.first else {
      throw .diagnostics([
        Diagnostic(
          "several-networks", "`\(operand)` has several networks: \(Spelling.list(source.names))",
          at: .unknown,
          help: "name one of them: `\(operand):\(source.names[0])`")
      ])
    }
    return (source, name)
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
    let prefix = NetworkSource.carriedPrefix
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
