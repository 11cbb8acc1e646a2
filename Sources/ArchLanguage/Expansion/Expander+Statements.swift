import ArchDiagnostics
import ArchGraph

/// Statements and chains.
extension Expander {
  func run(_ statements: [Statement]) {
    for statement in statements {
      guard !frame.isAbandoned else {
        poisonLabels(of: statement)
        continue
      }
      do throws(Stop) {
        try step(at: statement.span)
        try run(statement)
      } catch {
        // The statement's results are unknown from here on.
        poisonLabels(of: statement)
        frame.current = Point(node: nil)
      }
    }
  }

  private func run(_ statement: Statement) throws(Stop) {
    switch statement.kind {
    case .chain(let label, let elements):
      let point = try run(elements, label: label)
      if let label { try declare(label, point.value) }
      frame.current = point
    case .parts(let words, let elements): try parts(words, elements)
    case .input(let word, let expression, _):
      try input(word, expression)
    case .output(let word, let elements): try output(word, elements)
    case .shared(let word, let call): try share(word, call)
    case .frozen(let body):
      builder.beginFrozen()
      run(body)
      builder.endFrozen()
    case .training(let body):
      guard settings.isTraining else { return }
      builder.beginTraining()
      run(body)
      builder.endTraining()
    case .loop(let loop): try run(loop, at: statement.span) { run(loop.body) }
    case .choice(let condition, let body, let otherwise):
      guard let holds = try truth(condition) else { throw Stop() }
      run(holds ? body : otherwise)
    case .constant(let word, let expression):
      try declareVariable(word, try evaluate(expression))
    case .branch: throw Stop()
    case .expect(let expect): if isClaiming { try claim(expect) }
    case .require(let condition, let message): try require(condition, message)
    }
  }

  // MARK: Names

  func declare(_ word: Word, _ value: Value) throws(Stop) {
    try declareVariable(word, value)
    frame.labels.append(Binding(word.name, value))
  }

  func declareVariable(_ word: Word, _ value: Value) throws(Stop) {
    let name = word.name
    if let known = frame.entry(name) {
      let line = known.span == .none ? nil : program.place(known.span, in: frame.module).line
      throw fail(.duplicate(text(name), line: line), at: word.span)
    }
    if isTaken(name) { throw fail(.labelIsLayer(text(name)), at: word.span) }
    frame.push(Frame.Entry(name, value, word.span))
  }

  /// Whether a name belongs to a layer or a block, and so cannot be a label; names of layers added later yield.
  func isTaken(_ name: Name) -> Bool {
    switch known(name) {
    case .op(let type)?: !type.signature.isYielding
    case .some: true
    case nil: false
    }
  }

  /// The labels that a statement with errors would have declared exist, poisoned, so using them causes no fault.
  private func poisonLabels(of statement: Statement) {
    func poison(_ word: Word?) {
      guard let word, frame.find(word.name) == nil else { return }
      frame.push(Frame.Entry(word.name, .poison, word.span))
      frame.labels.append(Binding(word.name, .poison))
    }
    switch statement.kind {
    case .chain(let label, _), .branch(let label, _): poison(label)
    case .parts(let words, _): for word in words { poison(word) }
    case .input(let word, _, _), .output(let word, _), .shared(let word, _), .constant(let word, _):
      poison(word)
    case .loop(let loop):
      poison(loop.label)
      for inner in loop.body { poisonLabels(of: inner) }
    case .choice(_, let body, let otherwise):
      for inner in body + otherwise { poisonLabels(of: inner) }
    case .frozen(let body), .training(let body): for inner in body { poisonLabels(of: inner) }
    case .expect, .require: break
    }
  }
}
