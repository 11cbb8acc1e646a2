import ArchGraph

/// What a statement gives: a tensor of the network, with the labels of the block that made it, or a list of values.
struct Point {
  // Of a list the list itself, under no name: few points are lists, and all are copied all the time.
  private var bindings: [Binding]
  // Small numbers, since values are copied all the time.
  private var id: Int32
  private var first: Int32
  private var end: Int32
  /// How deep members and lists stand in each other.
  var nesting: UInt8 = 0

  /// The labels of the block or loop that made it.
  var members: [Binding] {
    get { list?.members ?? bindings }
    set {
      var labels = newValue
      let nesting = Value.nesting(of: &labels)
      if let list {
        self = Point(Several(list, members: labels, nodes: nodes))
      } else {
        bindings = labels
        self.nesting = UInt8(nesting)
      }
    }
  }

  /// The node; nil where it could not be made, and of a list.
  var node: Node.ID? { id < 0 ? nil : Int(id) }

  /// The layers that the label stands for; nil for that of the node alone.
  var nodes: Range<Int>? {
    get { end <= first ? nil : Int(first)..<Int(end) }
    set {
      first = Int32(newValue?.lowerBound ?? 0)
      end = Int32(newValue?.upperBound ?? 0)
    }
  }

  init(node: Node.ID?, nodes: Range<Int>? = nil) {
    bindings = []
    id = node.map { Int32($0) } ?? Self.poison
    first = Int32(nodes?.lowerBound ?? 0)
    end = Int32(nodes?.upperBound ?? 0)
  }

  private static let poison: Int32 = -1
  private static let list: Int32 = -2

  init(_ list: Several) {
    bindings = [Binding(.none, .points(list))]
    nesting = UInt8(list.nesting)
    id = Self.list
    first = Int32(list.nodes?.lowerBound ?? 0)
    end = Int32(list.nodes?.upperBound ?? 0)
  }

  /// Whether it is the result of something that was wrong.
  var isPoison: Bool { id == Self.poison }

  /// The values of a list; nil where it is one value.
  var list: Several? {
    guard id == Self.list, case .points(let list)? = bindings.first?.value else { return nil }
    return list
  }

  /// What a label of it stands for.
  var value: Value {
    guard id == Self.list, let list else { return .tensor(self) }
    return .points(list.nodes == nodes ? list : Several(list, members: list.members, nodes: nodes))
  }
}
