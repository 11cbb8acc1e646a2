import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// The memory that a network takes when it runs, and what takes it.
package struct MemoryReport {
  private let analysis: Analysis
  private let plan: MemoryPlan
  private let paths: [String]
  private let types: ElementTypes
  private let weights: Int

  /// A report of a plan, with bytes for elements of a type.
  ///
  /// - Throws: ``Overflow`` if figures in bytes are beyond the range of 64-bit integers.
  package init(
    _ analysis: Analysis, _ plan: MemoryPlan, types: ElementTypes = .float32
  ) throws(Overflow) {
    self.analysis = analysis
    self.plan = plan
    self.types = types
    paths = analysis.graph.paths
    let totals = analysis.totals
    guard case .count(let weights) = Figure.bytes.value(of: analysis, types) else { throw Overflow() }
    self.weights = weights
    for elements in [totals.activations, plan.extent] {
      guard types.activations.bytes(of: elements) != nil else { throw Overflow() }
    }
  }

  private var graph: Graph { analysis.graph }

  /// A row for everything that is live at the worst step, in the order in which it was computed.
  package var table: Table {
    var table = Table([
      .init("live", .left, key: "path", mayShrink: true), .init("holds", .left, key: "shape"),
      .init("bytes"), .init("share"),
      .init("needed by", .left, key: "needed_by", mayShrink: true, sacrifice: 1),
    ])
    table.rows = plan.live.map { tensor in
      let share = Double(tensor.elements) / Double(max(1, plan.liveElements)) * 100
      return [
        .text(paths[tensor.node]), .text(graph.nodes[tensor.node].shape.description),
        .count(types.activations.bytes(of: tensor.elements) ?? 0),
        .decimal(share, decimals: 1, unit: " %"), .text(tensor.neededBy.map { paths[$0] } ?? "the output"),
      ]
    }
    table.totals = [["total live", "", .count(types.activations.bytes(of: plan.liveElements) ?? 0), "", ""]]
    return table
  }

  /// The known totals, a line for each.
  private var facts: [(name: String, bytes: Int)] {
    let totals = analysis.totals
    return [
      ("peak of values", types.activations.bytes(of: plan.extent) ?? 0),
      ("weights", weights),
      ("all values, without reuse", types.activations.bytes(of: totals.activations) ?? 0),
    ]
  }

  /// As text for a terminal.
  package func text(width: Int?) -> String {
    var text = "\(graph.name), batch \(plan.batch), \(types.description)\(analysis.otherWeightsText(types))"
    if let worst = plan.worst { text += "; peak at \(paths[worst])" }
    text += "\n\n" + table.text(width: width).text + "\n"
    for fact in facts {
      text +=
        "\(fact.name): \(NumberText.grouped(fact.bytes)) bytes (\(NumberText.bytes(Double(fact.bytes))))\n"
    }
    if plan.extent > plan.liveElements {
      text +=
        "The block at the peak is larger than what is live: tensors leave gaps that nothing else fits into.\n"
    }
    return text
  }

  /// The version of the JSON form.
  package static let schema = 1

  /// As JSON; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", graph.name)
      json.integer("batch", plan.batch)
      json.string("element_type", types.description)
      json.integer("peak_bytes", types.activations.bytes(of: plan.extent) ?? 0)
      json.integer("live_bytes", types.activations.bytes(of: plan.liveElements) ?? 0)
      json.integer(
        "weight_bytes", types.activations.bytes(of: analysis.totals.parameters + analysis.totals.buffers) ?? 0
      )
      json.string("worst", plan.worst.map { paths[$0] })
      json.array("live") { json in
        for tensor in plan.live {
          json.compact { json in
            json.object { json in
              json.string("path", paths[tensor.node])
              json.integer("bytes", types.activations.bytes(of: tensor.elements) ?? 0)
              json.string("needed_by", tensor.neededBy.map { paths[$0] })
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}

extension MemoryReport: Report {
  /// What is live, with the sums.
  package var documents: [TableDocument] {
    [
      TableDocument(
        label: "\(graph.name)-memory",
        title: "\(graph.name): what is live at the peak" + (plan.worst.map { ", at `\(paths[$0])`" } ?? ""),
        details: ["batch \(plan.batch), \(types.description)\(analysis.otherWeightsText(types))"],
        table: table,
        notes: facts.map { .init($0.name, "\(NumberText.grouped($0.bytes)) bytes") })
    ]
  }

  /// The table alone.
  package func markdown(numbers: NumberStyle) -> String { table.markdown(numbers: numbers) }
}
