/// The outputs of operators: one small rule for each operator, in files by family.
enum Rules {
  /// The rule of an operator.
  static func rule(_ op: String, _ domain: String) -> Rule? {
    switch domain {
    case "": standard[op]
    case "com.microsoft": microsoft[op]
    default: nil
    }
  }

  /// The default domain.
  static let standard: [String: Rule] = joined([
    elementwise, combining, making, shaping, moving, gathering, choosing, reductions, windows, products,
    normalisations,
    recurrent, attention, resizing, signals, quantisation,
  ])

  /// The operators that ONNX Runtime's optimiser writes.
  static let microsoft: [String: Rule] = joined([fused, fusedAttention, fusedQuantisation])

  private static func joined(_ tables: [[String: Rule]]) -> [String: Rule] {
    tables.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// Outputs the first input.
  static let same: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    use.give(input.type, input.shape)
  }
}
