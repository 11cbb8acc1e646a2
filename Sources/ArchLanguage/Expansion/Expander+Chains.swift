import ArchDiagnostics
import ArchGraph

/// Chains of layers, and merges of branches.
extension Expander {
  /// The scope that the layers after the first of a labelled chain are in.
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
      if let value = try value(of: element, isChained: index > 0) {
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
      point = try call(element, label: label.map { text($0.name) }, isChained: index > 0)
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

  /// The value that an element names, or nil where it is a call: after an arrow the layer of a name is meant, at the
  /// beginning of a chain the value.
  private func value(of element: Element, isChained: Bool) throws(Stop) -> Point? {
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
    case .value(let expression): return try point(evaluate(expression), at: expression.span)
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

  private func call(_ element: Element, label: String?, isChained: Bool) throws(Stop) -> Point {
    switch element {
    case .word(let word):
      return try call(Call(word: word, arguments: [], span: word.span), label: label, isChained: isChained)
    case .call(let call): return try self.call(call, label: label, isChained: isChained)
    case .branches(let call, let body, _): return try merge(call, body, label: label)
    case .value: throw Stop()
    }
  }

  // MARK: Branches

  /// One branch that has been run: its value and where its statements stand.
  private struct Branch {
    var point: Point
    var span: Span
    var firstNode: Int
    var lastNode: Int
  }

  /// `add { branch { … } branch { … } }`: all branches start from the current value.
  private func merge(_ call: Call, _ body: [Statement], label: String?) throws(Stop) -> Point {
    if isExperts(call.word) { return try mixture(call, body, label: label) }
    guard case .op(let type) = try callable(call.word) else {
      throw fail(.notAMerge(text(call.word.name)), at: call.word.span)
    }
    let signature = type.signature
    let name = signature.name
    guard signature.inputs.counts.lowerBound >= 2 else { throw fail(.notAMerge(name), at: call.word.span) }
    guard let start = frame.current else { throw fail(.noCurrentValue(name), at: call.span) }
    let faultsBefore = diagnostics.count
    var branches: [Branch] = []
    branches.reserveCapacity(2)
    // The branches are in the scope of the layer that merges them, which comes after them.
    if let label { builder.enterAhead(of: label) }
    let outer = frame.input
    runBranches(body, from: start, into: &branches)
    frame.input = outer
    if label != nil { builder.leave() }
    let bound = try arguments(of: call, type: type, tensorsAllowed: false)
    if branches.count < 2, diagnostics.count == faultsBefore {
      throw fail(.fewBranches(name, found: branches.count), at: call.span)
    }
    let nodes = branches.compactMap(\.point.node)
    guard nodes.count == branches.count, nodes.count >= 2 else {
      let list = branches.first { $0.point.list != nil }
      throw noSingleValue(among: branches.map(\.point), of: name, at: list?.span ?? call.span)
    }
    let kind = try kind(type, bound.values, at: call)
    do throws(Misfit) {
      return try add(kind, to: nodes, label: label, at: call.span)
    } catch {
      if error.isLimit { throw abort(.misfit(error, of: name), at: call.span) }
      throw fail(
        .branches(error, of: name, results: describe(branches, start: start), help: mending(branches, error)),
        at: call.word.span)
    }
  }

  /// Runs what is between the braces of a merge, where loops and choices may make branches.
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

  /// For each value that is merged its shape and the layers that made it so.
  func describe(_ nodes: [Node.ID]) -> [String] {
    let graph = builder.graph
    let width = nodes.map { graph.nodes[$0].shape.description.count }.max() ?? 0
    return nodes.prefix(16).enumerated().map { index, id in
      let shape = graph.nodes[id].shape.description
      let space = String(repeating: " ", count: width - shape.count)
      return "input \(index + 1) is \(space)\(shape): \(changes(of: id, from: 0))"
    }
  }

  /// The layers on the way to a value that changed its shape last, at most two: they are the ones to look at.
  private func changes(of id: Node.ID, from first: Node.ID) -> String {
    let graph = builder.graph
    var changes: [String] = []
    var inner: Node.ID? = id
    while let current = inner, current >= first, changes.count < 2 {
      let layer = graph.nodes[current]
      let source = layer.inputs.first { graph.nodes[$0].shape == layer.shape } ?? layer.inputs.first
      if source.map({ graph.nodes[$0].shape }) != layer.shape {
        let what = layer.op is InputLayer ? "the input `\(layer.name)`" : layer.op.call
        changes.append("\(what)\(layer.place.line.map { " on line \($0)" } ?? "")")
      }
      inner = source
    }
    return changes.isEmpty ? "`\(graph.path(of: id))`" : changes.joined(separator: ", after ")
  }

  /// What would make two values fit together.
  func mending(_ nodes: [Node.ID], _ misfit: Misfit) -> String? {
    guard case .shapes(let shapes, let except) = misfit, shapes.count == 2, shapes[0].rank == shapes[1].rank,
      shapes[0].rank >= 2
    else { return "they must match" }
    if let help = missingStride(misfit, "input") { return help }
    let (a, b) = (shapes[0], shapes[1])
    let rest = "in every dimension\(except == nil ? "" : except == 0 ? " but the first" : " but one")"
    if a.spatial == b.spatial, except == nil {
      return "they must match \(rest); `conv(\(a[0]), kernel: 1)` on input 2 would make them match"
    }
    // A map that was halved and doubled again is larger than before by one where its extent was odd.
    for (index, (large, small)) in [(a, b), (b, a)].enumerated() {
      let surplus = zip(large.spatial, small.spatial).map { $0 - $1 }
      guard surplus.allSatisfy({ (0...2).contains($0) }), except == nil || except == 0,
        except == 0 || large[0] == small[0]
      else { continue }
      let sides = surplus.map { "[0, \($0)]" }.joined(separator: ", ")
      return "they must match \(rest); `crop([\(sides)])` on input \(index + 1) would make them match"
    }
    return "they must match \(rest)"
  }

  /// For each branch what it gives and which layers made it so.
  private func describe(_ branches: [Branch], start: Point) -> [String] {
    let graph = builder.graph
    let width =
      branches.compactMap { $0.point.node.map { graph.nodes[$0].shape.description.count } }.max() ?? 0
    return branches.enumerated().map { index, branch in
      guard let id = branch.point.node else { return "branch \(index + 1) has errors" }
      let node = graph.nodes[id]
      let shape = String(repeating: " ", count: width - node.shape.description.count) + node.shape.description
      guard branch.firstNode < branch.lastNode, id >= branch.firstNode else {
        let line = node.place.line.map { " on line \($0)" } ?? ""
        return "branch \(index + 1) gives \(shape): its input, from `\(graph.path(of: id))`\(line)"
      }
      let from = changes(of: id, from: branch.firstNode)
      return "branch \(index + 1) gives \(shape): \(from)"
    }
  }

  /// Where one branch is the bare input of a block and another differs by channels or stride, the usual projection.
  private func mending(_ branches: [Branch], _ misfit: Misfit) -> String? {
    if let help = missingStride(misfit) { return help }
    guard case .shapes(let shapes, let except) = misfit, branches.count == 2, except == nil,
      let bare = branches.firstIndex(where: { $0.firstNode == $0.lastNode }), shapes.count == 2
    else { return nil }
    let from = shapes[bare]
    let to = shapes[1 - bare]
    guard from.rank == to.rank, from.rank >= 2 else { return nil }
    let strides = zip(from.spatial, to.spatial).map { ($0 + $1 - 1) / max(1, $1) }
    guard let stride = strides.first, strides.allSatisfy({ $0 == stride }), stride >= 1,
      zip(from.spatial, to.spatial).allSatisfy({ ($0 - 1) / stride + 1 == $1 })
    else { return nil }
    let call = stride == 1 ? "conv(\(to[0]), kernel: 1)" : "conv(\(to[0]), kernel: 1, stride: \(stride))"
    return
      "branches must match in every dimension here; `\(call)` on branch \(bare + 1) would make them match"
  }

  /// Where two branches differ by a stride alone.
  private func missingStride(_ misfit: Misfit, _ noun: String = "branch") -> String? {
    guard case .shapes(let shapes, _) = misfit, shapes.count == 2, shapes[0].rank == shapes[1].rank,
      shapes[0].rank >= 2, shapes[0][0] == shapes[1][0]
    else { return nil }
    let larger = shapes[0][1] > shapes[1][1] ? 0 : 1
    let (large, small) = (shapes[larger], shapes[1 - larger])
    guard let first = zip(large.spatial, small.spatial).map({ ($0 + $1 - 1) / max(1, $1) }).first, first > 1,
      zip(large.spatial, small.spatial).allSatisfy({ ($0 - 1) / first + 1 == $1 })
    else { return nil }
    return "\(noun) \(larger + 1) is \(first) times as large: a stride of \(first) is missing there"
  }
}
