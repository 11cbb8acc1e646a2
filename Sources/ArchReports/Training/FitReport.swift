import ArchAnalysis
import ArchDocuments
import ArchGraph

/// The largest batch that fits into a given memory, as requested and in ways that take less.
package struct FitReport {
  private let graph: Graph
  private let memory: Int
  private let wanted: Int?
  /// The ways, the requested one first.
  private let ways: [(name: String, fit: TrainingFit)]

  /// Tries several ways to make a training step of a network.
  ///
  /// - Parameters:
  ///   - memory: the available bytes.
  ///   - batch: the batch that is wanted, or `nil` for as many as fit.
  /// - Throws: ``Overflow`` if the step of one example is beyond the range of 64-bit integers.
  package init(
    _ graph: Graph, _ settings: TrainingStep.Settings, memory: Int, batch: Int? = nil
  ) throws(Overflow) {
    self.graph = graph
    self.memory = memory
    wanted = batch
    var ways = [("as asked", try TrainingFit(graph, settings, memory: memory))]
    func add(_ name: String, _ change: (inout TrainingStep.Settings) -> Void) throws(Overflow) {
      var other = settings
      change(&other)
      if other != settings { ways.append((name, try TrainingFit(graph, other, memory: memory))) }
    }
    if settings.checkpoint == .none {
      let checkpoint = graph.hasBlocks ? Checkpoint.blocks : .every(Self.partLength(graph))
      let name = checkpoint.title ?? ""
      try add(name) { $0.checkpoint = checkpoint }
      if settings.type == .float32 {
        try add("bfloat16") { $0.type = .bfloat16 }
        try add("bfloat16, \(name)") {
          $0.type = .bfloat16
          $0.checkpoint = checkpoint
        }
      }
    } else if settings.type == .float32 {
      try add("bfloat16") { $0.type = .bfloat16 }
    }
    self.ways = ways
  }

  /// About the square root of the number of layers: parts of that length keep least.
  private static func partLength(_ graph: Graph) -> Int {
    max(1, Int(Double(graph.nodes.count).squareRoot()))
  }

  /// A row for each way.
  package var table: Table {
    var table = Table([
      .init("step", .left, key: "way"), .init("largest batch", key: "batch"),
      .init("peak bytes", key: "peak_bytes"),
      .init("work per example", key: "work_ratio"),
    ])
    if wanted != nil { table.columns.append(.init("batches per step", key: "accumulated")) }
    let first = max(1, ways[0].fit.operationsPerExample)
    table.rows = ways.map { way in
      let fit = way.fit
      var row: [Cell] = [
        .text(way.name), .count(fit.batch), .count(fit.step.memory.total),
        .text(NumberText.ratio(fit.operationsPerExample / first) + " x"),
      ]
      if let wanted { row.append(fit.batch == 0 ? "-" : .count((wanted - 1) / fit.batch + 1)) }
      return row
    }
    return table
  }

  /// The conclusion from the first row.
  private var sentence: String {
    let fit = ways[0].fit
    let amount = "\(NumberText.grouped(memory)) bytes (\(NumberText.bytes(Double(memory))))"
    guard fit.batch > 0 else {
      return "Not even one example fits into \(amount): a step with one takes "
        + "\(NumberText.bytes(Double(fit.step.memory.total))), of which the weights and the optimizer's state are "
        + "\(NumberText.bytes(Double(fit.step.memory.standing.total)))."
    }
    let largest =
      "\(NumberText.grouped(fit.batch)) \(fit.batch == 1 ? "example fits" : "examples fit") into \(amount)"
    if fit.batch == TrainingFit.mostExamples { return "\(largest), the most that is tried." }
    guard let wanted else { return largest + "." }
    if wanted <= fit.batch { return largest + ", and so do \(NumberText.grouped(wanted))." }
    let parts = (wanted - 1) / fit.batch + 1
    return largest + "; \(NumberText.grouped(wanted)) fit as \(parts) batches of "
      + "\((wanted - 1) / parts + 1), whose gradients add up (`--accumulate \(parts)`), without more work."
  }
}

extension FitReport: Report {
  /// The ways.
  package var documents: [TableDocument] {
    let settings = ways[0].fit.settings
    return [
      TableDocument(
        label: "\(graph.name)-fit",
        title: "\(graph.name): the largest batch in \(NumberText.bytes(Double(memory)))",
        details: ["\(settings.type.rawValue), \(settings.optimizer.rawValue)"], table: table,
        notes: [
          .init("memory", sentence),
          .init("not included", "kernels' scratch memory, and what a framework holds for itself"),
        ])
    ]
  }

  /// As text for a terminal.
  package func text(width: Int?) -> String {
    let settings = ways[0].fit.settings
    return "\(graph.name), \(settings.type.rawValue), \(settings.optimizer.rawValue)\n\n"
      + table.text(width: width).text
      + "\n\(sentence)\nKernels' scratch memory and what a framework holds for itself are not included.\n"
  }

  /// The version of the JSON form.
  package static let schema = 1

  /// As JSON; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    let first = max(1, ways[0].fit.operationsPerExample)
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", graph.name)
      json.integer("memory_bytes", memory)
      json.integer("wanted_batch", wanted)
      json.array("ways") { json in
        for way in ways {
          json.object { json in
            json.string("way", way.name)
            json.string("element_type", way.fit.settings.type.rawValue)
            json.string("optimizer", way.fit.settings.optimizer.rawValue)
            json.integer("batch", way.fit.batch)
            json.integer("peak_bytes", way.fit.step.memory.total)
            json.number("work_ratio", way.fit.operationsPerExample / first)
          }
        }
      }
    }
    return json.text + "\n"
  }
}
