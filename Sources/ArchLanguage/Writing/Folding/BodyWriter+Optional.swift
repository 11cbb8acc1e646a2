import ArchGraph

/// Steps that only some calls of a block have.
extension BodyWriter {
  /// The statements of steps that some occurrences leave out: under a condition, unless all or none do.
  mutating func optional(_ steps: [Step], _ occurrences: [Occurrence]) -> [Flow] {
    let present = zip(steps, occurrences).filter { !$0.0.isLeftOut }
    guard let first = present.first?.0 else { return [] }
    var flag: String?
    if present.count < steps.count {
      let name = graph.nodes[first.nodes.lowerBound].op.name
      let role = FoldedParameter.Role(name: "with_\(name)", kind: .optional, member: "channels")
      flag = columns.text(
        steps.map { .boolean(!$0.isLeftOut) }, role, occurrences, entries: steps.map(\.entry))
    }
    let body = flows(
      present.flatMap { step, occurrence in
        step.lists.map { Occurrence(call: occurrence.call, list: $0, inner: occurrence.inner) }
      }, entry: nil)
    return flag.map { [Flow(elements: [.loop("if \($0)", body)])] } ?? body
  }
}
