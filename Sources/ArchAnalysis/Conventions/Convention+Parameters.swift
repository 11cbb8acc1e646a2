import ArchGraph

// Counting by parameters, as formulas for language models do.

extension Convention {
  /// A multiple of the parameters used for a token, for each token, plus what rules add.
  func parts(
    perParameter factor: Int, _ rules: CountingRules, of node: Node, _ figures: Analysis.LayerFigures,
    tokens: Int
  ) throws(Overflow) -> [Part] {
    var parts: [Part] = []
    func add(_ subject: Subject, _ factor: Int, _ quantity: CheckedInteger) throws(Overflow) {
      guard let quantity = quantity.value else { throw Overflow() }
      if quantity != 0 { parts.append(Part(subject: subject, factor: factor, quantity: quantity)) }
    }
    let all = CheckedInteger(figures.active)
    var rest = all
    let calls = Self.innermostCalls(of: node)
    for call in calls {
      // A token uses only some of the experts' parameters, and a layer with another's weights has none.
      if figures.active == figures.parameters, figures.parameters > 0 {
        let weights = call.weights * CheckedInteger(tokens)
        let isProduct = weights == call.multiplyAdds
        try add(.layers(call.kind, isProduct ? .multiplyAdds : .weightsAtTokens), factor, weights)
        try add(.layers(call.kind, .biasesAtTokens), factor, call.biases * CheckedInteger(tokens))
        rest = rest - call.weights - call.biases
      }
      for term in rules[call.kind] ?? [] {
        try add(.layers(call.kind, term.quantity), term.factor, term.quantity.value(of: call))
      }
    }
    let others = rest * CheckedInteger(tokens)
    if calls.count == 1, others == calls[0].multiplyAdds {
      try add(.layers(calls[0].kind, .multiplyAdds), factor, others)
    } else {
      try add(.parameters(node.op.name), factor, others)
    }
    return parts
  }

  /// The multiply-adds of a layer, by its innermost calls.
  func innermostMultiplyAdds(of node: Node) throws(Overflow) -> [Part] {
    let calls = Self.innermostCalls(of: node)
    guard !calls.isEmpty else {
      let count = try node.op.work(from: node.inputShapes, to: node.shape)[.multiplyAdds].value()
      return count == 0 ? [] : [Part(subject: .unruled(node.op.name), factor: 1, quantity: count)]
    }
    var parts: [Part] = []
    for call in calls {
      guard let quantity = call.multiplyAdds.value else { throw Overflow() }
      guard quantity != 0 else { continue }
      parts.append(Part(subject: .layers(call.kind, .multiplyAdds), factor: 1, quantity: quantity))
    }
    return parts
  }

  /// The calls of a library that make up a layer, with attention as its projections and scores.
  private static func innermostCalls(of node: Node) -> [LibraryCall] {
    guard !node.isInput, let layer = node.op as? any LibraryLayer else { return [] }
    return layer.libraryCalls(from: node.inputShapes, to: node.shape).flatMap { call in
      call.kind == .attention ? call.parts : [call]
    }
  }
}
