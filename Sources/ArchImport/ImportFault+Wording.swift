import ArchDiagnostics
import ArchGraph
import ArchONNX

extension ImportFault {
  /// The fault with what to do about it.
  ///
  /// - Parameter file: the file that was read.
  package func diagnostic(in file: String) -> Diagnostic {
    switch self {
    case .misfit(let misfit, let layer, let node, let op):
      Self.misfit(misfit.wording(for: layer), op, at: .model(file: file, node: node))
    case .shapes(let node, let op, let ours, let theirs):
      Diagnostic(
        "model-shape", "`\(op)` and our layer for it give different shapes",
        at: .model(file: file, node: node),
        evidence: ["the file's is \(Shape(theirs)) for one example, ours is \(Shape(ours))"])
    case .operators(let operators):
      Diagnostic(
        "model-operator", "the file uses operators that have no counterpart among our layers yet",
        at: .model(file: file, node: operators[0].name),
        evidence: operators.map { name, count, reason in
          "`\(name)`, \(count == 1 ? "once" : "\(count) times")" + (reason.map { ": \($0)" } ?? "")
        })
    case .form(let node, let op, let reason):
      Diagnostic(
        "model-form", "`\(op)` has a form that is not supported: \(reason)",
        at: .model(file: file, node: node))
    case .batch(let node, let op, let reason):
      Diagnostic(
        "model-batch", "`\(op)` mixes examples: \(reason)", at: .model(file: file, node: node),
        help: "export the model with a batch of 1")
    case .nothing:
      Diagnostic(
        "model-empty", "the model has no output that depends on an input",
        at: .model(file: file, node: ""))
    }
  }
}

extension ImportFault {
  private static func misfit(
    _ wording: (title: String, evidence: [String], help: String?), _ op: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      "model-layer", "`\(op)` does not fit our layer for it: \(wording.title)", at: place,
      evidence: wording.evidence)
  }
}

extension EvaluationFault {
  /// The fault with what to do about it.
  ///
  /// - Parameter file: the file that was read.
  package func diagnostic(in file: String) -> Diagnostic {
    let (title, evidence) = wording
    return Diagnostic(
      "model-\(code)", title, at: .model(file: file, node: node ?? ""), evidence: evidence + reasons,
      help: help)
  }

  /// Why the operators without a rule cannot have one.
  private var reasons: [String] {
    guard case .unknownOperators(let operators) = self else { return [] }
    return operators.compactMap { operators in
      guard operators.domain.isEmpty, let reason = Lowering.refusals[operators.op] else { return nil }
      return "`\(operators.op)`: \(reason)"
    }
  }

  private var help: String? {
    if case .node(let site, .branches) = self {
      return "say which one is taken: `--set \(site.name)=then` or `--set \(site.name)=else`"
    }
    if case .node(_, .dataDependent) = self {
      return "cut the model before it, and make its inputs outputs"
    }
    guard case .unboundSymbols(let axes) = self else { return nil }
    var names: [String] = []
    for case let name? in axes.map(\.symbol) where !names.contains(name) { names.append(name) }
    guard !names.isEmpty else {
      return "export the model with fixed extents, or with names for those that vary"
    }
    return "say what they are: " + names.map { "--set \($0)=128" }.joined(separator: " ")
  }
}
