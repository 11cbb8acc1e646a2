import ArchArguments
import ArchCalc
import ArchDocuments
import ArchKernels
import Synchronization

/// `archcalc list`: the networks that the program carries.
enum ListCommand: Subcommand {
  static let declaration = Command(
    "list", summary: "Lists the networks that archcalc knows, with their parameters and multiply-adds.",
    discussion: ["The columns are \(NetworkWords.names.joined(separator: ", "))."],
    examples: [Example("archcalc list --columns network,params,peak,field,top1")],
    options: [
      SharedOptions.columns(NetworkWords.names), SharedOptions.convention,
    ] + SharedOptions.document(further: ["names", "page"]) + SharedOptions.diagnostics)

  /// The columns of the list unless the user chooses.
  private static let standard: [NetworkColumn] = [
    .words(.network), .words(.input), .figure(.parameters), .figure(.multiplyAdds), .figure(.depth),
    .words(.source),
  ]

  private struct Entry: Sendable {
    var name: String
    var file: String
    var source: String?
    var inputs: [(name: String, shape: Shape)]
    var cells: [Cell]
    var figures: [(figure: Figure, value: FigureValue)]
  }

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    if invocation.value("format") == "page" {
      return try session.deliver(ArchitecturesPage.markdown(&session), to: invocation.outputFile)
    }
    if invocation.value("format") == "names" {
      var names = ""
      for index in EmbeddedNetworks.fileNames.indices {
        for network in try program(index).networks where network.isComplete { names += network.name + "\n" }
      }
      return try session.deliver(names, to: invocation.outputFile)
    }
    let counting = try invocation.counting()
    let columns = (try invocation.columns(NetworkColumn.self) ?? standard).map { $0.counted(by: counting) }
    let form = try invocation.documentForm()
    try session.deliver(List(entries: allEntries(columns, &session), columns: columns), as: form)
  }

  /// The entries of all files; the files are independent, so that each processor reads its own.
  private static func allEntries(
    _ columns: [NetworkColumn], _ session: inout Session
  ) throws(Failure) -> [Entry] {
    let count = EmbeddedNetworks.fileNames.count
    let found = Mutex(
      [Result<(entries: [Entry], warnings: [Diagnostic]), Failure>?](repeating: nil, count: count))
    WorkerPool(threads: WorkerPool.processors).forEach(count) { index in
      let result = Result { () throws(Failure) in try fileEntries(index, columns) }
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
    let program = EmbeddedNetworks.program(file: index)
    if program.diagnostics.contains(where: { $0.severity == .error }) {
      throw .diagnostics(program.diagnostics)
    }
    return program
  }

  private static func fileEntries(
    _ index: Int, _ columns: [NetworkColumn]
  ) throws(Failure) -> (entries: [Entry], warnings: [Diagnostic]) {
    let program = try program(index)
    var entries: [Entry] = []
    var warnings: [Diagnostic] = []
    for network in program.networks where network.isComplete {
      do throws(Diagnostics) {
        let (graph, suspicions) = try program.expand(network.name)
        let analysis = try Analysis(
          graph, fields: columns.contains(where: \.needsFields), countings: columns.compactMap(\.counting),
          training: columns.contains(where: \.needsTraining))
        let row = NetworkTable.Entry(name: network.name, analysis: analysis)
        warnings += suspicions + analysis.warnings
        entries.append(
          Entry(
            name: network.name, file: EmbeddedNetworks.fileNames[index], source: graph.source,
            inputs: graph.inputs.map { (graph.nodes[$0].name, graph.nodes[$0].shape) },
            cells: columns.map { $0 == .words(.input) ? Self.inputs(graph) : row.cell($0, .chw, .float32) },
            figures: columns.compactMap(\.figure).map { ($0, $0.value(of: analysis, .float32)) }))
      } catch {
        throw .diagnostics(error.items)
      }
    }
    return (entries, warnings)
  }

  /// The shapes in everyday notation.
  private static func inputs(_ graph: Graph) -> Cell {
    .text(graph.inputs.map { graph.nodes[$0].shape.description }.joined(separator: "; "))
  }

  /// The list as a report.
  private struct List: Report {
    let entries: [Entry]
    let columns: [NetworkColumn]

    private var table: Table {
      var table = Table(columns.map(\.column))
      table.rows = entries.map(\.cells)
      return table
    }

    var documents: [TableDocument] {
      let notes = columns.compactMap(\.figure).compactMap { figure in
        figure.convention.map { TableDocument.Note(figure.title, $0(.float32)) }
      }
      return [
        TableDocument(
          label: "networks", title: "\(entries.count) networks that archcalc knows", table: table,
          notes: notes)
      ]
    }

    func markdown(numbers: NumberStyle) -> String { table.markdown(numbers: numbers) }

    /// The table, and what the figures of work count.
    func text(width: Int?) -> String {
      var text = table.text(width: width).text
      let works = columns.compactMap(\.figure).filter(\.isWork)
      for (index, figure) in works.enumerated() {
        guard let convention = figure.convention?(.float32) else { continue }
        text += (index == 0 ? "\n" : "") + "\(figure.title): \(convention)\n"
      }
      return text
    }

    var json: String { ListCommand.json(entries) }
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
            for (figure, value) in entry.figures { json.write(figure, value) }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
