import ArchGraph

/// Which parts of a network get their own classes: calls of blocks that can be separate.
///
/// A part can be separate if its layers follow each other without others between, and if its weights are used nowhere
/// else, except by an equal part that is called in the same place: a shared instance.
struct ModuleTree {
  let graph: Graph
  /// The direct items of each part that is kept, in order; the network is part 0.
  private(set) var items: [Int: [Item]] = [:]
  /// The kept part around the contents of each scope.
  private var home: [Int]
  private var kept: [Bool]
  /// The nodes of each scope and of those inside it: first, last, count.
  private var spans: [(first: Int, last: Int, count: Int)]
  private var weights: [[Int]]

  /// A layer, or a part with its own class.
  enum Item {
    case node(Node.ID)
    case part(Int)
  }

  init(_ graph: Graph) {
    self.graph = graph
    let scopes = graph.scopes
    kept = scopes.map { $0.block != nil }
    home = Array(repeating: 0, count: scopes.count)
    spans = Array(repeating: (Int.max, -1, 0), count: scopes.count)
    weights = Array(repeating: [], count: scopes.count)
    if !kept.isEmpty { kept[0] = true }
    for (id, node) in graph.nodes.enumerated() {
      for index in around(id) {
        spans[index] = (min(spans[index].first, id), id, spans[index].count + 1)
        if let own = node.weights { weights[index].append(own) }
        // An input is an argument of the network.
        if node.isInput, index != 0 { kept[index] = false }
      }
    }
    for index in scopes.indices.dropFirst() where kept[index] {
      let span = spans[index]
      kept[index] = span.count > 1 && span.last - span.first + 1 == span.count
    }
    settle()
    arrange()
  }

  /// The scopes that a layer is part of, from the innermost outwards; not those that only occur in its path.
  private func around(_ node: Node.ID) -> [Int] { around(node, from: graph.nodes[node].scope) }

  private func around(_ node: Node.ID, from scope: Int?) -> [Int] {
    var found: [Int] = []
    var scope = scope
    while let index = scope {
      if node < graph.scopes[index].end ?? Int.max { found.append(index) }
      scope = graph.scopes[index].parent
    }
    return found
  }

  /// The kept part around a layer, or around a scope that begins with the layer.
  private func part(around node: Node.ID, from scope: Int?) -> Int {
    around(node, from: scope).first { kept[$0] } ?? 0
  }

  /// Drops parts whose weights are used elsewhere, until none is left.
  private mutating func settle() {
    var users: [Int: [Node.ID]] = [:]
    for (id, node) in graph.nodes.enumerated() {
      if let own = node.weights, graph.weights[own].uses > 1 { users[own, default: []].append(id) }
    }
    let instances = users.isEmpty ? [] : self.instances
    repeat {
      for scope in graph.scopes.indices.dropFirst() where spans[scope].count > 0 {
        home[scope] = part(around: spans[scope].first, from: graph.scopes[scope].parent)
      }
      guard !users.isEmpty else { return }
      // How many users of shared weights are in calls of each instance, in one place or in twin places.
      var counts: [Call: Int] = [:]
      for (own, users) in users {
        for user in users {
          for scope in around(user) where kept[scope] {
            if let call = call(of: own, in: scope, instances) { counts[call, default: 0] += 1 }
          }
        }
      }
      let wrong = graph.scopes.indices.dropFirst().filter { scope in
        guard kept[scope] else { return false }
        let span = spans[scope]
        return weights[scope].contains { own in
          guard let users = users[own], let first = users.first, let last = users.last else { return false }
          if first >= span.first, last <= span.last { return false }
          return call(of: own, in: scope, instances).map { counts[$0] ?? 0 } != users.count
        }
      }
      if wrong.isEmpty { return }
      for scope in wrong { kept[scope] = false }
    } while true
  }

  /// Weights in a call of an instance, and the place of the call.
  private struct Call: Hashable {
    var weights: Int
    var instance: Int
    var home: Int
  }

  private func call(of weights: Int, in scope: Int, _ instances: [Int?]) -> Call? {
    guard let instance = instances[scope] else { return nil }
    // Homes that are twins count as one; others have their own numbers.
    return Call(weights: weights, instance: instance, home: instances[home[scope]] ?? -1 - home[scope])
  }

  /// For each scope its first twin, or itself if it is the first, or `nil` if it can have none.
  private var instances: [Int?] {
    var firsts: [[Int]: [Int]] = [:]
    var found = [Int?](repeating: nil, count: graph.scopes.count)
    for scope in graph.scopes.indices.dropFirst() where !weights[scope].isEmpty {
      let span = spans[scope]
      guard span.count == span.last - span.first + 1 else { continue }
      if let twin = firsts[weights[scope]]?.first(where: { areTwins($0, scope) }) {
        found[scope] = twin
      } else {
        firsts[weights[scope], default: []].append(scope)
        found[scope] = scope
      }
    }
    return found
  }

  /// Whether two parts are calls of one instance: the same layers with the same weights, wired alike.
  func areTwins(_ a: Int, _ b: Int) -> Bool {
    guard a != b else { return true }
    guard !weights[a].isEmpty, weights[a] == weights[b], spans[a].count == spans[b].count,
      spans[a].count == spans[a].last - spans[a].first + 1
    else { return false }
    let distance = spans[b].first - spans[a].first
    return (spans[a].first...spans[a].last).allSatisfy { id in
      let (node, other) = (graph.nodes[id], graph.nodes[id + distance])
      return node.form.inputShapes == other.form.inputShapes && isSame(node.op, other.op)
        && node.weights == other.weights
        && zip(node.inputs, other.inputs).allSatisfy { input, otherInput in
          input < spans[a].first ? otherInput < spans[b].first : otherInput == input + distance
        }
    }
  }

  private func isSame(_ a: any Operator, _ b: any Operator) -> Bool { AnyHashable(a) == AnyHashable(b) }

  private mutating func arrange() {
    var placed: Set<Int> = []
    for (id, node) in graph.nodes.enumerated() {
      // From the layer outwards: each kept part is in the next one around it, once.
      var part = part(around: id, from: node.scope)
      items[part, default: []].append(.node(id))
      while part != 0, placed.insert(part).inserted {
        let outer = home[part]
        items[outer, default: []].append(.part(part))
        part = outer
      }
    }
  }

  /// The name of an item inside its part, as a Python identifier: `stage_2_conv`.
  func name(of item: Item, in part: Int) -> String {
    var components: [String] = []
    var scope: Int
    switch item {
    case .node(let id):
      let node = graph.nodes[id]
      components.append(graph.component(of: id))
      scope = node.scope
    case .part(let index):
      components.append(graph.component(ofScope: index))
      scope = graph.scopes[index].parent ?? 0
    }
    while scope != part, scope != 0 {
      let name = graph.component(ofScope: scope)
      // A labelled chain has the path of its layer: `conv1.relu` needs no more than that.
      components.append(name)
      scope = graph.scopes[scope].parent ?? 0
    }
    return Python.identifier(components.reversed().joined(separator: "_"))
  }

  /// The weights of a part's layers, in order.
  func weights(of part: Int) -> [Int] { weights[part] }

  /// The first and the last layer of a part.
  func span(of part: Int) -> ClosedRange<Int> { spans[part].first...max(spans[part].first, spans[part].last) }
}
