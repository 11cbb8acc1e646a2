import ArchAnalysis
import ArchDocuments
import ArchGraph

extension TrainingReport: Report {
  /// Work and memory, and what is live layer by layer if requested.
  package var documents: [TableDocument] {
    var documents = [
      TableDocument(
        label: "\(graph.name)-training", title: "\(graph.name): the work of a training step",
        details: [settings.joined(separator: ", ")], table: workTable, notes: notes),
      TableDocument(
        label: "\(graph.name)-training-memory",
        title: "\(graph.name): memory at the peak" + (moment.map { ", \($0)" } ?? ""),
        details: [settings.joined(separator: ", ")], table: memoryTable, notes: memoryNotes),
    ]
    guard listsLayers else { return documents }
    documents[1].table = layerTable
    documents[1].notes = memory.map { .init($0.name, bytes($0.bytes)) } + memoryNotes
    return [documents[1], documents[0]]
  }

  private func bytes(_ count: Int) -> String {
    "\(NumberText.grouped(count)) bytes (\(NumberText.bytes(Double(count))))"
  }

  private var notes: [TableDocument.Note] {
    var notes: [TableDocument.Note] = [
      .init("FLOPs", WorkView.flops.convention),
      .init("loss", "not counted; a softmax at the end of the network is part of it"),
    ]
    if let run {
      let steps = run.stepsPerEpoch(step)
      if let operations = try? run.operationsPerEpoch(step) {
        notes.append(
          .init(
            "an epoch", "\(NumberText.grouped(steps)) steps, \(NumberText.scientific(operations)) FLOPs"))
        if run.epochs > 1 {
          notes.append(
            .init(
              "\(run.epochs) epochs",
              "\(NumberText.scientific(operations * Double(run.epochs))) FLOPs"))
        }
      }
    }
    let unknown = step.unknownLayers
    if !unknown.isEmpty {
      let names = unknown.prefix(3).map { paths[$0] }.joined(separator: ", ")
      notes.append(
        .init(
          "not known", "the work of \(names)" + (unknown.count > 3 ? " and \(unknown.count - 3) more" : "")))
    }
    return notes
  }

  private var memoryNotes: [TableDocument.Note] {
    var notes: [TableDocument.Note] = []
    if let kept = try? step.kept.bytes(step.settings.type) {
      notes.append(.init("kept for the backward pass", bytes(kept)))
    }
    notes.append(.init("not included", "kernels' scratch memory, and what a framework holds for itself"))
    return notes
  }

  /// As text for a terminal.
  package func text(width: Int?) -> String {
    var text = "\(graph.name), \(settings.joined(separator: ", "))\n"
    for document in documents {
      text += "\n" + document.table.text(width: width).text + "\n"
      for note in document.notes { text += "\(note.term): \(note.text)\n" }
    }
    if let moment { text += "\nThe peak is \(moment): \(bytes(step.memory.total)).\n" }
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
      json.integer("batch", step.batch)
      json.integer("accumulated", step.settings.accumulated)
      json.string("element_type", step.settings.type.rawValue)
      json.string("optimizer", step.settings.optimizer.rawValue)
      json.string("kept_by", step.settings.keeper.name)
      json.object("work") { json in
        for (key, work) in parts.map({ ($0.key, $0.work) }) + [("step", total)] {
          json.object(key) { json in
            json.integer("multiply_adds", work[.multiplyAdds])
            json.integer("flops", (try? WorkView.flops.value(of: work)) ?? .max)
          }
        }
      }
      json.array("unknown_layers") { json in for id in step.unknownLayers { json.string(nil, paths[id]) } }
      json.object("memory") { json in
        json.integer("peak_bytes", step.memory.total)
        for part in memory { json.integer(part.key, part.bytes) }
        json.integer("kept_bytes", (try? step.kept.bytes(step.settings.type)) ?? .max)
        json.integer("kept_bytes_per_batch", (try? step.kept.bytesPerBatch(step.settings.type)) ?? .max)
        json.string("worst", step.memory.worst.map { paths[$0.node] })
        json.string("worst_pass", step.memory.worst?.pass.rawValue)
      }
      if let run, let operations = try? run.operationsPerEpoch(step) {
        json.object("run") { json in
          json.integer("examples", run.examples)
          json.integer("epochs", run.epochs)
          json.integer("steps_per_epoch", run.stepsPerEpoch(step))
          json.number("flops", operations * Double(run.epochs))
        }
      }
      if listsLayers {
        json.array("live") { json in
          for tensor in step.memory.live {
            json.compact { json in
              json.object { json in
                json.string("path", paths[tensor.node])
                json.string("kind", tensor.kind.name)
                json.integer("bytes", tensor.bytes)
              }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}

extension TrainingMemory.Kind {
  /// The name in JSON.
  fileprivate var name: String {
    switch self {
    case .value: "value"
    case .saved(let name): name
    case .inside: "inside"
    case .gradient: "gradient"
    case .weightGradient: "weight_gradient"
    }
  }
}
