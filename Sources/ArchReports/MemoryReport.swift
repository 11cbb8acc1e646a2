import ArchAnalysis
import ArchDiagnostics
import ArchGraph

/// The memory that a network takes when it runs, and what takes it.
public struct MemoryReport {
  private let analysis: Analysis
  private let plan: MemoryPlan
  private let paths: [String]

  /// A report of a plan.
  public init(_ analysis: Analysis, _ plan: MemoryPlan) {
    self.analysis = analysis
    self.plan = plan
    paths = analysis.graph.paths
  }

  private var graph: Graph { analysis.graph }

  /// A row for everything that is live at the worst step, in the order in which it was made.
  public var table: Table {
    var table = Table([
      .init("live", .left, key: "path", mayShrink: true), .init("holds", .left, key: "shape"),
      .init("bytes"), .init("share"),
      .init("needed by", .left, key: "needed_by", mayShrink: true, sacrifice: 1),
    ])
    table.rows = plan.live.map { tensor in
      let share = Double(tensor.elements) / Double(max(1, plan.liveElements)) * 100
      return [
        .text(paths[tensor.node]), .text(graph.nodes[tensor.node].shape.description),
        .count(tensor.elements * 4),
        .decimal(share, decimals: 1, unit: " %"), .text(tensor.neededBy.map { paths[$0] } ?? "the output"),
      ]
    }
    table.totals = [["live together", "", .count(plan.liveElements * 4), "", ""]]
    return table
  }

  /// What is known of the whole, a line for each.
  private var facts: [(name: String, bytes: Int)] {
    let totals = analysis.totals
    return [
      ("peak of values", plan.bytes), ("weights", 4 * (totals.parameters + totals.buffers)),
      ("values, each by itself", 4 * totals.activations),
    ]
  }

  /// As text for a terminal.
  public func text(width: Int?) -> String {
    var text = "\(graph.name), batch \(plan.batch), float32"
    if let worst = plan.worst { text += "; most is live at \(paths[worst])" }
    text += "\n\n" + table.text(width: width).text + "\n"
    for fact in facts {
      text +=
        "\(fact.name): \(NumberText.grouped(fact.bytes)) bytes (\(NumberText.bytes(Double(fact.bytes))))\n"
    }
    if plan.extent > plan.liveElements {
      text +=
        "The block of the peak is larger than what is live together: tensors leave gaps that no other fits into.\n"
    }
    return text
  }

  /// The version of the JSON form.
  public static let schema = 1

  /// As JSON; `docs/json.md` describes it.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", graph.name)
      json.integer("batch", plan.batch)
      json.integer("peak_bytes", plan.bytes)
      json.integer("live_bytes", plan.liveElements * 4)
      json.integer("weight_bytes", 4 * (analysis.totals.parameters + analysis.totals.buffers))
      json.string("worst", plan.worst.map { paths[$0] })
      json.array("live") { json in
        for tensor in plan.live {
          json.compact { json in
            json.object { json in
              json.string("path", paths[tensor.node])
              json.integer("bytes", tensor.elements * 4)
              json.string("needed_by", tensor.neededBy.map { paths[$0] })
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
