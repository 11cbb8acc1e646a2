import ArchGraph

/// The receptive fields of layers with respect to inputs of the network.
package struct ReceptiveFields: Sendable {
  /// For each node its field, or `nil` if it depends on no input that is followed.
  package private(set) var fields: [ReceptiveField?]
  /// The merges whose paths are not aligned.
  package private(set) var misalignments: [Misalignment] = []
  /// For each node whether its field is a bound: its positions may see less, as channels that see more were left out.
  package private(set) var isBound: [Bool]

  private let graph: Graph
  private let isOpen: Bool
  /// For each node which axis of the input each of its axes follows.
  private var orders: [[Int]]
  /// What the channels of each node see.
  private var views: [ChannelView?]
  /// The reach of each form, once it is known.
  private var reaches: [Reach?]

  /// Follows the fields of one input through a graph: the union over all paths (Araujo, Norris and Sim, Distill 2019).
  ///
  /// - Parameter isOpen: whether the extent of the input is left open; padding that was chosen for the extent (`same`
  ///   with a stride) then leaves the offset unknown, size and stride stay exact.
  package init(of graph: Graph, from input: Node.ID, isOpen: Bool = false) {
    self.init(graph, isOpen: isOpen)
    guard graph.nodes.indices.contains(input) else { return }
    begin(at: input)
    for id in graph.nodes.indices.dropFirst(input + 1) {
      fields[id] = field(of: id)
      isBound[id] = views[id]?.isBound ?? false
    }
  }

  /// The most inputs followed through all layers; further ones are followed only in layers that depend on none before,
  /// so that the time does not grow with the product of inputs and layers.
  static let mostInputs = 16

  /// Follows each input, and keeps for each layer the field on the first that it depends on.
  init(ofAllInputsOf graph: Graph) {
    self.init(graph, isOpen: false)
    var first = fields
    var users: [[Node.ID]] = []
    if graph.inputs.count > 1 {
      users = Array(repeating: [], count: graph.nodes.count)
      for (id, node) in graph.nodes.enumerated() { for input in node.inputs { users[input].append(id) } }
    }
    for (index, input) in graph.inputs.enumerated() {
      begin(at: input)
      var reached = [input]
      if graph.inputs.count == 1 {
        reached = Array(input..<graph.nodes.count)
      } else {
        var isReached = Set(reached)
        var next = 0
        while next < reached.count {
          for user in users[reached[next]] where index < Self.mostInputs || first[user] == nil {
            if isReached.insert(user).inserted { reached.append(user) }
          }
          next += 1
        }
        reached.sort()
      }
      for id in reached.dropFirst() { fields[id] = field(of: id) }
      for id in reached {
        if first[id] == nil {
          first[id] = fields[id]
          isBound[id] = views[id]?.isBound ?? false
        }
        fields[id] = nil
        views[id] = nil
      }
    }
    fields = first
  }

  private init(_ graph: Graph, isOpen: Bool) {
    self.graph = graph
    self.isOpen = isOpen
    fields = Array(repeating: nil, count: graph.nodes.count)
    orders = Array(repeating: [], count: graph.nodes.count)
    views = Array(repeating: nil, count: graph.nodes.count)
    isBound = Array(repeating: false, count: graph.nodes.count)
    reaches = Array(repeating: nil, count: graph.forms.count)
  }

  private mutating func begin(at input: Node.ID) {
    let spatial = graph.nodes[input].shape.rank - 1
    fields[input] = spatial > 0 ? .axes(Array(repeating: .identity, count: spatial)) : .whole
    orders[input] = Array(0..<max(0, spatial))
    views[input] = ChannelView()
  }

  private mutating func field(of id: Node.ID) -> ReceptiveField? {
    let node = graph.nodes[id]
    let form = node.form
    var result: (node: Node.ID, field: ReceptiveField)?
    var view: ChannelView?
    var hasEqualParts = true
    for source in node.inputs {
      guard let field = fields[source], let own = views[source] else {
        hasEqualParts = false
        continue
      }
      hasEqualParts = hasEqualParts && own.isUniform && field == fields[node.inputs[0]]
      view = view?.joined(with: own) ?? own
      let reach = reaches[form.index] ?? form.op.reach(from: form.inputShapes, to: form.shape)
      reaches[form.index] = reach
      let stepped = Self.step(
        field, by: reach, from: graph.nodes[source].shape, to: node.shape, isOpen: isOpen)
      let order = Self.order(orders[source], behind: reach)
      guard let before = result else {
        result = (source, stepped)
        orders[id] = order
        continue
      }
      // An axis of the merged map would follow two axes of the input at once.
      if orders[id] != order, case .axes = before.field, case .axes = stepped {
        result = (before.node, .unknown)
        continue
      }
      result = (before.node, union(before, (source, stepped), at: id, extent: node.shape))
    }
    views[id] = view?.behind(node, hasEqualParts: hasEqualParts)
    return result?.field
  }

  private static func order(_ order: [Int], behind reach: Reach) -> [Int] {
    guard case .permuted(let axes) = reach, axes.first == 0, axes.count == order.count + 1 else {
      return order
    }
    return axes.dropFirst().map { order[$0 - 1] }
  }

  private static func step(
    _ field: ReceptiveField, by reach: Reach, from input: Shape, to output: Shape, isOpen: Bool
  ) -> ReceptiveField {
    guard case .axes(let axes) = field else { return field }
    switch reach {
    case .everything: return .whole
    case .unknown: return .unknown
    case .pointwise:
      if axes.count == output.rank - 1, input.spatial == output.spatial { return field }
      // A value without positions, such as a gate for each channel, contributes its whole field.
      guard input.spatial.contains(where: { $0 != 1 }) else { return .whole }
      // Some of the output's axes follow none of the input's, or its channels.
      guard input.rank == output.rank else { return .unknown }
      // Nor does an axis with one position.
      let spread = axes.indices.map { input[$0 + 1] == output[$0 + 1] ? axes[$0] : .everything }
      return spread.allSatisfy({ $0 == .everything }) ? .whole : .axes(spread)
    case .permuted(let order):
      guard order.first == 0, order.count == axes.count + 1 else { return .unknown }
      return .axes(order.dropFirst().map { axes[$0 - 1] })
    case .axes(let reaches):
      guard reaches.count == axes.count, output.rank - 1 == axes.count else { return .whole }
      var stepped: [AxisField] = []
      stepped.reserveCapacity(axes.count)
      for index in axes.indices {
        stepped.append(axes[index].stepped(by: reaches[index], extent: output[index + 1], isOpen: isOpen))
      }
      return stepped.allSatisfy({ $0 == .everything }) ? .whole : .axes(stepped)
    }
  }

  private mutating func union(
    _ first: (node: Node.ID, field: ReceptiveField), _ second: (node: Node.ID, field: ReceptiveField),
    at id: Node.ID,
    extent: Shape
  ) -> ReceptiveField {
    guard case .axes(let axes) = first.field, case .axes(let others) = second.field,
      axes.count == others.count
    else {
      return first.field == .unknown || second.field == .unknown ? .unknown : .whole
    }
    if axes == others { return first.field }
    var union: [AxisField] = []
    var isAligned = true
    for index in axes.indices {
      let (field, aligned) = axes[index].union(others[index], extent: extent[index + 1])
      union.append(field)
      isAligned = isAligned && aligned
    }
    if !isAligned {
      misalignments.append(
        Misalignment(
          node: id, first: (first.node, axes.map(\.centre), axes.map(\.strideValue)),
          second: (second.node, others.map(\.centre), others.map(\.strideValue))))
    }
    return .axes(union)
  }
}
