import ArchDiagnostics
import ArchGraph

/// Statements and chains.
extension Expander {
  func run(_ statements: [Statement]) {
    for statement in statements {
      do throws(Stop) {
        try step(at: statement.span)
        try run(statement)
      } catch {
        // What the statement would have made is unknown from here on.
        poisonLabels(of: statement)
        frame.current = Point(node: nil)
      }
    }
  }

  private func run(_ statement: Statement) throws(Stop) {
    switch statement.kind {
    case .chain(let label, let elements):
      let point = try run(elements, label: label)
      if let label { try declare(label, .tensor(point)) }
      frame.current = point
    case .input(let word, let expression, _):
      try input(word, expression)
    case .output(let word, let elements):
      // An output ends its own path: the value before it stays the current one.
      let before = frame.current
      let isNew = !isAlias(elements)
      let point = try run(elements, label: isNew ? word : nil)
      if isNew { try declare(word, .tensor(point)) }
      frame.current = before ?? point
      if let node = point.node { builder.output(node, named: text(word.name)) }
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
    case .count(let label, let count, let index, let body):
      let number = try wholeNumber(count, "a whole number of repeats")
      try loop(label, over: number, at: statement.span, body) { iteration in
        index.map { [($0, .integer(iteration))] } ?? []
      }
    case .each(let label, let index, let item, let list, let body):
      let values = try self.list(list)
      try loop(label, over: values.count, at: statement.span, body) { iteration in
        (index.map { [($0, .integer(iteration))] } ?? []) + [(item, values[iteration])]
      }
    case .choice(let condition, let body, let otherwise):
      guard let holds = try truth(condition) else { throw Stop() }
      run(holds ? body : otherwise)
    case .constant(let word, let expression):
      try declareVariable(word, try evaluate(expression))
    case .branch: throw Stop()
    case .expect(let expect): if isClaiming { try claim(expect) }
    }
  }

  private func isAlias(_ elements: [Element]) -> Bool {
    guard elements.count == 1, let first = elements.first else { return false }
    switch first {
    case .word(let word):
      if word.name == Keyword.it.name || word.name == Keyword.in.name { return true }
      switch frame.find(word.name) {
      case .tensor?, .poison?, .points?: return true
      default: return false
      }
    case .value: return true
    default: return false
    }
  }

  // MARK: Names

  func declare(_ word: Word, _ value: Value) throws(Stop) {
    try declareVariable(word, value)
    frame.labels.append((word.name, value))
  }

  private func declareVariable(_ word: Word, _ value: Value) throws(Stop) {
    let name = word.name
    if let known = frame.variables.first(where: { $0.name == name }) {
      let line = known.span == .none ? nil : program.place(known.span, in: frame.module).line
      throw fail(.duplicate(text(name), line: line), at: word.span)
    }
    if known(name) != nil { throw fail(.labelIsLayer(text(name)), at: word.span) }
    frame.variables.append((name, value, word.span))
  }

  /// The labels that a faulty statement would have declared exist, poisoned, so that using them is no fault.
  private func poisonLabels(of statement: Statement) {
    func poison(_ word: Word?) {
      guard let word, frame.find(word.name) == nil else { return }
      frame.variables.append((word.name, .poison, word.span))
      frame.labels.append((word.name, .poison))
    }
    switch statement.kind {
    case .chain(let label, _), .branch(let label, _): poison(label)
    case .input(let word, _, _), .output(let word, _), .shared(let word, _), .constant(let word, _): poison(word)
    case .count(let label, _, _, let body), .each(let label, _, _, _, let body):
      poison(label)
      for inner in body { poisonLabels(of: inner) }
    case .choice(_, let body, let otherwise):
      for inner in body + otherwise { poisonLabels(of: inner) }
    case .frozen(let body), .training(let body): for inner in body { poisonLabels(of: inner) }
    case .expect: break
    }
  }

  // MARK: Inputs and claims

  private func input(_ word: Word, _ expression: Expression) throws(Stop) {
    let name = text(word.name)
    let isFirst = builder.graph.inputs.isEmpty
    var shape = try self.shape(expression)
    let override =
      settings.inputs.firstIndex { $0.name == name }
      ?? (isFirst ? settings.inputs.firstIndex { $0.name == nil } : nil)
    if let override {
      shape.dimensions = settings.inputs[override].shape
      if settings.inputs[override].name == nil { overriddenInputs = max(overriddenInputs, override + 1) }
    }
    do throws(Misfit) {
      let point = Point(node: try builder.input(name, shape, at: program.place(word.span, in: frame.module)))
      frame.current = point
      try declare(word, .tensor(point), afterMisfit: ())
    } catch {
      throw fail(.misfit(error, of: name), at: expression.span)
    }
  }

  private func declare(_ word: Word, _ value: Value, afterMisfit: Void) throws(Misfit) {
    do throws(Stop) { try declare(word, value) } catch { frame.current = Point(node: nil) }
  }

  private func claim(_ expect: ExpectSyntax) throws(Stop) {
    let metric = text(expect.metric.name)
    guard Self.metrics.contains(metric) else {
      throw fail(.unknownMetric(metric, candidates: Self.metrics), at: expect.metric.span)
    }
    var node: Node.ID?
    var label: String?
    if let of = expect.of {
      label = program.modules[frame.module].source.text(in: of.span.range)
      switch try evaluate(of) {
      case .tensor(let point):
        guard let found = point.node else { throw Stop() }
        node = found
      case .poison: throw Stop()
      case let other: throw fail(.wrongType(expected: "a label", found: other.kind(program.names)), at: of.span)
      }
    }
    let value: Expectation.Value
    switch try evaluate(expect.value) {
    case .integer(let number): value = .integer(number)
    case .decimal(let number): value = .decimal(number)
    case .list(let values):
      var numbers: [Int] = []
      for case .integer(let number) in values { numbers.append(number) }
      guard numbers.count == values.count else {
        throw fail(.badExpectation("a claimed shape is a list of whole numbers"), at: expect.value.span)
      }
      value = .list(numbers)
    case .poison: throw Stop()
    case let other:
      throw fail(.wrongType(expected: "a number or a shape", found: other.kind(program.names)), at: expect.value.span)
    }
    let relation: Expectation.Relation
    if let tolerance = expect.tolerance {
      guard let percent = try decimal(tolerance), percent >= 0 else {
        throw fail(.badExpectation("a tolerance is a number of per cent from 0"), at: tolerance.span)
      }
      relation = .within(percent: percent)
    } else {
      relation =
        switch expect.relation {
        case .unequal: .unequal
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: .equal
        }
    }
    let span = expect.metric.span.to(expect.value.span)
    builder.expect(
      Expectation(
        metric: metric, node: node, label: label, relation: relation, value: value,
        text: program.modules[frame.module].source.text(in: span.range),
        place: program.place(span, in: frame.module)))
  }

  /// The figures that a claim can be about.
  static let metrics = [
    "params", "trainable", "frozen", "buffers", "macs", "flops", "connections", "activations", "output",
    "receptive_field", "stride", "padding", "depth", "layers",
  ]

  // MARK: Loops

  private func loop(
    _ label: Word?, over count: Int, at span: Span, _ body: [Statement],
    _ variables: (Int) -> [(Word, Value)]
  ) throws(Stop) {
    if let label {
      if known(label.name) != nil { throw fail(.labelIsLayer(text(label.name)), at: label.span) }
      builder.enter(text(label.name))
    }
    let start = frame.variables.count
    let labelStart = frame.labels.count
    var collected: [(name: Name, values: [Value], span: Span)] = []
    var iteration = 0
    pushIteration()
    while iteration < count {
      setIteration(iteration)
      do throws(Stop) {
        try step(at: span)
        for (word, value) in variables(iteration) { try declareVariable(word, value) }
      } catch {
        frame.current = Point(node: nil)
        break
      }
      run(body)
      collect(from: start, labelStart: labelStart, into: &collected)
      iteration += 1
      if frame.current != nil, frame.current?.node == nil, !diagnostics.isEmpty { break }
    }
    popIteration()
    if label != nil { builder.leave() }
    for entry in collected {
      frame.variables.append((entry.name, .points(entry.values), entry.span))
      frame.labels.append((entry.name, .points(entry.values)))
    }
    if let label, let current = frame.current {
      var point = current
      point.members = collected.map { ($0.name, .points($0.values)) }
      try declare(label, .tensor(point))
    }
  }

  /// Labels of one iteration become elements of the labels of the loop.
  private func collect(
    from start: Int, labelStart: Int, into collected: inout [(name: Name, values: [Value], span: Span)]
  ) {
    for entry in frame.labels[labelStart...] {
      if let index = collected.firstIndex(where: { $0.name == entry.name }) {
        collected[index].values.append(entry.value)
      } else {
        let span = frame.variables.last { $0.name == entry.name }?.span ?? .none
        collected.append((entry.name, [entry.value], span))
      }
    }
    frame.variables.removeSubrange(start...)
    frame.labels.removeSubrange(labelStart...)
  }

  private func pushIteration() {
    if calls.isEmpty { rootIterations.append(0) } else { calls[calls.count - 1].iterations.append(0) }
  }

  private func setIteration(_ index: Int) {
    if calls.isEmpty {
      rootIterations[rootIterations.count - 1] = index
    } else {
      let last = calls.count - 1
      calls[last].iterations[calls[last].iterations.count - 1] = index
    }
  }

  private func popIteration() {
    if calls.isEmpty { rootIterations.removeLast() } else { calls[calls.count - 1].iterations.removeLast() }
  }
}
