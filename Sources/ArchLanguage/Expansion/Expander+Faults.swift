import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Faults, and how expansion reached them.
extension Expander {
  func report(_ fault: LanguageFault, at span: Span, module: Int? = nil) {
    let diagnostic = fault.diagnostic(at: program.place(span, in: module ?? frame.module), trail: trail)
    // The same fault in each iteration of a loop, or in each call of a block, counts as one.
    var key = diagnostic
    key.trail = []
    key.evidence = []
    guard seen.insert(key).inserted else { return }
    diagnostics.append(diagnostic)
    if diagnostics.count >= Self.mostFaults { isAborted = true }
  }

  func fail(_ fault: LanguageFault, at span: Span, module: Int? = nil) -> Stop {
    report(fault, at: span, module: module)
    return Stop()
  }

  /// The loops and calls that led here, innermost first.
  private var trail: [String] {
    var lines: [String] = []
    let here = calls.last?.iterations ?? rootIterations
    if let boundLayer { lines.append(note(boundLayer)) }
    if !here.isEmpty { lines.append("in repeat \(Self.list(here))") }
    for (index, call) in calls.enumerated().reversed() {
      let arguments = call.variables.map { "\(program.names[$0.name]): \(shown($0.value))" }
      let name = program.names[call.block.word.name]
      let text = arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
      let place = program.place(call.callSpan, in: call.callModule)
      var line = "in \(text), called on line \(place.line ?? 0)"
      if call.callModule != call.module, let file = place.file { line += " of \(file)" }
      let around = index > 0 ? calls[index - 1].iterations : rootIterations
      if !around.isEmpty { line += ", repeat \(Self.list(around))" }
      lines.append(line)
      if let bound = call.bound { lines.append(note(bound)) }
    }
    guard lines.count > 6 else { return lines }
    return lines.prefix(3) + ["… and \(lines.count - 5) more calls"] + lines.suffix(2)
  }

  /// A value as a call would show it; a value of the network by its shape.
  func shown(_ value: Value) -> String {
    guard case .tensor(let point) = value, let node = point.node else { return value.text(program.names) }
    return builder.graph.nodes[node].shape.description
  }

  private static func list(_ indices: [Int]) -> String { indices.map(String.init).joined(separator: ", ") }

  func abort(_ fault: LanguageFault, at span: Span) -> Stop {
    defer { isAborted = true }
    return fail(fault, at: span)
  }
}
