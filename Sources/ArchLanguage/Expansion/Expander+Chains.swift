import ArchDiagnostics
import ArchGraph

/// Chains of layers, and merges of branches.
extension Expander {
  /// The scope of the layers after the first in a labelled chain.
  private enum Followers {
    case none
    case layer(Name)
    case block(scope: Int)
  }

  /// Runs a chain; its first layer or block takes the label as its name, the others follow it.
  func run(_ elements: [Element], label: Word?) throws(Stop) -> Point {
    var point = frame.current
    var label = label
    var followers = Followers.none
    let firstNode = builder.graph.nodes.count
    for (index, element) in elements.enumerated() {
      var callable: Callable?
      if let value = try value(of: element, &callable, isChained: index > 0) {
        guard index == 0 else {
          let text = program.modules[frame.module].source.text(in: element.span.range)
          throw fail(.valueAfterArrow(text), at: element.span)
        }
        point = value
        continue
      }
      frame.current = point
      let outer = builder.currentScope
      switch followers {
      case .none: break
      case .layer(let name):
        builder.enterFollowers(of: text(name))
        followers = .block(scope: builder.currentScope)
      case .block(let scope): builder.reenter(scope)
      }
      defer { builder.reenter(outer) }
      let isLast = index == elements.count - 1
      let scopes = builder.graph.scopes.count
      point = try call(element, callable, label: label.map { text($0.name) }, isChained: index > 0)
      if let word = label, !isLast {
        followers =
          builder.graph.scopes.count > scopes && builder.graph.scopes[scopes].name == text(word.name)
          ? .block(scope: scopes) : .layer(word.name)
      }
      label = nil
    }
    if builder.graph.nodes.count > firstNode { point?.nodes = firstNode..<builder.graph.nodes.count }
    return point ?? Point(node: nil)
  }

  /// The value that an element names, or `nil` if it is a call: after an arrow a name means the layer, at the
  /// start of a chain the value.
  ///
  /// - Parameter callable: the layer that a path refers to, as in `acts[0]`.
  private func value(
    of element: Element, _ callable: inout Callable?, isChained: Bool
  ) throws(Stop) -> Point? {
    switch element {
    case .word(let word):
      if word.name == Keyword.it.name || word.name == Keyword.in.name {
        return try point(evaluate(Expression(kind: .name(word.name), span: word.span)), at: word.span)
      }
      switch frame.find(word.name) {
      case .tensor(let point)?: return isChained && program.catalogue[text(word.name)] != nil ? nil : point
      case .points(let list)?:
        return isChained && program.catalogue[text(word.name)] != nil ? nil : Point(list)
      case .poison?: throw Stop()
      case nil: return frame.loops.isEmpty ? nil : try earlier(word.name, at: word.span).map { Point($0) }
      default: return nil
      }
    case .value(let expression):
      let value = try evaluate(expression)
      if case .callable(let found) = value {
        callable = found
        return nil
      }
      return try point(value, at: expression.span)
    case .call, .branches: return nil
    }
  }

  /// A value of the network, or a list of them.
  func point(_ value: Value, at span: Span) throws(Stop) -> Point {
    switch value {
    case .tensor(let point): return point
    case .points(let list): return Point(list)
    case .poison: throw Stop()
    default:
      throw fail(.wrongType(expected: "the value of a layer", found: value.kind(program.names)), at: span)
    }
  }

  private func call(
    _ element: Element, _ callable: Callable?, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    switch element {
    case .value(let expression):
      guard let callable else { throw Stop() }
      let call = Call(word: expression.root, arguments: [], span: expression.span)
      return try self.call(callable, call, label: label, isChained: isChained)
    case .word(let word):
      return try call(Call(word: word, arguments: [], span: word.span), label: label, isChained: isChained)
    case .call(let call): return try self.call(call, label: label, isChained: isChained)
    case .branches(let call, let body, _): return try merge(call, body, label: label)
    }
  }

  // MARK: Branches

  /// A branch that has been run: its value and the range of its statements.
  struct Branch {
    var point: Point
    var span: Span
    var firstNode: Int
    var lastNode: Int
  }

  /// `add { branch { … } branch { … } }`: all branches start from the current value.
  private func merge(_ call: Call, _ body: [Statement], label: String?) throws(Stop) -> Point {
    if isExperts(call.word) { return try mixture(call, body, label: label) }
    let callable = try callable(call.word)
    guard case .op(let type) = callable.base else {
      let isBlock = if case .block = callable.base { true } else { false }
      throw fail(.notAMerge(text(call.word.name), isBlock: isBlock), at: call.word.span)
    }
    let signature = type.signature
    let name = signature.name
    guard signature.inputs.takesSeveral else { throw fail(.notAMerge(name), at: call.word.span) }
    guard let start = frame.current else { throw fail(.noCurrentValue(name), at: call.span) }
    let faultsBefore = diagnostics.count
    var branches: [Branch] = []
    branches.reserveCapacity(2)
    // The branches are in the scope of the layer that merges them, which follows.
    if let label { builder.enterAhead(of: label) }
    let outer = frame.input
    runBranches(body, from: start, into: &branches)
    frame.input = outer
    if label != nil { builder.leave() }
    let given = (callable.bound?.arguments ?? []) + (try self.given(call, to: signature))
    let bound = try arguments(given, of: call, type: type, tensorsAllowed: false)
    if branches.count < 2, diagnostics.count == faultsBefore {
      throw fail(.fewBranches(name, found: branches.count), at: call.span)
    }
    let nodes = branches.compactMap(\.point.node)
    guard nodes.count == branches.count, nodes.count >= 2 else {
      let list = branches.first { $0.point.list != nil }
      throw noSingleValue(among: branches.map(\.point), of: name, at: list?.span ?? call.span)
    }
    let kind = try kind(type, bound.values, given, at: call)
    do throws(Misfit) {
      return try add(kind, to: nodes, label: label, at: call.span)
    } catch {
      if error.isLimit { throw abort(.misfit(error, of: name), at: call.span) }
      throw fail(
        .branches(error, of: name, results: describe(branches, start: start), help: mending(branches, error)),
        at: call.word.span)
    }
  }

  /// Runs the contents of a merge's braces, where loops and choices may make branches.
  private func runBranches(_ body: [Statement], from start: Point, into branches: inout [Branch]) {
    for statement in body {
      do throws(Stop) {
        try step(at: statement.span)
        switch statement.kind {
        case .branch(let label, let inner):
          if let label { builder.enter(text(label.name)) }
          frame.current = start
          frame.input = start
          let first = builder.graph.nodes.count
          run(inner)
          let last = builder.graph.nodes.count
          var point = frame.current ?? start
          branches.append(Branch(point: point, span: statement.span, firstNode: first, lastNode: last))
          if let label {
            builder.leave()
            point.nodes = first..<last
            try declare(label, point.value)
          }
        case .choice(let condition, let inner, let otherwise):
          frame.current = start
          guard let holds = try truth(condition) else { throw Stop() }
          runBranches(holds ? inner : otherwise, from: start, into: &branches)
        case .loop(let loop):
          frame.current = start
          try run(loop, at: statement.span) { runBranches(loop.body, from: start, into: &branches) }
        case .chain, .parts: throw fail(.layerBetweenBranches, at: statement.span)
        default:
          frame.current = start
          run([statement])
        }
      } catch {
        branches.append(Branch(point: Point(node: nil), span: statement.span, firstNode: 0, lastNode: 0))
      }
    }
  }
}
