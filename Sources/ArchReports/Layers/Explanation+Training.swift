import ArchAnalysis
import ArchDocuments
import ArchGraph

// MARK: Training

extension Explanation {
  /// The work of a layer's gradients, and what is kept for them.
  static func training(_ analysis: Analysis, _ id: Node.ID) -> [Section] {
    let node = analysis.graph.nodes[id]
    guard let training = analysis.training else {
      return [Section(title: "gradients", lines: [], remarks: ["too large to count"])]
    }
    guard let wanted = training.flow.wanted[id] else {
      let reason =
        training.flow.learns[id]
        ? "no loss changes with it" : "nothing in it or before it learns"
      return [Section(title: "gradients", lines: [], remarks: ["none: \(reason)"])]
    }
    guard let op = node.op as? any Differentiable else {
      return [Section(title: "gradients", lines: [], remarks: ["unknown: the operator does not state them"])]
    }
    let (inputs, output) = (node.inputShapes, node.shape)
    let rule = op.backward(from: inputs, to: output)
    let once = (op as? any TrainedApart)?.backwardPerBatch(from: inputs, to: output)
    let byWeights = wanted.weights ? ([rule.weights], once.map { [$0.weights] } ?? []) : ([], [])
    var sections = [
      work(
        "gradients by weights", byWeights, analysis, isWanted: wanted.weights, shares: !rule.shared.isEmpty),
      work(
        "gradients by inputs", (rule.byInputs(wanted), once?.byInputs(wanted) ?? []), analysis,
        isWanted: wanted.inputs.contains(true)),
    ]
    let givers = training.flow.givers[id]
    if givers > 1 {
      let elements = [Factor("further_gradients", givers - 1)] + output.elements
      sections[1].lines.append(
        line("sums", Count(elements + batch(analysis)).formula))
      sections[1].remarks.append("\(givers) layers contribute a gradient by its output: these are added up")
    }
    return sections + [kept(op, wanted, node, analysis)]
  }

  private static func batch(_ analysis: Analysis) -> [Factor] {
    analysis.batch == 1 ? [] : [Factor("batch", analysis.batch)]
  }

  /// A line for each kind of operation, summed over the parts of the work.
  private static func work(
    _ title: String, _ parts: (perExample: [Work], perBatch: [Work]), _ analysis: Analysis, isWanted: Bool,
    shares: Bool = false
  ) -> Section {
    var section = Section(title: title, lines: [])
    for kind in Work.Kind.all where kind.isArithmetic {
      var count = Count()
      for part in parts.perExample {
        for term in part[kind].terms { count.add(term + batch(analysis)) }
      }
      for part in parts.perBatch { count = count + part[kind] }
      if !count.isEmpty { section.lines.append(line(kind.title, count.formula)) }
    }
    if section.lines.isEmpty {
      section.remarks = [
        !isWanted
          ? "none: nothing needs them"
          : shares
            ? "only what those by inputs need too, which is counted there"
            : "no arithmetic: they are passed on"
      ]
    }
    return section
  }

  /// What stays in memory until the backward pass has read it.
  private static func kept(
    _ op: any Differentiable, _ wanted: WantedGradients, _ node: Node, _ analysis: Analysis
  ) -> Section {
    var section = Section(title: "kept", lines: [])
    for kept in op.kept(from: node.inputShapes, to: node.shape, by: .adjoint, batch: analysis.batch)
    where kept.readers.read(wanted) {
      switch kept.source {
      case .input(let index):
        section.remarks.append("its input \(analysis.graph.path(of: node.inputs[index]))")
      case .output: section.remarks.append("its output")
      case .saved(let name, let factors):
        section.lines.append(
          line(name, Count(factors + (kept.isPerBatch ? [] : batch(analysis))).formula))
      }
    }
    if section.lines.isEmpty, section.remarks.isEmpty { section.remarks = ["nothing"] }
    return section
  }
}
