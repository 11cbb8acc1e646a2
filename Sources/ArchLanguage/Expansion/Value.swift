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
  var nesting: Int {
    switch self {
    case .tensor(let point): Int(point.nesting)
    case .points(let list): list.nesting
    default: 0
    }
  }

  /// How deep members of these labels are in each other.
  ///
  /// A block in a loop may label what entered it, which has the labels of the round before as its members, and so on: far
  /// deeper than anyone asks for them, and too deep to be freed. There a label has no members.
  static func nesting(of labels: inout [Binding]) -> Int {
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
  var bare: Value {
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
