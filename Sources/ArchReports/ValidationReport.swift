import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph

/// A validation as people and programs read it.
public struct ValidationReport {
  private let validation: Validation
  private var graph: Graph { validation.analysis.graph }

  /// A report of a validation.
  public init(_ validation: Validation) { self.validation = validation }

  /// What was predicted, what was measured, and whether they agree.
  private struct Row {
    var subject: Validation.Subject
    var name: String
    var predicted: String
    var measured: String
    var verdict: Verdict
    var note = ""
  }

  /// How a comparison ended.
  private enum Verdict: String {
    case holds
    case fails
    case skipped
  }

  // MARK: Rows

  private var rows: [Row] {
    var rows = [shapes, parameters] + work + values
    rows += fields
    rows.append(memory)
    return rows + engine
  }

  private func verdict(_ subject: Validation.Subject) -> Verdict {
    validation.failures.contains { $0.subject == subject } ? .fails : .holds
  }

  private var shapes: Row {
    let layers = validation.layers.count
    let right = validation.layers.count { if case .shape? = $0.fault { false } else { true } }
    return Row(
      subject: .shapes, name: "shapes", predicted: Self.count(layers, "layer"),
      measured: Self.count(right, "layer"), verdict: verdict(.shapes))
  }

  private var parameters: Row {
    let weights = graph.weights
    let predicted = weights.reduce(0) { $0 + $1.parameters.reduce(0) { $0 + ($1.shape.elementCount ?? 0) } }
    // Weights that several layers share are read by each of them, and count where they were made.
    let owners = Set(weights.map(\.owner))
    let measured = validation.layers.filter { owners.contains($0.node) }.reduce(0) {
      $0 + $1.weights.measured
    }
    return Row(
      subject: .parameters, name: "parameters and buffers", predicted: NumberText.grouped(predicted),
      measured: NumberText.grouped(measured), verdict: verdict(.parameters))
  }

  private var work: [Row] {
    let isUnknown = validation.layers.contains { $0.workSkipped != nil }
    return Work.Kind.all.compactMap { kind in
      let predicted = validation.layers.reduce(0) { $0 + validation.analysis.layers[$1.node].work[kind] }
      let measured = validation.layers.reduce(0) { $0 + $1.work[kind] }
      guard predicted != 0 || measured != 0 else { return nil }
      let isRight = validation.layers.allSatisfy {
        $0.workSkipped != nil || $0.work[kind] == validation.analysis.layers[$0.node].work[kind]
      }
      return Row(
        subject: .work, name: kind.title, predicted: NumberText.grouped(predicted),
        measured: NumberText.grouped(measured), verdict: isRight ? .holds : .fails,
        note: isUnknown ? "layers of unknown work left out" : "")
    }
  }

  private var values: [Row] {
    let notFinite = validation.layers.reduce(0) { $0 + $1.notFinite }
    var rows = [
      Row(
        subject: .values, name: "values that are not finite", predicted: "0",
        measured: NumberText.grouped(notFinite), verdict: notFinite == 0 ? .holds : .fails)
    ]
    let sums = validation.layers.compactMap(\.sumError)
    if let worst = sums.max() {
      rows.append(
        Row(
          subject: .values, name: "sums of softmax", predicted: "1", measured: "1 ± \(Self.small(worst))",
          verdict: worst <= 1e-4 ? .holds : .fails))
    }
    var (compared, skipped, worst) = (0, 0, Float(0))
    for layer in validation.layers {
      switch layer.definition {
      case .compared(_, let difference, let bound)?:
        compared += 1
        worst = max(worst, difference / bound)
      case .skipped?: skipped += 1
      case nil: break
      }
    }
    let note = skipped == 0 ? "" : "\(skipped) would take too long"
    rows.append(
      Row(
        subject: .values, name: "definitions", predicted: "within the bound",
        measured: compared == 0
          ? "none compared" : "\(Self.count(compared, "kind")) of layers, \(Self.share(worst)) of it",
        verdict: compared == 0 ? .skipped : worst <= 1 ? .holds : .fails, note: note))
    return rows
  }

  private var fields: [Row] {
    if let reason = validation.fieldsSkipped {
      return [
        Row(
          subject: .receptiveField, name: "receptive field", predicted: "", measured: "", verdict: .skipped,
          note: reason)
      ]
    }
    return validation.fields.map { probe in
      let axes = { (number: (Validation.FieldProbe.Axis) -> Int) in
        probe.axes.map { "\(number($0))" }.joined(separator: " x ")
      }
      let pixel = probe.pixel.map(String.init).joined(separator: ", ")
      return Row(
        subject: .receptiveField, name: "field of \(probe.path)", predicted: axes(\.predicted),
        measured: axes(\.measured), verdict: probe.holds ? .holds : .fails,
        note:
          "positions of \(axes(\.extent)) that see pixel (\(pixel)) of \(probe.input)"
          + (probe.showsEdges ? "" : "; all do, no edge shows"))
    }
  }

  private var memory: Row {
    guard let highWater = validation.highWater else {
      return Row(
        subject: .memory, name: "peak memory", predicted: Self.bytes(validation.plannedExtent), measured: "",
        verdict: verdict(.memory) == .fails ? .fails : .skipped, note: "the run did not end")
    }
    return Row(
      subject: .memory, name: "peak memory", predicted: Self.bytes(validation.plannedExtent),
      measured: Self.bytes(highWater), verdict: highWater == validation.plannedExtent ? .holds : .fails)
  }

  private var engine: [Row] {
    guard let engine = validation.engine else { return [] }
    func row(_ name: String, _ predicted: String, _ measured: String, _ verdict: Verdict, _ note: String = "")
      -> Row
    {
      Row(
        subject: .engine, name: "\(engine.name): \(name)", predicted: predicted, measured: measured,
        verdict: verdict, note: note)
    }
    if let reason = engine.skipped { return [row("the same network", "", "", .skipped, reason)] }
    if let fault = engine.fault { return [row("the same network", "runs", "does not", .fails, fault)] }
    let wrong = engine.tensors.faults.count
    var rows = [
      row(
        "tensors", NumberText.grouped(engine.tensors.count), NumberText.grouped(engine.tensors.count - wrong),
        wrong == 0 ? .holds : .fails),
      row(
        "parameters", NumberText.grouped(engine.parameters.predicted),
        NumberText.grouped(engine.parameters.measured),
        engine.parameters.predicted == engine.parameters.measured ? .holds : .fails),
    ]
    if let (predicted, measured) = engine.multiplyAdds {
      rows.append(
        row(
          "multiply-adds", NumberText.grouped(predicted), NumberText.grouped(measured),
          predicted == measured ? .holds : .fails, engine.countNote))
    } else {
      rows.append(row("multiply-adds", "", "", .skipped, engine.countNote))
    }
    return rows
      + engine.outputs.map { output in
        row(
          "output \(output.name)", "within the bound",
          "\(Self.share(output.difference / output.bound)) of it",
          output.holds ? .holds : .fails,
          "\(output.difference) apart, the bound is \(output.bound); the largest number is \(output.size)")
      }
  }

  private static func bytes(_ elements: Int) -> String { "\(NumberText.grouped(elements * 4)) bytes" }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func small(_ number: Float) -> String {
    NumberText.fixed(Double(number), decimals: 7)
  }

  private static func share(_ number: Float) -> String {
    number.isFinite ? "\(NumberText.fixed(Double(number) * 100, decimals: 1)) %" : "beyond all"
  }

  // MARK: Text

  private func table(_ rows: [Row]) -> Table {
    var table = Table([
      .init("what", .left, mayShrink: true), .init("predicted"), .init("measured"), .init("verdict", .left),
      .init("", .left, mayShrink: true, sacrifice: 1),
    ])
    table.rows = rows.map { row in
      [row.name, row.predicted, row.measured, row.verdict.rawValue, row.note].map { .text($0) }
    }
    return table
  }

  /// The table with what fails below it.
  public func text(width: Int?) -> String {
    var text = table(rows).text(width: width).text
    for line in failureLines { text += "\n\(line)" }
    if !failureLines.isEmpty { text += "\n" }
    let failed = Set(validation.failures.map(\.node)).count
    let conclusion =
      validation.holds
      ? "everything holds"
      : failed == 0 && validation.stoppedAt == nil
        ? "fails against \(validation.engine?.name ?? "another engine")"
        : "fails in \(Self.count(max(1, failed), "layer"))"
    text += "\n\(graph.name): \(conclusion)"
    text +=
      " (\(Self.count(validation.threads, "thread")), \(validation.instructionSet), seed \(validation.seed)"
    text += validation.analysis.batch == 1 ? ")\n" : ", batch \(validation.analysis.batch))\n"
    return text
  }

  /// One line for each thing that fails, with the layer's path.
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
          "\(probe.path): receptive field: index \(index) of \(name) was predicted otherwise for pixel "
            + "(\(probe.pixel.map(String.init).joined(separator: ", ")))")
      }
    }
    if let highWater = validation.highWater, highWater != validation.plannedExtent {
      lines.append(
        "\(graph.name): memory: \(Self.bytes(highWater)) were written, \(Self.bytes(validation.plannedExtent)) planned"
      )
    }
    return lines + engineLines
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
    lines += engine.outputs.filter { !$0.holds }.map {
      "\(engine.name): output \($0.name): \($0.difference) apart, the bound is \($0.bound)"
    }
    return lines
  }

  private func describe(
    _ subject: Validation.Subject, of layer: Validation.Layer, _ predicted: WorkVector
  ) -> String {
    switch (subject, layer.fault) {
    case (.shapes, .shape(let produced, let predicted)?):
      return "shape: \(predicted) was predicted, \(produced) is produced"
    case (.parameters, .weight(let index, let needed, let provided)?):
      let what = provided.map { "\($0) is provided" } ?? "none is provided"
      return "parameters: tensor \(index + 1) is read as \(needed), \(what)"
    case (.parameters, _):
      return
        "parameters: \(NumberText.grouped(layer.weights.predicted)) predicted, \(NumberText.grouped(layer.weights.measured)) read"
    case (.memory, .overlap(let input)?):
      return "memory: it is put over its input \(input + 1), which it still reads"
    case (.work, _):
      let parts = Work.Kind.all.filter { predicted[$0] != layer.work[$0] }.map {
        "\($0.title) \(NumberText.grouped(predicted[$0])) predicted, \(NumberText.grouped(layer.work[$0])) done"
      }
      return "work: \(parts.joined(separator: "; "))"
    case (.values, .tooLarge(let elements)?):
      return "cannot run: its kernel would need room for \(NumberText.grouped(elements)) numbers"
    case (.values, .unsupported(let reason)?): return "cannot run: \(reason)"
    case (.values, _):
      if layer.notFinite > 0 { return "values: \(NumberText.grouped(layer.notFinite)) are not finite" }
      if case .compared(_, let difference, let bound)? = layer.definition, !(difference <= bound) {
        return "values: \(difference) from the definition, the bound is \(bound)"
      }
      return "values: a softmax sums to 1 only within \(layer.sumError ?? 0)"
    default: return subject.rawValue
    }
  }

  // MARK: JSON

  /// The version of the JSON form.
  public static let schema = 1

  /// Everything as JSON; `docs/json.md` describes it.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.string("network", graph.name)
      json.boolean("holds", validation.holds)
      json.integer("batch", validation.analysis.batch)
      json.integer("threads", validation.threads)
      json.string("instruction_set", validation.instructionSet)
      json.integer("seed", Int(truncatingIfNeeded: validation.seed))
      json.array("checks") { json in
        for row in rows {
          json.compact { json in
            json.object { json in
              json.string("subject", row.subject.rawValue)
              json.string("name", row.name)
              json.string("predicted", row.predicted)
              json.string("measured", row.measured)
              json.string("verdict", row.verdict.rawValue)
              json.string("note", row.note)
            }
          }
        }
      }
      json.array("failures") { json in for line in failureLines { json.string(nil, line) } }
      json.array("layers") { json in
        let paths = graph.paths
        for layer in validation.layers {
          json.compact { json in
            json.object { json in
              json.string("path", paths[layer.node])
              json.array("fails") { json in
                for subject in layer.failures(validation.analysis.layers[layer.node].work) {
                  json.string(nil, subject.rawValue)
                }
              }
              json.integer("parameters_read", layer.weights.measured)
              for kind in Work.Kind.all where layer.work[kind] != 0 {
                json.integer(kind.name, layer.work[kind])
              }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
