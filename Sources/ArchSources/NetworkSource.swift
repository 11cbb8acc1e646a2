import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchLanguage
import ArchOperators

/// Networks that somebody named: carried ones, or those of a file or of standard input.
public struct NetworkSource: Sendable {
  /// Their source.
  public let source: any GraphSource
  /// The requested networks.
  public let names: [String]
  /// The values of parameters given with the name: `mobilenet_v1(width: 0.5)`.
  public var settings: [(name: String, text: String)] = []
  /// Whether the program carries it.
  public let isEmbedded: Bool

  /// Networks of a source.
  public init(_ source: any GraphSource, names: [String], isEmbedded: Bool = false) {
    self.source = source
    self.names = names
    self.isEmbedded = isEmbedded
  }

  /// These values as they are written after the name.
  public var settingsText: String {
    settings.isEmpty ? "" : "(\(settings.map { "\($0.name): \($0.text)".visible }.joined(separator: ", ")))"
  }

  /// The name of the file that contains carried networks, without its ending, or `nil` for others.
  public var family: String? {
    guard isEmbedded, let name = names.first else { return nil }
    return EmbeddedNetworks.all.first { $0.name == name }.map { entry in
      String(EmbeddedNetworks.fileNames[entry.file].prefix { $0 != "." })
    }
  }

  // MARK: What the user names

  /// Whether `find` would look for a word: it is the name of a network, or a file.
  public static func looksLikeNetwork(_ word: String) -> Bool {
    word.hasSuffix(".arch") || isModel(word) || EmbeddedNetworks.all.contains { $0.name == word }
  }

  /// Finds the networks that a word names: an embedded one, all complete ones of a file, or one of a file; each
  /// may have settings in parentheses.
  public static func find(_ operand: String) throws(SourceFault) -> NetworkSource {
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
  ) throws(SourceFault) -> [(name: String, text: String)] {
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
    return try parts.map { part throws(SourceFault) in
      guard let sign = part.firstIndex(where: { $0 == ":" || $0 == "=" }), !trimmed(part[..<sign]).isEmpty
      else {
        throw .settingWithoutName(of: operand)
      }
      let name = trimmed(part[..<sign])
      guard names.insert(name).inserted else {
        throw .settingTwice(name, of: operand)
      }
      return (name, trimmed(part[part.index(after: sign)...]))
    }
  }

  private static func findPlain(_ operand: String) throws(SourceFault) -> NetworkSource {
    if isModel(operand) { return try model(operand) }
    if operand == "-" || operand.contains("/") || operand.hasSuffix(".arch") || operand.has(".arch:") {
      return try file(operand)
    }
    if let foreign = ForeignFile(operand) { throw .foreign(operand, foreign) }
    let embedded = EmbeddedNetworks.all
    guard let entry = embedded.first(where: { $0.name == operand }) else {
      let file = [operand, operand + ".arch"].last { (try? Files.read($0)) != nil }
      throw .unknownNetwork(
        operand, known: embedded.map(\.name), file: file)
    }
    return NetworkSource(EmbeddedNetworks.program(file: entry.file), names: [operand], isEmbedded: true)
  }

  /// Whether a name is a model file's.
  private static func isModel(_ operand: String) -> Bool { operand.lowercased().hasSuffix(".onnx") }

  private static func model(_ path: String) throws(SourceFault) -> NetworkSource {
    let source = try ModelSource(path)
    return NetworkSource(source, names: source.networks.map(\.name))
  }

  private static func file(_ operand: String) throws(SourceFault) -> NetworkSource {
    if let foreign = ForeignFile(operand) { throw .foreign(operand, foreign) }
    if Files.exists(operand + "/saved_model.pb") { throw .foreign(operand, .savedModel) }
    var path = operand
    var chosen: String?
    if let range = operand.lastIndex(of: ":"), operand[..<range].hasSuffix(".arch") {
      path = String(operand[..<range])
      chosen = String(operand[operand.index(after: range)...])
    }
    let name = path == "-" ? "standard input" : path
    let bytes: [UInt8]
    do throws(Files.Fault) {
      bytes = try Files.read(path)
    } catch {
      throw .unreadable(name, reason: error.reason)
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let file = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let program = Program(
      SourceText(name: name, bytes: bytes), path: file, catalogue: .standard, figures: Figure.claimed,
      imports: FileImports(directory: directory))
    if program.diagnostics.contains(where: { $0.severity == .error }) { throw .text(program.diagnostics) }
    let networks = program.networks
    if let chosen {
      guard networks.contains(where: { $0.name == chosen }) else {
        throw .unknownInFile(chosen, path: path, known: networks.map(\.name))
      }
      return NetworkSource(program, names: [chosen])
    }
    let complete = networks.filter(\.isComplete).map(\.name)
    guard !networks.isEmpty else { throw .noNetwork(path: path) }
    return NetworkSource(program, names: complete.isEmpty ? networks.map(\.name) : complete)
  }

  /// The one network that a word names.
  public static func one(_ operand: String) throws(SourceFault) -> (source: NetworkSource, name: String) {
    let source = try find(operand)
    guard source.names.count == 1, let name = source.names.first else {
      throw .several(operand, names: source.names)
    }
    return (source, name)
  }

  /// All complete networks that the program carries, file by file.
  public static var embedded: [NetworkSource] {
    EmbeddedNetworks.fileNames.indices.map { index in
      let program = EmbeddedNetworks.program(file: index)
      return NetworkSource(
        program, names: program.networks.filter(\.isComplete).map(\.name), isEmbedded: true)
    }
  }
}
