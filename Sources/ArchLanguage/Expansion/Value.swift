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
  /// Several values of the network: a list, the labels with one name in a loop, the parts of a value.
  case points(Several)
  case callable(Callable)
  /// The result of an error that has been reported; it causes no further fault.
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
  case bound(Bound)
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
  /// Whether a call of it had errors.
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

  /// How deeply members of these labels are nested.
  ///
  /// A block in a loop may label its input, which has the labels of the round before as its members, and so on: far
  /// deeper than anyone asks for, and too deep to be freed. At that depth labels lose their members.
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

}
