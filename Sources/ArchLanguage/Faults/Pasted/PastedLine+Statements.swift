import ArchDiagnostics
import ArchGraph

/// Statements of Python that are not layers.
extension PastedLine {
  /// The help for a line that begins like a statement of Python.
  static func statement(_ line: String) -> String? {
    let table: [(String, String)] = [
      ("import ", "layers are known by their names, and nothing of a framework is imported"),
      ("from ", "layers are known by their names, and nothing of a framework is imported"),
      (
        "class ",
        "a network is written `network name { input image: [3, 224, 224] … }`, a part of one `block name(width) { … }`"
      ),
      (
        "def __init__",
        "what a part is made with stands behind its name: `block name(width, depth = 2) { … }`"
      ),
      ("def forward", "layers run where their lines stand: those of `forward` are the braces of the network"),
      ("def call", "layers run where their lines stand: those of `call` are the braces of the network"),
      (
        "def __call__",
        "layers run where their lines stand: those of `__call__` are the braces of the network"
      ),
      ("def ", "a part is written `block name(width) { … }`"),
      ("super(", "it has no counterpart here: leave the line out"),
      ("@", "it has no counterpart here: leave the line out"),
      ("print(", "it has no counterpart here: `archcalc summary` shows shapes"),
      ("elif ", "it is written `else if`, with braces"), ("else:", "it is written `else { … }`"),
      ("while ", "`repeat 3 as i { … }` repeats a part"),
      ("with ", "it has no counterpart here: leave the line out"),
      ("\"\"\"", "a comment begins with `//`"), ("#", "a comment begins with `//`"),
    ]
    if let found = table.first(where: { line.hasPrefix($0.0) }) {
      // `from` and `class` may be names of values here.
      let rest = line.dropFirst(found.0.count)
      guard let first = rest.first ?? found.0.last, first != ":" || found.0.hasSuffix(":"),
        !rest.hasPrefix("->")
      else { return nil }
      return found.1
    }
    if line.hasPrefix("for "), line.has(" in range("), line.hasSuffix(":") {
      return "`repeat 3 as i { … }` counts from 0; `for x in list { … }` goes through a list"
    }
    if line.hasPrefix("if "), line.hasSuffix(":") { return "it is written `if condition { … }`" }
    return darknet(line)
  }

  /// A line from a section of a darknet file: `filters=32`.
  private static func darknet(_ line: String) -> String? {
    let parts = line.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let name = String(parts[0].filter { $0 != " " })
    let value = parts[1].drop { $0 == " " }
    let keys: [String: String] = [
      "filters": "conv(V, kernel: 3)", "size": "kernel: V", "stride": "stride: V", "activation": "-> V",
      "batch_normalize": "-> batch_norm", "groups": "groups: V",
    ]
    guard let form = keys[name], !value.isEmpty, value.allSatisfy({ $0.isLetter || $0.isNumber }) else {
      return nil
    }
    let ours = form.pieces(between: "V").map(String.init)
      .joined(separator: ForeignWords.known(String(value)) ?? String(value))
    return "a section is a call, with its lines as arguments: `\(ours)`"
  }

  /// The help for a line of Python that could not be translated entirely.
  static func unread(_ line: String, _ target: String?, _ rest: String, _ catalogue: Catalogue) -> String? {
    if line.has("Sequential(") || line.has("ModuleList(") {
      return
        "layers follow each other: each stands on a line of its own, or behind an arrow, `conv(8, kernel: 3) -> relu`"
    }
    if line.hasPrefix("return ") { return "the last value is the result; `output name: …` names one" }
    if line.has("optim.") || line.has("Loss(") {
      return "training is not written in a network: `archcalc train` counts it"
    }
    if let target, !target.has("."), !target.has(","), target.first?.isLetter == true {
      let value = rest.drop { $0 == " " }
      if let first = value.first, first.isNumber || first == "[" || first == "\"", !value.has("(") {
        return "a value is kept by `let \(target) = \(value)`"
      }
      // A call in our language, with Python's syntax before it.
      let word = String(value.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      if catalogue[word] != nil, value.has(": ") || value == word, value.utf8.count < 200 {
        return "a label ends with a colon: `\(target): \(value)`"
      }
    }
    for word in ["squeeze", "unsqueeze", "expand_dims", "stack"] where line.has("\(word)(") {
      if line.has(".\(word)("), let remark = ForeignWords.remark(word) { return remark }
    }
    return words(of: line, catalogue)
  }

  /// The names here of a line's layers, if they are preceded by modules.
  private static func words(of line: String, _ catalogue: Catalogue) -> String? {
    var found: [String] = []
    for part in line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) {
      let pieces = part.split(separator: ".").map(String.init)
      guard pieces.count > 1, let word = pieces.last, modules.contains(pieces[pieces.count - 2]) else {
        continue
      }
      if let remark = ForeignWords.remark(word) {
        found.append("`\(word)`: \(remark)")
      } else if let ours = ForeignWords.layerOrSame(word, among: catalogue.names) {
        found.append("`\(part)` is called `\(ours)` here")
      }
    }
    var seen: Set<String> = []
    found = found.filter { seen.insert($0).inserted }
    return found.isEmpty ? nil : found.prefix(3).joined(separator: "; ")
  }
}

extension Program {
  /// Faults of a text with help for lines of Python in it, each line only once.
  func helped(_ diagnostics: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    guard diagnostics.contains(where: { $0.severity == .error }) else { return diagnostics }
    var found: [Diagnostic] = []
    var pasted: Set<Int> = []
    var others: Set<Int> = []
    for diagnostic in diagnostics {
      guard diagnostic.severity == .error, case .text(_, let offset, _) = diagnostic.place,
        let line = diagnostic.place.line
      else {
        found.append(diagnostic)
        continue
      }
      if pasted.contains(line) { continue }
      var diagnostic = diagnostic
      if !others.contains(line), let help = PastedLine.help(source.statement(at: Int(offset)), catalogue) {
        pasted.insert(line)
        diagnostic.help = help
      } else {
        others.insert(line)
      }
      found.append(diagnostic)
    }
    return found
  }
}

extension SourceText {
  /// The line at a place, with those after it until its brackets are closed.
  fileprivate func statement(at offset: Int) -> String {
    var range = lineRange(around: offset)
    var text = ""
    var open = 0
    for _ in 0..<60 {
      guard range.count <= PythonReader.longest else { return text }
      let line = self.text(in: range)
      var quote: Character?
      var ours = ""
      for character in line {
        if quote == nil, character == "#" { break }
        ours.append(character)
        if character == "\"" || character == "'" {
          quote = quote == nil ? character : quote == character ? nil : quote
        }
        guard quote == nil else { continue }
        if "([".contains(character) { open += 1 }
        if ")]".contains(character) { open -= 1 }
      }
      text += (text.isEmpty ? "" : " ") + ours
      guard open > 0, range.upperBound + 1 < bytes.count, text.utf8.count < PythonReader.longest else {
        break
      }
      range = lineRange(around: range.upperBound + 1)
    }
    return text
  }
}
