import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchRuntime

/// A validation as people and programs read it.
public struct ValidationReport: Report {
  let validation: Validation
  var graph: Graph { validation.analysis.graph }

  /// Whether all predictions hold.
  public var holds: Bool { validation.holds }

  /// A report of a validation.
  public init(_ validation: Validation) { self.validation = validation }

  /// What was predicted, what was measured, and whether they agree.
  struct Row {
    var subject: Validation.Subject
    var name: String
    var predicted: String
    var measured: String
    var verdict: Verdict
    var note = ""
  }

  /// How a comparison ended.
  enum Verdict: String {
    case holds
    case fails
    case skipped
  }

  // MARK: Rows

  var rows: [Row] {
    var rows = [shapes, parameters] + work + [counted] + values
    rows += fused + fields
    rows.append(memory)
    return rows + training + engine
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

  private var counted: Row {
    if let reason = validation.countsSkipped {
      return Row(
        subject: .work, name: "operations of definitions", predicted: "", measured: "", verdict: .skipped,
        note: Self.wording(reason))
    }
    let layers = validation.layers.filter { $0.counted != nil }
    let counted = layers.compactMap(\.counted)
    let predicted = layers.map { validation.analysis.layers[$0.node].work }
    func sum(_ vectors: [WorkVector]) -> String {
      NumberText.grouped(vectors.reduce(0) { $0 + $1.operations })
    }
    let isRight = zip(counted, predicted).allSatisfy { $0.hasArithmetic(of: $1) }
    return Row(
      subject: .work, name: "operations of definitions", predicted: sum(predicted), measured: sum(counted),
      verdict: isRight ? .holds : .fails, note: "counted one by one")
  }

  private static func wording(_ reason: Validation.Uncounted) -> String {
    switch reason {
    case .leftOut: "definitions are skipped"
    case .moreThan(let most): "there are more than \(NumberText.grouped(most))"
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

  private var fused: [Row] {
    guard let fused = validation.fused else { return [] }
    let right = fused.numbers - fused.different
    return [
      Row(
        subject: .fusion, name: "fused kernels", predicted: Self.count(fused.numbers, "equal output"),
        measured: Self.count(right, "equal output"), verdict: verdict(.fusion),
        note: "\(Self.count(fused.layers, "layer")) fused")
    ]
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
          + (probe.showsEdges ? "" : "; all do, so no edge is visible"))
    }
  }

  private var memory: Row {
    guard let highWater = validation.highWater else {
      return Row(
        subject: .memory, name: "peak memory", predicted: Self.bytes(validation.plannedExtent), measured: "",
        verdict: verdict(.memory) == .fails ? .fails : .skipped, note: "the run did not finish")
    }
    return Row(
      subject: .memory, name: "peak memory", predicted: Self.bytes(validation.plannedExtent),
      measured: Self.bytes(highWater), verdict: verdict(.memory),
      note: verdict(.memory) == .fails && highWater == validation.plannedExtent
        ? "a value is overwritten" : "")
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
    let subject = engine.ranOriginal ? "the file itself" : "the same network"
    if let reason = engine.skipped { return [row(subject, "", "", .skipped, reason)] }
    if let fault = engine.fault { return [row(subject, "runs", "does not", .fails, fault)] }
    let outputs = engine.outputs.map { output in
      row(
        "output \(output.name)", "within the bound", "\(Self.share(output.difference / output.bound)) of it",
        output.holds ? .holds : output.isQuantised ? .skipped : .fails,
        "\(output.difference) apart, the bound is \(output.bound); the largest number is \(output.size)"
          + (output.holds || !output.isQuantised
            ? "" : "; the file rounds to steps, so a rounding error can become a whole step"))
    }
    if engine.ranOriginal { return [row(subject, "runs", "runs", .holds)] + outputs }
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
    return rows + outputs
  }

  static func bytes(_ elements: Int) -> String { "\(NumberText.grouped(elements * 4)) bytes" }

  static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func small(_ number: Float) -> String {
    NumberText.fixed(Double(number), decimals: 7)
  }

  private static func share(_ number: Float) -> String {
    number.isFinite ? "\(NumberText.fixed(Double(number) * 100, decimals: 1)) %" : "∞ %"
  }
}
