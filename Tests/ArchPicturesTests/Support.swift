import ArchCalc

/// A network that archcalc knows, analysed.
func analysis(of name: String, fields: Bool = false) throws -> Analysis {
  guard let program = EmbeddedNetworks.program(of: name) else { throw NotThere(name: name) }
  return try Analysis(program.expand(name).graph, fields: fields)
}

struct NotThere: Error {
  var name: String
}

/// A network in the language, with `;` between its lines, analysed.
func analysis(text: String, fields: Bool = false) throws -> Analysis {
  let source = SourceText(name: "n.arch", text: String(text.map { $0 == ";" ? "\n" : $0 }))
  let program = Program(source, catalogue: .standard, imports: NoImports())
  return try Analysis(program.expand(program.networks[0].name).graph, fields: fields)
}

extension Picture {
  /// What is written in it, in the order in which it is drawn.
  var wording: [String] { texts.map(\.text) }
}

/// Whether every element of a document is closed in its turn, and nothing else looks like one.
func isWellFormed(_ svg: String) -> Bool {
  var open: [Substring] = []
  var rest = svg[...]
  while let start = rest.firstIndex(of: "<") {
    guard let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.contains("<") { return false }
    // Quotes come in pairs, and no attribute is there twice.
    if !tag.count(where: { $0 == "\"" }).isMultiple(of: 2) { return false }
    if tag.hasPrefix("/") {
      guard open.popLast() == tag.dropFirst() else { return false }
    } else if !tag.hasSuffix("/") {
      open.append(tag.prefix { $0 != " " && $0 != "\n" })
    }
  }
  // A sign of markup that is no markup is written out.
  var ampersands = svg[...]
  while let sign = ampersands.firstIndex(of: "&") {
    let after = ampersands[ampersands.index(after: sign)...]
    guard ["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: { after.hasPrefix($0) }) else {
      return false
    }
    ampersands = after
  }
  return open.isEmpty
}
