import ArchDiagnostics
import ArchGraph

/// Inputs and claims.
extension Expander {
  func input(_ word: Word, _ expression: Expression) throws(Stop) {
    let name = text(word.name)
    let isFirst = builder.graph.inputs.isEmpty
    var shape = try self.shape(expression)
    let override =
      settings.inputs.firstIndex { $0.name == name }
      ?? (isFirst ? settings.inputs.firstIndex { $0.name == nil } : nil)
    if let override {
      guard settings.inputs[override].shape.count == shape.rank else {
        throw fail(
          .inputRank(name, declared: shape.description, given: settings.inputs[override].shape),
          at: expression.span)
      }
      let declared = shape
      shape.dimensions = settings.inputs[override].shape
      if Self.isChannelsLast(shape.dimensions, declared: declared.dimensions) {
        report(.channelsLast(name, shape.dimensions, isGiven: true), at: expression.span)
      }
      if settings.inputs[override].name == nil { overriddenInputs = max(overriddenInputs, override + 1) }
    }
    if override == nil, shape.element == .number, Self.isChannelsLast(shape.dimensions, declared: nil) {
      report(.channelsLast(name, shape.dimensions, isGiven: false), at: expression.span)
    }
    do throws(Misfit) {
      let node = try builder.input(name, shape, at: program.place(word.span, in: frame.module))
      let point = Point(node: node, nodes: node..<node + 1)
      frame.current = point
      try declare(word, .tensor(point), afterMisfit: ())
    } catch {
      throw fail(.misfit(error, of: name), at: expression.span)
    }
  }

  /// Whether a shape reads like an image with the channels last: 224 x 224 x 3.
  private static func isChannelsLast(_ extents: [Int], declared: [Int]?) -> Bool {
    guard extents.count == 3, extents[0] != extents[2] else { return false }
    if let declared, declared.count == 3, declared[0] == extents[2], declared[0] != extents[0] { return true }
    guard extents[0] >= 16, extents[1] >= 16 else { return false }
    return extents[2] == 3 || extents[2] == 4 || extents[2] == 1 && extents[0] == extents[1]
  }

  private func declare(_ word: Word, _ value: Value, afterMisfit: Void) throws(Misfit) {
    do throws(Stop) { try declare(word, value) } catch { frame.current = Point(node: nil) }
  }

  func claim(_ expect: ExpectSyntax) throws(Stop) {
    let metric = text(expect.metric.name)
    if let figures = program.figures, !figures.contains(metric) {
      throw fail(.unknownMetric(metric, candidates: figures), at: expect.metric.span)
    }
    var subject = Expectation.Subject.network
    var element: ElementType?
    if let of = expect.of, case .name(let name) = of.kind, frame.find(name) == nil, known(name) == nil,
      let type = ElementType(rawValue: text(name))
    {
      element = type
    } else if let of = expect.of {
      if case .name(let name) = of.kind, frame.find(name) == nil, known(name) != nil {
        throw fail(.claimOfLayer(metric, of: text(name)), at: of.span)
      }
      let parts = try subjects(try evaluate(of), at: of.span)
      if parts.count > 1 { try spend(parts.count, at: of.span) }
      subject = .part(value: parts.count == 1 ? parts[0].value : nil, layers: parts.map(\.layers))
    }
    let value: Expectation.Value
    switch try evaluate(expect.value) {
    case .integer(let number): value = .integer(number)
    case .decimal(let number): value = .decimal(number)
    case .list(let values):
      var numbers: [Int] = []
      for value in values {
        switch value {
        case .integer(let number): numbers.append(number)
        case .decimal(let number): if let number = Int(exactly: number) { numbers.append(number) }
        default: break
        }
      }
      guard numbers.count == values.count else {
        throw fail(.badExpectation("a claimed shape is a list of whole numbers"), at: expect.value.span)
      }
      value = .list(numbers)
    case .poison: throw Stop()
    case let other:
      throw fail(
        .wrongType(expected: "a number or a shape", found: other.kind(program.names)), at: expect.value.span)
    }
    let relation: Expectation.Relation
    if let tolerance = expect.tolerance {
      guard let percent = try decimal(tolerance), percent >= 0 else {
        throw fail(.badExpectation("a tolerance is a percentage of at least 0"), at: tolerance.span)
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
    guard builder.graph.expectations.count < Limits.claims else {
      throw abort(.misfit(.tooMany("claims", limit: Limits.claims), of: ""), at: expect.metric.span)
    }
    let span = expect.metric.span.to(expect.value.span)
    builder.expect(
      Expectation(
        metric: metric, subject: subject, element: element, relation: relation, value: value,
        text: program.modules[frame.module].source.text(in: span.range),
        place: program.place(span, in: frame.module)))
  }

  /// The labelled values that a claim is about, with their layers: a single value, or those of a list.
  private func subjects(
    _ value: Value, at span: Span
  ) throws(Stop) -> [(value: Node.ID?, layers: Range<Node.ID>)] {
    switch value {
    case .tensor(let point):
      guard let node = point.node else { throw Stop() }
      return [(node, point.nodes ?? node..<node + 1)]
    case .poison: throw Stop()
    case .points(let list):
      if let layers = list.nodes { return [(nil, layers)] }
      var parts: [(value: Node.ID?, layers: Range<Node.ID>)] = []
      for value in list.values { parts += try subjects(value, at: span) }
      return parts
    case let other: throw fail(.wrongType(expected: "a label", found: other.kind(program.names)), at: span)
    }
  }
}
