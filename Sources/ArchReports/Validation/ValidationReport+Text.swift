import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchRuntime

// MARK: Text

extension ValidationReport {
  private func table(_ rows: [Row]) -> Table {
    var table = Table([
      .init("what", .left, mayShrink: true), .init("predicted"), .init("measured"), .init("verdict", .left),
      .init("", .left, key: "note", mayShrink: true, sacrifice: 1),
    ])
    table.rows = rows.map { row in
      [row.name, row.predicted, row.measured, row.verdict.rawValue, row.note].map { .text($0) }
    }
    return table
  }

  /// The table with the failures below it.
  public func text(width: Int?) -> String {
    var text = table(rows).text(width: width).text
    for line in failureLines { text += "\n\(line)" }
    if !failureLines.isEmpty { text += "\n" }
    return text + "\n\(conclusion) (\(conditions))\n"
  }

  /// The table with the failures as its notes.
  package var documents: [TableDocument] {
    [
      TableDocument(
        label: "\(graph.name)-validation", title: conclusion, details: [conditions], table: table(rows),
        notes: failureLines.map { TableDocument.Note("fails", $0) })
    ]
  }

  /// Whether everything holds, in words.
  private var conclusion: String {
    if validation.holds { return "\(graph.name): everything holds" }
    let failed = Set(validation.failures.map(\.node)).count
    return failed == 0 && validation.stoppedAt == nil
      ? "\(graph.name): fails against \(validation.engine?.name ?? "another engine")"
      : "\(graph.name): fails in \(Self.count(max(1, failed), "layer"))"
  }

  /// The conditions of the run.
  private var conditions: String {
    "\(Self.count(validation.threads, "thread")), \(validation.instructionSet), seed \(validation.seed)"
      + weightsNote + (validation.analysis.batch == 1 ? "" : ", batch \(validation.analysis.batch)")
  }

  /// Where the weights came from, if not all were made up.
  private var weightsNote: String {
    let (all, madeUp) = (graph.weights.reduce(0) { $0 + $1.parameters.count }, validation.madeUpTensors)
    if madeUp == all { return "" }
    return madeUp == 0
      ? ", weights from the file" : ", weights from the file except \(Self.count(madeUp, "tensor"))"
  }

  /// One line for each failure, with the layer's path.
  public var failureLines: [String] {
    var lines: [String] = []
    for layer in validation.layers {
      let predicted = validation.analysis.layers[layer.node].work
      for subject in layer.failures(predicted) {
        lines.append("\(graph.path(of: layer.node)): \(describe(subject, of: layer, predicted))")
      }
    }
    for probe in validation.fields {
      for (axis, entry) in probe.axes.enumerated() {
        guard let index = entry.contradiction else { continue }
        let name = probe.axes.count == probe.input.rank - 1 ? Axis.spatial(probe.axes.count)[axis] : "values"
        lines.append(
          "\(probe.path): receptive field: index \(index) of \(name) differs from the prediction for pixel "
            + "(\(probe.pixel.map(String.init).joined(separator: ", ")))")
      }
    }
    if let highWater = validation.highWater, highWater != validation.plannedExtent {
      lines.append(
        "\(graph.name): memory: \(Self.bytes(highWater)) were written, \(Self.bytes(validation.plannedExtent)) were planned"
      )
    }
    lines += validation.overwrittenOutputs.map {
      "\(graph.path(of: $0)): memory: an output of the network was overwritten before the end"
    }
    if let fused = validation.fused, fused.different > 0 {
      lines.append(
        "\(graph.name): fused kernels: \(NumberText.grouped(fused.different)) of "
          + "\(Self.count(fused.numbers, "output")) are not the same")
    }
    return lines + trainingLines + engineLines
  }

  private var engineLines: [String] {
    guard let engine = validation.engine, engine.skipped == nil, !engine.holds else { return [] }
    var lines = engine.fault.map { ["\(engine.name): \($0)"] } ?? []
    lines += engine.tensors.faults.map { "\(engine.name): tensor \($0)" }
    if engine.fault == nil, engine.parameters.predicted != engine.parameters.measured {
      lines.append(
        "\(engine.name): \(NumberText.grouped(engine.parameters.measured)) parameters, "
          + "\(NumberText.grouped(engine.parameters.predicted)) predicted")
    }
    if let (predicted, measured) = engine.multiplyAdds, predicted != measured {
      lines.append(
        "\(engine.name): \(NumberText.grouped(measured)) multiply-adds, \(NumberText.grouped(predicted)) predicted"
      )
    }
    lines += engine.outputs.filter { !$0.holds && !$0.isQuantised }.map {
      "\(engine.name): output \($0.name): \($0.difference) apart, the bound is \($0.bound)"
    }
    return lines
  }

  private func describe(
    _ subject: Validation.Subject, of layer: Validation.Layer, _ predicted: WorkVector
  ) -> String {
    switch (subject, layer.fault) {
    case (.shapes, .shape(let produced, let predicted)?):
      return "shape: \(predicted) was predicted, but it produced \(produced)"
    case (.parameters, .weight(let index, let needed, let provided)?):
      let what = provided.map { "\($0) is provided" } ?? "none is provided"
      return "parameters: tensor \(index + 1) is read as \(needed), \(what)"
    case (.parameters, _):
      return
        "parameters: \(NumberText.grouped(layer.weights.predicted)) predicted, \(NumberText.grouped(layer.weights.measured)) read"
    case (.memory, .overlap(let input)?):
      return "memory: it overwrites its input \(input + 1), which it still reads"
    case (.memory, _):
      let lost = layer.overwritten.map { "`\(graph.path(of: $0))`" } ?? "a value"
      return "memory: \(lost), which it reads, had already been overwritten"
    case (.work, _):
      var parts = Work.Kind.all.filter { predicted[$0] != layer.work[$0] }.map {
        "\($0.title) \(NumberText.grouped(predicted[$0])) predicted, \(NumberText.grouped(layer.work[$0])) done"
      }
      if let counted = layer.counted {
        parts += Work.Kind.all.filter { $0.isArithmetic && predicted[$0] != counted[$0] }.map {
          "\($0.title) \(NumberText.grouped(predicted[$0])) predicted, \(NumberText.grouped(counted[$0])) in the definition"
        }
      }
      return "work: \(parts.joined(separator: "; "))"
    case (.values, _):
      if layer.notFinite > 0 { return "values: \(NumberText.grouped(layer.notFinite)) are not finite" }
      if case .compared(_, let difference, let bound)? = layer.definition, !(difference <= bound) {
        return "values: \(difference) from the definition, the bound is \(bound)"
      }
      return "values: a softmax sums to 1 only within \(layer.sumError ?? 0)"
    default: return subject.rawValue
    }
  }
}
