import ArchCalc

/// A network that archcalc knows, analysed.
func analysis(of name: String, fields: Bool = false) throws -> Analysis {
  guard let program = EmbeddedNetworks.program(of: name) else { throw NotThere(name: name) }
  return try Analysis(program.expand(name).graph, fields: fields)
}

struct NotThere: Error {
  var name: String
}
