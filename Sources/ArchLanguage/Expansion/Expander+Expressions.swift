import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Values of expressions.
extension Expander {
  func evaluate(_ expression: Expression) throws(Stop) -> Value {
    switch expression.kind {
    case .integer(let value): return .integer(value)
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .boolean(value)
    case .string(let text): return .string(text)
    case .name(let name): return try value(of: name, at: expression.span)
    case .list(let elements):
      var values: [Value] = []
      for element in elements { values.append(try evaluate(element)) }
      return try list(of: values, at: expression.span)
    case .member(let owner, let word): return try member(word, of: evaluate(owner), at: owner.span)
    case .element(let owner, let index): return try element(of: owner, at: index)
    case .negate(let operand): return try negate(operand)
    case .not(let operand):
      guard let value = try truth(operand) else { return .poison }
      return .boolean(!value)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, at: expression.span)
    case .conditional(let condition, let value, let other):
      guard let holds = try truth(condition) else { return .poison }
      return try evaluate(holds ? value : other)
    case .call(let call):
      // A layer that takes no value can be called alone: `bias: parameter([8])`.
      if let type = program.catalogue[text(call.word.name)], type.signature.inputs == .none {
        return .tensor(try self.call(call, label: nil, isChained: false))
      }
      return try function(call)
    }
  }

  // MARK: Names

  private func value(of name: Name, at span: Span) throws(Stop) -> Value {
    if name == Keyword.it.name || name == Keyword.in.name {
      guard let point = name == Keyword.it.name ? frame.current : frame.input ?? frame.current else {
        throw fail(.noCurrentValue(text(name)), at: span)
      }
      return point.isPoison ? .poison : point.value
    }
    if let value = frame.find(name) { return value }
    switch program.modules[frame.module].visible[name] {
    case (let module, .block(let block))?: return .callable(.block(block, module: module))
    case (let module, .constant)?: return try constant(name, declaredIn: module, at: span)
    case (_, .network)?, nil: break
    }
    if let type = program.catalogue[text(name)] { return .callable(.op(type)) }
    if program.catalogue.words.contains(text(name)) { return .word(name) }
    if let block = program.prelude(name) { return .callable(.block(block.block, module: block.module)) }
    if !frame.loops.isEmpty, let list = try earlier(name, at: span) { return .points(list) }
    var candidates = frame.variables.map { text($0.name) } + Array(program.catalogue.words).sorted()
    for entry in program.modules[frame.module].visible.values {
      candidates.append(text(entry.declaration.word.name))
    }
    if ["True", "False"].contains(text(name)) { candidates = [text(name).lowercased()] }
    throw fail(.unknownName(text(name), candidates: candidates), at: span)
  }

  /// The value of a `let` at the top of a file.
  func constant(_ name: Name, declaredIn module: Int, at span: Span) throws(Stop) -> Value {
    if let known = constants[module]?[name] { return known }
    guard case .constant(_, let expression)? = program.modules[module].visible[name]?.declaration else {
      return .poison
    }
    guard constantsInProgress.insert(name).inserted else {
      throw fail(.constantCycle(text(name)), at: span)
    }
    guard constantsInProgress.count <= Self.deepest else {
      constantsInProgress.remove(name)
      throw abort(.tooDeep(limit: Self.deepest), at: span)
    }
    defer { constantsInProgress.remove(name) }
    let outer = frame
    frame = Frame(module: module)
    defer { frame = outer }
    let value: Value
    do throws(Stop) { value = try evaluate(expression) } catch {
      constants[module, default: [:]][name] = .poison
      throw error
    }
    constants[module, default: [:]][name] = value
    return value
  }

  // MARK: Members and elements

  private static let properties = [
    "channels", "height", "width", "length", "features", "shape", "count", "rank",
  ]

  private func member(_ word: Word, of owner: Value, at span: Span) throws(Stop) -> Value {
    let name = text(word.name)
    switch owner {
    case .poison: return .poison
    case .list(let values) where name == "count": return .integer(values.count)
    case .points(let list):
      if let member = list.members.last(where: { $0.name == word.name }) { return member.value }
      if name == "count" { return .integer(list.values.count) }
      throw fail(
        .unknownMember(
          name, of: "a list of values", candidates: ["count"] + list.members.map { text($0.name) }),
        at: word.span)
    case .tensor(let point):
      if let member = point.members.last(where: { $0.name == word.name }) { return member.value }
      guard let node = point.node else { return .poison }
      let shape = builder.graph.nodes[node].shape
      if let value = property(name, of: shape) { return value }
      if name == "weight", let weight = try weights(of: point, called: source(of: span), at: word.span) {
        return .tensor(Point(node: weight))
      }
      throw fail(
        .unknownMember(
          name, of: "a value of shape \(builder.graph.nodes[node].shape)",
          candidates: point.members.map { text($0.name) }
            + Self.properties.filter { property($0, of: shape) != nil }), at: word.span)
    case .callable(.instance(let instance)) where name == "weight":
      return .tensor(Point(node: try weights(of: instance, at: word.span)))
    case .list:
      throw fail(.unknownMember(name, of: "a list", candidates: ["count"]), at: word.span)
    default:
      throw fail(.unknownMember(name, of: owner.kind(program.names), candidates: []), at: word.span)
    }
  }

  private func property(_ name: String, of shape: Shape) -> Value? {
    switch name {
    case "channels": shape.rank >= 1 ? .integer(shape[0]) : nil
    case "height": shape.rank >= 3 ? .integer(shape[shape.rank - 2]) : nil
    case "width": shape.rank >= 3 ? .integer(shape[shape.rank - 1]) : nil
    case "length": shape.rank == 2 ? .integer(shape[1]) : nil
    case "features": shape.rank >= 1 ? .integer(shape[shape.rank - 1]) : nil
    case "shape": .list(shape.dimensions.map { .integer($0) })
    case "count": shape.elementCount.map { .integer($0) }
    case "rank": .integer(shape.rank)
    default: nil
    }
  }

  private func element(of owner: Expression, at index: Expression) throws(Stop) -> Value {
    if case .name(let name) = owner.kind, !frame.loops.isEmpty, frame.find(name) == nil,
      let values = earlierValues(name)
    {
      // One of the rounds so far: building the list of all would take longer with every round.
      return try element(of: values, owner, at: index)
    }
    let values: [Value]
    switch try evaluate(owner) {
    case .poison: return .poison
    case .list(let list): values = list
    case .points(let list): values = list.values
    case .tensor(let point):
      // A labelled loop gives its last value; its elements are found by index through the labels inside it.
      guard point.node != nil else { return .poison }
      throw fail(
        .wrongType(
          expected: "a list", found: "the value of a layer", help: helpForElement(of: owner, index)),
        at: owner.span)
    case let other:
      throw fail(.wrongType(expected: "a list", found: other.kind(program.names)), at: owner.span)
    }
    return try element(of: values, owner, at: index)
  }

  private func element(
    of values: [Value], _ owner: Expression, at index: Expression
  ) throws(Stop) -> Value {
    guard let number = try integer(index) else { return .poison }
    guard values.indices.contains(number) else {
      let list: String? = if case .name = owner.kind { source(of: owner.span) } else { nil }
      throw fail(.indexOutOfRange(number, count: values.count, of: list), at: index.span)
    }
    return values[number]
  }

  /// Why a single value has no elements, if its name means a list elsewhere.
  private func helpForElement(of owner: Expression, _ index: Expression) -> String? {
    guard case .name(let name) = owner.kind else { return nil }
    if frame.loops.contains(where: { $0.declared.contains(name) }) {
      let label = text(name)
      return
        "in its own round `\(label)` is one value; before its line `\(label)[i - 1]` is that of the round before"
    }
    return "`slice(0, from: …, to: …)` takes a part of a value"
  }

}
