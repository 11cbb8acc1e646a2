import ArchGraph

/// A value of the language while a network is expanded.
enum Value {
  case integer(Int)
  case decimal(Double)
  case boolean(Bool)
  case string(String)
  case word(Name)
  case list([Value])
  case tensor(Point)
  /// Several values of the network: a list of them, the labels of one name in a loop, the parts of a value.
  case points(Several)
  case callable(Callable)
  /// The result of something that was wrong; it has been reported and causes no further fault.
  case poison
}

/// A name with its value.
///
/// A struct, since arrays of tuples are copied and destroyed element by element through their metadata.
struct Binding {
  var name: Name
  var value: Value

  init(_ name: Name, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// What a statement gives: a tensor of the network, with the labels of the block that made it, or a list of values.
struct Point {
  // Of a list the list itself, under no name: few points are lists, and all are copied all the time.
  private var bindings: [Binding]
  // Small numbers, since values are copied all the time.
  private var id: Int32
  private var first: Int32
  private var end: Int32
  /// How deep members and lists stand in each other.
  fileprivate var nesting: UInt8 = 0

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

/// A list of values of the network.
final class Several {
  let values: [Value]
  /// The labels of the block or loop that gave it.
  let members: [Binding]
  /// The layers that a label of it stands for; nil for those of its values.
  let nodes: Range<Int>?
  /// How deep lists stand in each other.
  let depth: Int
  /// How many values there are in all lists.
  let count: Int
  /// How deep members and lists stand in each other.
  fileprivate let nesting: Int

  init(_ values: [Value]) {
    let nesting = (values.lazy.map(\.nesting).max() ?? 0) + 1
    self.nesting = min(nesting, Self.deepest + 1)
    self.values = nesting > Self.deepest ? values.map(\.bare) : values
    members = []
    nodes = nil
    var (depth, count) = (0, CheckedInteger(0))
    for case .points(let inner) in values {
      (depth, count) = (max(depth, inner.depth), count + CheckedInteger(inner.count))
    }
    self.depth = depth + 1
    self.count = (count + CheckedInteger(values.count)).value ?? .max
  }

  /// A list that something else gave.
  init(_ other: Several, members: [Binding], nodes: Range<Int>?) {
    values = other.values
    depth = other.depth
    count = other.count
    self.members = members
    self.nodes = nodes
    nesting = max(other.nesting, (members.lazy.map(\.value.nesting).max() ?? -1) + 1)
  }

  /// More lists in each other, and more values in all, than anyone means.
  static let deepest = 128
  static let most = Limits.connections
}

/// Something that a statement can call.
enum Callable {
  case op(any Operator.Type)
  case block(BlockSyntax, module: Int)
  case instance(Instance)
}

/// One shared instance of a block or layer: all calls use the same weights.
final class Instance {
  enum Content {
    case op(LayerKind)
    case block(BlockSyntax, module: Int, variables: [Binding])
  }

  let name: Name
  let content: Content
  /// The number of the instance in the graph's builder.
  let number: Int
  var isCalled = false
  /// Whether a call of it had a fault.
  var isFaulty = false

  init(name: Name, content: Content, number: Int) {
    self.name = name
    self.content = content
    self.number = number
  }
}

extension Value {
  fileprivate var nesting: Int {
    switch self {
    case .tensor(let point): Int(point.nesting)
    case .points(let list): list.nesting
    default: 0
    }
  }

  /// How deep members of these labels stand in each other.
  ///
  /// A block in a loop may label what entered it, which has the labels of the round before as its members, and so on: far
  /// deeper than anyone asks for them, and too deep to be freed. There a label has no members.
  fileprivate static func nesting(of labels: inout [Binding]) -> Int {
    var deepest = -1
    for index in labels.indices {
      var nesting = labels[index].value.nesting
      if nesting > Several.deepest {
        labels[index].value = labels[index].value.bare
        nesting = labels[index].value.nesting
      }
      deepest = max(deepest, nesting)
    }
    return deepest + 1
  }

  /// The value without members.
  fileprivate var bare: Value {
    switch self {
    case .tensor(let point): .tensor(Point(node: point.node, nodes: point.nodes))
    case .points(let list): .points(Several(list.values.map(\.bare)))
    default: self
    }
  }

  /// What the value is, in words.
  func kind(_ names: Names) -> String {
    switch self {
    case .integer(let value): "the number \(value)"
    case .decimal(let value): "the number \(value)"
    case .boolean(let value): "`\(value)`"
    case .string: "a string"
    case .word(let name): "the word `\(names[name])`"
    case .list: "a list"
    case .tensor: "the value of a layer"
    case .points: "a list of values"
    case .callable(.op(let type)): "the layer `\(type.signature.name)`"
    case .callable(.block(let block, _)): "the block `\(names[block.word.name])`"
    case .callable(.instance(let instance)): "the shared instance `\(names[instance.name])`"
    case .poison: "a faulty value"
    }
  }

  /// The value as a call would show it, a long list cut short.
  func text(_ names: Names) -> String {
    var budget = 40
    return text(names, &budget)
  }

  private func text(_ names: Names, _ budget: inout Int) -> String {
    budget -= 1
    switch self {
    case .integer(let value): return "\(value)"
    case .decimal(let value): return "\(value)"
    case .boolean(let value): return "\(value)"
    case .string(let text): return "\"\(text.prefix(60))\""
    case .word(let name): return names[name]
    case .list(let values):
      var parts: [String] = []
      for value in values {
        guard parts.count < 8, budget > 0 else {
          parts.append("…")
          break
        }
        parts.append(value.text(names, &budget))
      }
      return "[\(parts.joined(separator: ", "))]"
    case .tensor, .points: return "…"
    case .callable(.op(let type)): return type.signature.name
    case .callable(.block(let block, _)): return names[block.word.name]
    case .callable(.instance(let instance)): return names[instance.name]
    case .poison: return "?"
    }
  }

  /// The value as an argument of an operator, or nil where it can be none.
  func argument(_ names: Names) -> ArgumentValue? {
    var budget = Self.longestArgument
    return argument(names, &budget)
  }

  /// The most elements of a list that an operator is given; lists of lists grow fast.
  private static let longestArgument = 100_000

  private func argument(_ names: Names, _ budget: inout Int) -> ArgumentValue? {
    budget -= 1
    guard budget > 0 else { return nil }
    switch self {
    case .integer(let value): return .integer(value)
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .boolean(value)
    case .string(let text): return .word(text)
    case .word(let name): return .word(names[name])
    case .list(let values):
      var arguments: [ArgumentValue] = []
      for value in values {
        guard let argument = value.argument(names, &budget) else { return nil }
        arguments.append(argument)
      }
      return .list(arguments)
    case .callable(.op(let type)):
      // A word of an argument may also name a layer: `gelu(approximate: tanh)`.
      return .word(type.signature.name)
    case .tensor, .points, .callable, .poison: return nil
    }
  }
}
