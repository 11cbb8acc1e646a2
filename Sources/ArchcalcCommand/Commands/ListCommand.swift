import ArchArguments
import ArchCalc
import ArchKernels
import Architectures
import Synchronization

/// `archcalc list`: the networks that the program knows.
enum ListCommand: Subcommand {
  static let declaration = Command(
    "list", summary: "The networks that archcalc knows, with their parameters and multiply-adds.",
    options: [SharedOptions.format(["text", "markdown", "csv", "json", "names", "page"])]
      + SharedOptions.diagnostics)

  private struct Entry: Sendable {
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
    if invocation.value("format") == "names" {
      for index in EmbeddedArchitectures.files.indices {
        for network in try program(index).networks where network.isComplete {
          session.print(network.name + "\n")
        }
      }
      return
    }
    let entries = try allEntries(&session)
    switch invocation.value("format") {
    case "json": session.print(json(entries))
    case "csv": session.print(table(entries).csv())
    case "markdown": session.print(table(entries).markdown())
    default:
      session.print(table(entries).text(width: session.environment.width).text)
      session.print("\n\(WorkView.multiplyAdds.name): \(WorkView.multiplyAdds.convention)\n")
    }
  }

  /// The entries of all files; no file needs another, so that each processor reads its own.
  private static func allEntries(_ session: inout Session) throws(Failure) -> [Entry] {
    let count = EmbeddedArchitectures.files.count
    let found = Mutex(
      [Result<(entries: [Entry], warnings: [Diagnostic]), Failure>?](repeating: nil, count: count))
    WorkerPool(threads: WorkerPool.processors).forEach(count) { index in
      let result = Result { () throws(Failure) in try fileEntries(index) }
      found.withLock { $0[index] = result }
    }
    var entries: [Entry] = []
    for result in found.withLock({ $0 }) {
      guard let file = try result?.get() else { continue }
      session.report(file.warnings)
      entries += file.entries
    }
    return entries
  }

  private static func program(_ index: Int) throws(Failure) -> Program {
    let program = NetworkSource.embeddedProgram(index)
    if program.diagnostics.contains(where: { $0.severity == .error }) {
      throw .diagnostics(program.diagnostics)
    }
    return program
  }

  private static func fileEntries(
    _ index: Int
  ) throws(Failure) -> (entries: [Entry], warnings: [Diagnostic]) {
    let program = try program(index)
    var entries: [Entry] = []
    var warnings: [Diagnostic] = []
    for network in program.networks where network.isComplete {
      do throws(Diagnostics) {
        let (graph, suspicions) = try program.expand(network.name)
        let totals = try Analysis(graph, fields: false).totals
        warnings += suspicions
        entries.append(
          Entry(
            name: network.name, file: EmbeddedArchitectures.files[index].name, source: graph.source,
            inputs: graph.inputs.map { (graph.nodes[$0].name, graph.nodes[$0].shape) },
            parameters: totals.parameters, multiplyAdds: totals.multiplyAdds, depth: totals.depth))
      } catch {
        throw .diagnostics(error.items)
      }
    }
    return (entries, warnings)
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
