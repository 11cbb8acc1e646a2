import ArchGraph

/// What one position of a tensor sees of an input of the network: all positions that can change it.
public enum ReceptiveField: Hashable, Sendable {
  /// A field on each spatial axis of the tensor.
  case axes([AxisField])
  /// Not limited to a window: behind a dense layer, a global pooling or attention.
  case whole
  /// Not followed: behind a change of shape that mixes channels and positions, or a merge of maps whose axes stand in
  /// another order.
  case unknown
}

/// Two paths that meet in a merge and are not centred on the same input positions.
public struct Misalignment: Hashable, Sendable {
  /// The merge.
  public var node: Node.ID
  /// The value that comes by the first path, and the centre of its first position's field on each axis.
  public var first: (node: Node.ID, centres: [Double?], strides: [Double?])
  /// The value that comes by the other path.
  public var second: (node: Node.ID, centres: [Double?], strides: [Double?])

  /// Compares the nodes; the rest follows from them.
  public static func == (a: Misalignment, b: Misalignment) -> Bool {
    a.node == b.node && a.first.node == b.first.node && a.second.node == b.second.node
  }

  /// Hashes the nodes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(node)
    hasher.combine(first.node)
    hasher.combine(second.node)
  }
}

/// The receptive fields of all layers with respect to one input of the network.
public struct ReceptiveFields: Sendable {
  /// The input they are fields of.
  public let input: Node.ID
  /// For each node its field, nil where it does not depend on the input.
  public private(set) var fields: [ReceptiveField?]
  /// The merges whose paths are not aligned.
  public private(set) var misalignments: [Misalignment] = []

  /// Follows the fields through a graph: the union over all paths (Araujo, Norris and Sim, Distill 2019).
  ///
  /// - Parameter isOpen: whether the extent of the input is left open; padding that was chosen for the extent (`same`
  ///   with a stride) then leaves the offset unknown, size and stride stay exact.
  public init(of graph: Graph, from input: Node.ID, isOpen: Bool = false) {
    self.input = input
    fields = Array(repeating: nil, count: graph.nodes.count)
    orders = Array(repeating: [], count: graph.nodes.count)
    guard graph.nodes.indices.contains(input) else { return }
    let spatial = graph.nodes[input].shape.rank - 1
    fields[input] = spatial > 0 ? .axes(Array(repeating: .identity, count: spatial)) : .whole
    var known = [Reach?](repeating: nil, count: graph.forms.count)
    orders[input] = Array(0..<max(0, spatial))
    for id in (input + 1)..<max(input + 1, graph.nodes.count) {
      fields[id] = field(of: id, in: graph, isOpen: isOpen, known: &known)
    }
    orders = []
  }

  /// For each node which axis of the input each of its axes follows, while fields are followed.
  private var orders: [[Int]]

  private mutating func field(
    of id: Node.ID, in graph: Graph, isOpen: Bool, known: inout [Reach?]
  ) -> ReceptiveField? {
    let node = graph.nodes[id]
    let form = node.form
    var result: (node: Node.ID, field: ReceptiveField)?
    for source in node.inputs {
      guard let field = fields[source] else { continue }
      let reach = known[form.index] ?? form.op.reach(from: form.inputShapes, to: form.shape)
      known[form.index] = reach
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
      // A value without positions of its own, such as a gate for each channel, brings its whole field along.
      return axes.count == output.rank - 1 && input.spatial == output.spatial ? field : .whole
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

extension AxisField {
  /// The stride as one number.
  public var strideValue: Double? { stride.map { Double($0.numerator) / Double($0.denominator) } }
}
