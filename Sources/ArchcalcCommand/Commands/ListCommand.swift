import ArchArguments
import ArchCalc
import Architectures

/// `archcalc list`: the networks that the program knows.
enum ListCommand: Subcommand {
  static let declaration = Command(
    "list", summary: "The networks that archcalc knows, with their parameters and multiply-adds.",
    options: [SharedOptions.format(["text", "markdown", "csv", "json", "names", "page"])]
      + SharedOptions.diagnostics)

  private struct Entry {
    var name: String
    var file: String
    var source: String?
    var inputs: [(name: String, shape: Shape)]
    var parameters: Int
    var multiplyAdds: Int
    var depth: Int
  }

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    if invocation.value("format") == "page" {
      let page = try ArchitecturesPage.markdown(&session)
      session.print(page)
      return
    }
    var entries: [Entry] = []
    for (index, file) in EmbeddedArchitectures.files.enumerated() {
      let program = NetworkSource.embeddedProgram(index)
      if program.diagnostics.contains(where: { $0.severity == .error }) {
        throw .diagnostics(program.diagnostics)
      }
      for network in program.networks where network.isComplete {
        if invocation.value("format") == "names" {
          session.print(network.name + "\n")
          continue
        }
        let analysis = try session.analyse(
          program, network.name, settings: Settings(), batch: 1, fields: false)
        let graph = analysis.graph
        entries.append(
          Entry(
            name: network.name, file: file.name, source: graph.source,
            inputs: graph.inputs.map { (graph.nodes[$0].name, graph.nodes[$0].shape) },
            parameters: analysis.totals.parameters, multiplyAdds: analysis.totals.multiplyAdds,
            depth: analysis.totals.depth))
      }
    }
    switch invocation.value("format") {
    case "names": break
    case "json": session.print(json(entries))
    case "csv": session.print(table(entries).csv())
    case "markdown": session.print(table(entries).markdown())
    default:
      session.print(table(entries).text(width: session.environment.width).text)
      session.print("\n\(WorkView.multiplyAdds.name): \(WorkView.multiplyAdds.convention)\n")
    }
  }

  private static func table(_ entries: [Entry]) -> Table {
    var table = Table([
      .init("network", .left), .init("input", .left, sacrifice: 2), .init("parameters"),
      .init("multiply-adds"),
      .init("depth", sacrifice: 3), .init("source", .left, mayShrink: true, sacrifice: 1),
    ])
    table.rows = entries.map {
      [
        .text($0.name), .text($0.inputs.map(\.shape.description).joined(separator: "; ")),
        .count($0.parameters),
        .count($0.multiplyAdds), .extent($0.depth), .text($0.source ?? ""),
      ]
    }
    return table
  }

  private static func json(_ entries: [Entry]) -> String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.array("networks") { json in
        for entry in entries {
          json.object { json in
            json.string("name", entry.name)
            json.string("file", entry.file)
            json.string("source", entry.source)
            json.array("inputs") { json in
              for input in entry.inputs {
                json.compact { json in
                  json.object { json in
                    json.string("name", input.name)
                    json.array("shape") { json in
                      for extent in input.shape.dimensions { json.integer(nil, extent) }
                    }
                  }
                }
              }
            }
            json.integer("parameters", entry.parameters)
            json.integer("multiply_adds", entry.multiplyAdds)
            json.integer("depth", entry.depth)
          }
        }
      }
    }
    return json.text + "\n"
  }
}
