import ArchDiagnostics
import ArchGraph
import ArchOperators

/// Finds the layers that people know in the nodes that exporters write for them: an activation in five nodes, a
/// normalisation in nine, attention in thirty.
///
/// It works on the layers of any graph, and goes by what they compute and how they are connected, never by names or by
/// the order of nodes. A layer replaces others only if nothing else uses their intermediate values.
struct Recognition {
  let graph: Graph
  /// The operator of each layer, or `nil` for one that is no longer there.
  var ops: [(any Operator)?]
  /// The inputs of each layer.
  var inputs: [[Node.ID]]
  /// The layers that take each value, as often as they take it; outputs of the network count once more.
  var users: [[Node.ID]]
  /// The layers that share weights with others, and those that are outputs: they stay as they are.
  private let areFixed: [Bool]
  /// The shape of each layer's value.
  private var shapes: [Shape]
  /// The part that each layer is in.
  var scopes: [Int]
  /// Where the numbers of each layer's tensors are.
  private(set) var origins: [Node.ID: [WeightOrigin?]]

  /// The layers whose numbers are known and form masks.
  let masks: [Node.ID: KnownMask]

  init(_ graph: Graph, masks: [Node.ID: KnownMask] = [:], origins: [Node.ID: [WeightOrigin?]] = [:]) {
    self.graph = graph
    self.masks = masks
    self.origins = origins
    ops = graph.nodes.map(\.op)
    shapes = graph.nodes.map(\.shape)
    scopes = graph.nodes.map(\.scope)
    inputs = graph.nodes.map(\.inputs)
    users = Array(repeating: [], count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() { for input in node.inputs { users[input].append(id) } }
    areFixed = graph.nodes.map { $0.weights.map { graph.weights[$0].uses > 1 } ?? false }
    for output in graph.outputs { users[output.node].append(-1) }
  }

  /// The graph with the layers that were found; unchanged if none were found, or if the figures would differ.
  ///
  /// - Parameters:
  ///   - masks: the layers whose numbers are known and form masks.
  ///   - origins: where the numbers of each layer's tensors are.
  /// - Returns: the graph, and where the numbers of its tensors are.
  static func recognise(
    _ graph: Graph, masks: [Node.ID: KnownMask] = [:], origins: [Node.ID: [WeightOrigin?]] = [:]
  ) -> (graph: Graph, origins: [WeightPlace: WeightOrigin]) {
    var recognition = Recognition(graph, masks: masks, origins: origins)
    recognition.tidyMoves()
    recognition.findActivations()
    recognition.findNorms()
    recognition.findChannelNorms()
    recognition.joinBiases()
    recognition.findTokens()
    recognition.findAttention()
    recognition.findInterleaved()
    recognition.tidyUnitMoves()
    recognition.tidyMoves()
    guard let (found, made) = recognition.rebuilt(), recognition.agrees(found) else {
      return (graph, places(origins, in: graph) { $0 })
    }
    return (found, places(recognition.origins, in: found) { made[$0] })
  }

  /// Where the numbers of a graph's tensors are.
  ///
  /// - Parameter made: the layer of the graph for each old layer.
  private static func places(
    _ origins: [Node.ID: [WeightOrigin?]], in graph: Graph, _ made: (Node.ID) -> Node.ID?
  ) -> [WeightPlace: WeightOrigin] {
    var places: [WeightPlace: WeightOrigin] = [:]
    for (id, own) in origins {
      guard let node = made(id), let entry = graph.nodes[node].weights, graph.weights[entry].owner == node
      else {
        continue
      }
      let tensors = graph.weights[entry].parameters
      guard tensors.count == own.count else { continue }
      for (index, origin) in own.enumerated() {
        guard let origin, origin.count == tensors[index].shape.elementCount else { continue }
        places[WeightPlace(entry: entry, index: index)] = origin
      }
    }
    return places
  }

  // MARK: Layers

  func shape(_ id: Node.ID) -> Shape { shapes[id] }

  /// The only layer that takes a value, or `nil` if there is none, or several, or the caller wants it too.
  func user(of id: Node.ID) -> Node.ID? {
    users[id].count == 1 && users[id][0] >= 0 ? users[id][0] : nil
  }

  /// Whether a layer can be replaced: its weights are not shared.
  func isFree(_ id: Node.ID) -> Bool { !areFixed[id] && ops[id] != nil && !graph.nodes[id].isInput }

  /// Replaces a layer by another.
  ///
  /// - Parameters:
  ///   - gone: further layers that it replaces: nothing else may use them.
  ///   - shape: the shape of its value, if it differs.
  ///   - numbers: where the numbers of its tensors are; as before unless given.
  mutating func replace(
    _ id: Node.ID, by op: any Operator, taking values: [Node.ID], insteadOf gone: Set<Node.ID> = [],
    giving shape: Shape? = nil, numbers: [WeightOrigin?]? = nil
  ) {
    if let shape { shapes[id] = shape }
    if let numbers { origins[id] = numbers }
    for input in inputs[id] { drop(id, from: input) }
    for old in gone where old != id {
      for input in inputs[old] { drop(old, from: input) }
      ops[old] = nil
      inputs[old] = []
      users[old] = []
    }
    ops[id] = op
    inputs[id] = values
    for value in values { users[value].append(id) }
  }

  /// Lets all users of a layer use another instead.
  mutating func bypass(_ id: Node.ID, with other: Node.ID) {
    for input in inputs[id] { drop(id, from: input) }
    for user in users[id] where user >= 0 {
      inputs[user] = inputs[user].map { $0 == id ? other : $0 }
      users[other].append(user)
    }
    ops[id] = nil
    inputs[id] = []
    users[id] = []
  }

  /// Removes what is no longer used.
  mutating func sweep(_ id: Node.ID) {
    guard ops[id] != nil, users[id].isEmpty, !graph.nodes[id].isInput, graph.nodes[id].weights == nil else {
      return
    }
    let values = inputs[id]
    ops[id] = nil
    inputs[id] = []
    for value in values { drop(id, from: value) }
    for value in values { sweep(value) }
  }

  private mutating func drop(_ user: Node.ID, from value: Node.ID) {
    if let place = users[value].firstIndex(of: user) { users[value].remove(at: place) }
  }

  // MARK: Building

  /// The graph with these layers, or `nil` if one of them does not fit.
  private func rebuilt() -> (graph: Graph, made: [Node.ID?])? {
    var builder = GraphBuilder(graph.name)
    builder.setSource(graph.source)
    var made: [Node.ID?] = Array(repeating: nil, count: graph.nodes.count)
    var instances: [Int: (instance: Int, owner: Node.ID)] = [:]
    var open: [Int] = []
    let sizes = self.sizes
    do throws(Misfit) {
      for (id, node) in graph.nodes.enumerated() {
        guard let op = ops[id] else { continue }
        // The only layer left of a part takes the part's name.
        let (scope, parent) = (scopes[id], graph.scopes[scopes[id]].parent)
        let isAlone = parent != nil && sizes[scope] == 1
        enter(isAlone ? parent ?? 0 : scope, &open, &builder)
        if node.isInput {
          made[id] = try builder.input(node.name, node.shape, at: node.place)
          continue
        }
        var values: [Node.ID] = []
        for input in inputs[id] {
          guard let value = made[input] else { return nil }
          values.append(value)
        }
        let label =
          isAlone
          ? graph.scopes[scope].name : node.name == node.op.name || scope != node.scope ? nil : node.name
        guard let weights = node.weights, areFixed[id] else {
          made[id] = try builder.apply(op, to: values, label: label, at: node.place)
          guard builder.graph.nodes[made[id] ?? 0].shape == shapes[id] else { return nil }
          continue
        }
        if let known = instances[weights], op is ParameterLayer,
          !(graph.nodes[known.owner].op is ParameterLayer),
          let owner = made[known.owner]
        {
          made[id] = try builder.weights(of: owner, at: node.place)
          continue
        }
        let known = instances[weights]
        let instance = known?.instance ?? builder.makeInstance()
        if known == nil { instances[weights] = (instance, id) }
        builder.beginCall(of: instance, isFirst: known == nil)
        made[id] = try builder.apply(op, to: values, label: label, at: node.place)
        builder.endCall()
      }
    } catch {
      return nil
    }
    for _ in open { builder.leave() }
    for output in graph.outputs {
      guard let node = made[output.node] else { return nil }
      builder.output(node, named: output.name)
    }
    return (builder.graph, made)
  }

  /// How many layers are left in each part, including the parts inside it.
  private var sizes: [Int] {
    var sizes = Array(repeating: 0, count: graph.scopes.count)
    for id in ops.indices where ops[id] != nil { sizes[scopes[id]] += 1 }
    for scope in graph.scopes.indices.reversed() {
      if let parent = graph.scopes[scope].parent { sizes[parent] += sizes[scope] }
    }
    return sizes
  }

  /// Goes to the part that a layer is in.
  private func enter(_ scope: Int, _ open: inout [Int], _ builder: inout GraphBuilder) {
    var path: [Int] = []
    var next: Int? = scope
    while let current = next, graph.scopes[current].parent != nil {
      path.append(current)
      next = graph.scopes[current].parent
    }
    path.reverse()
    let common = zip(path, open).prefix { $0 == $1 }.count
    for _ in common..<open.count { builder.leave() }
    for scope in path[common...] { builder.enter(graph.scopes[scope].name, block: graph.scopes[scope].block) }
    open = path
  }

  // MARK: Comparing

  /// Whether a graph has as many multiply-adds and weights as before: a layer must do what those it replaces do.
  private func agrees(_ found: Graph) -> Bool {
    Self.multiplyAdds(found) == Self.multiplyAdds(graph) && Self.weights(found) == Self.weights(graph)
  }

  private static func multiplyAdds(_ graph: Graph) -> Int? {
    var sum = 0
    for form in graph.nodes.map(\.form) {
      guard let count = try? form.op.work(from: form.inputShapes, to: form.shape)[.multiplyAdds].value()
      else {
        return nil
      }
      let (next, overflow) = sum.addingReportingOverflow(count)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  private static func weights(_ graph: Graph) -> Int? {
    var sum = 0
    for weights in graph.weights {
      guard let count = try? weights.parameters.elements(.weight) else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(count)
      if overflow { return nil }
      sum = next
    }
    return sum
  }
}
