import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph

// MARK: Training

extension ValidationReport {
  /// What a training step showed; empty if none was requested.
  var training: [Row] {
    switch validation.training {
    case nil: return []
    case .failure(let refusal):
      return [
        Row(
          subject: .training, name: "training", predicted: "", measured: "", verdict: .skipped,
          note: wording(refusal))
      ]
    case .success(let trial): return rows(of: trial)
    }
  }

  private func rows(of trial: TrainingTrial) -> [Row] {
    let isRight = trial.wrongGradients.isEmpty && trial.derivativeHolds
    let gradients = Row(
      subject: .training, name: "training: change of the loss",
      predicted: Self.change(trial.derivative.gradients),
      measured: Self.change(trial.derivative.forward), verdict: isRight ? .holds : .fails,
      note: "by the gradients, and carried forward; \(trial.batch) examples")
    func work(_ name: String, _ part: (TrainingTrial.Layer) -> (predicted: WorkVector, measured: WorkVector))
      -> Row
    {
      let known = trial.layers.filter { $0.skipped == nil }.map(part)
      return Row(
        subject: .training, name: "training: \(name)",
        predicted: NumberText.grouped(known.reduce(0) { $0 + $1.predicted.operations }),
        measured: NumberText.grouped(known.reduce(0) { $0 + $1.measured.operations }),
        verdict: known.allSatisfy { $0.predicted.hasArithmetic(of: $0.measured) } ? .holds : .fails,
        note: "counted one by one")
    }
    let areKept = trial.layers.allSatisfy { $0.missing.isEmpty && $0.unread.isEmpty }
    let kept = Row(
      subject: .training, name: "training: kept",
      predicted: "\(NumberText.grouped(trial.kept.predicted)) bytes",
      measured: "\(NumberText.grouped(trial.kept.measured)) bytes",
      verdict: areKept && trial.kept.predicted == trial.kept.measured ? .holds : .fails,
      note: "what gradients read")
    return [gradients, work("forward", \.forward), work("backward", \.backward), kept]
  }

  private static func change(_ number: Double) -> String { NumberText.fixed(number, decimals: 6) }

  private func wording(_ refusal: TrainingTrial.Refusal) -> String {
    switch refusal {
    case .moreThan(let most): "a step has more than \(NumberText.grouped(most)) operations"
    case .unknown(let layer): "the gradients of \(graph.path(of: layer)) are not stated"
    case .tooLarge: "it is too large to count"
    case .nothingLearns: "nothing learns"
    }
  }

  /// One line for each failure in a training step.
  var trainingLines: [String] {
    guard case .success(let trial)? = validation.training else { return [] }
    var lines = trial.wrongGradients.map {
      "\(graph.path(of: $0)): training: the gradients by its weights are not the derivative"
    }
    if lines.isEmpty, !trial.derivativeHolds {
      lines.append("\(graph.name): training: the gradients are not the derivative")
    }
    for layer in trial.layers where !layer.holds {
      let path = graph.path(of: layer.node)
      for name in layer.missing {
        lines.append("\(path): training: its gradients read \(name), which is not kept")
      }
      for name in layer.unread {
        lines.append("\(path): training: \(name) is kept, and no gradient reads it")
      }
      guard layer.skipped == nil else { continue }
      for (pass, work) in [("forward", layer.forward), ("backward", layer.backward)] {
        let parts = Work.Kind.all.filter { $0.isArithmetic && work.predicted[$0] != work.measured[$0] }.map {
          "\($0.title) \(NumberText.grouped(work.predicted[$0])) predicted, "
            + "\(NumberText.grouped(work.measured[$0])) done"
        }
        if !parts.isEmpty { lines.append("\(path): training: \(pass): \(parts.joined(separator: "; "))") }
      }
    }
    return lines
  }
}
