import ArchDiagnostics

/// Why no network is found for what a user wrote.
public enum SourceFault: Error {
  /// A setting in the parentheses of a network's name has no name.
  case settingWithoutName(of: String)
  /// A setting is given twice.
  case settingTwice(String, of: String)
  /// There is no network with that name; there may be a file with it.
  case unknownNetwork(String, known: [String], file: String?)
  /// A file of another program, which is not read.
  case foreign(String, ForeignFile)
  /// A file that cannot be read.
  case unreadable(String, reason: String)
  /// A text with errors.
  case text([Diagnostic])
  /// A file has no network with that name.
  case unknownInFile(String, path: String, known: [String])
  /// A file has only blocks.
  case noNetwork(path: String)
  /// One network is wanted, but there are several.
  case several(String, names: [String])

  /// Whether the way something was written is wrong, rather than what it names.
  public var isUsage: Bool {
    switch self {
    case .settingWithoutName, .settingTwice: true
    default: false
    }
  }
}

extension SourceFault {
  /// The fault, with advice on what to do about it.
  public var diagnostics: [Diagnostic] {
    if case .text(let diagnostics) = self { return diagnostics }
    return [Diagnostic(code, title, at: .unknown, help: help)]
  }

  private var code: String {
    switch self {
    case .settingWithoutName, .settingTwice: "bad-setting"
    case .unknownNetwork, .unknownInFile: "unknown-network"
    case .foreign, .unreadable: "unreadable"
    case .noNetwork: "no-network"
    case .several: "several-networks"
    case .text: "text"
    }
  }

  private var title: String {
    switch self {
    case .settingWithoutName(let operand): "`\(operand)` has a setting without a name"
    case .settingTwice(let name, let operand): "`\(operand)` has two values for `\(name)`"
    case .unknownNetwork(let name, _, _): "there is no network called `\(name)`"
    case .foreign(let file, let kind): "cannot read `\(file)`: it is \(kind.description)"
    case .unreadable(let name, let reason): "cannot read `\(name)`: \(reason)"
    case .unknownInFile(let name, let path, _): "there is no network called `\(name)` in `\(path)`"
    case .noNetwork(let path): "there is no network in `\(path)`"
    case .several(let operand, let names): "`\(operand)` has several networks: \(Spelling.list(names))"
    case .text: ""
    }
  }

  private var help: String? {
    switch self {
    case .settingWithoutName: "write `name(parameter: value)`, such as `mobilenet_v1(width: 0.5)`"
    case .settingTwice: "leave one of them out"
    case .foreign(_, let kind):
      "archcalc reads its own files and ONNX; \(kind.way)"
    case .unknownNetwork(_, _, let file?): "to read the file of that name, write ./\(file)"
    case .unknownNetwork(let name, let known, nil):
      Spelling.question(for: name, among: known) ?? "`archcalc list` lists the networks"
    case .unknownInFile(let name, _, let known):
      Spelling.question(for: name, among: known) ?? "it has \(Spelling.list(known))"
    case .noNetwork: "it only has blocks for other files to import"
    case .several(let operand, let names): "name one of them: `\(operand):\(names[0])`"
    case .unreadable, .text: nil
    }
  }
}
