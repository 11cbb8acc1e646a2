import ArchGraph

/// The result of a statement: a tensor of the network, with the labels of the block that made it, or a list of values.
struct Point {
  // For a list, the list itself under no name: few points are lists, and points are copied all the time.
  private var bindings: [Binding]
  // Small numbers, since values are copied all the time.
  private var id: Int32
  private var first: Int32
  private var end: Int32
  /// How deeply members and lists are nested.
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

  /// The node, or `nil` for a list or if it could not be made.
  var node: Node.ID? { id < 0 ? nil : Int(id) }

  /// The layers that the label covers, or `nil` for only that of the node.
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

  /// Whether it results from an error.
  var isPoison: Bool { id == Self.poison }

  /// The values of a list, or `nil` if it is a single value.
  var list: Several? {
    guard id == Self.list, case .points(let list)? = bindings.first?.value else { return nil }
    return list
  }

  /// The value of a label that names it.
  var value: Value {
    guard id == Self.list, let list else { return .tensor(self) }
    return .points(list.nodes == nodes ? list : Several(list, members: list.members, nodes: nodes))
  }
}
