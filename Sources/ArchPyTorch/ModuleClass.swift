import ArchGraph

/// A line of `forward`, with what `__init__` creates for it.
struct ModuleStatement {
  /// The name of the attribute, if there is one.
  var attribute: String?
  /// The value of the attribute, or `nil` if an earlier statement sets it.
  var constructor: PyTorchExpression?
  /// Whether the attribute is not learnt.
  var isFrozen = false
  /// Attributes that share tensors with others: ours, theirs.
  var ties: [(own: String, other: String)] = []
  /// The computed expression.
  var value: PyTorchExpression
  /// The values it takes.
  var inputs: [Node.ID]
  /// The values it gives; several come as a tuple.
  var outputs: [Node.ID]
  /// The name of the value, if the network gives it one.
  var label: String?
}

/// The body of one part of the network.
struct ModuleBody {
  var statements: [ModuleStatement] = []
  /// The values from outside, in the order of their first use.
  var inputs: [Node.ID] = []
  /// The values that are used outside.
  var outputs: [Node.ID] = []

  /// The numbers in it, in the order of the text.
  var literals: [(name: String, value: PyTorchLiteral, defaultValue: PyTorchLiteral?)] {
    var found: [(String, PyTorchLiteral, PyTorchLiteral?)] = []
    func collect(_ expression: PyTorchExpression, _ defaultValue: PyTorchLiteral?) {
      for piece in expression.pieces {
        switch piece {
        case .literal(let name, let value): found.append((name, value, defaultValue))
        case .call(_, let arguments):
          for argument in arguments { collect(argument.expression, argument.defaultValue) }
        case .text, .input, .module, .batch: break
        }
      }
    }
    for statement in statements {
      if let constructor = statement.constructor { collect(constructor, nil) }
      collect(statement.value, nil)
    }
    return found
  }

  /// A key that is the same for two bodies that differ only in numbers.
  var key: String {
    var text = "\(inputs.count)"
    var places: [Node.ID: String] = [:]
    for (index, input) in inputs.enumerated() { places[input] = "a\(index)" }
    for (index, statement) in statements.enumerated() {
      text += "\n\(statement.attribute ?? "")\(statement.isFrozen ? "!" : "")|"
      text += statement.constructor.map(Self.skeleton) ?? ""
      text += "|\(Self.skeleton(statement.value))|"
      text += statement.ties.map { "\($0.own)=\($0.other)" }.joined(separator: ",")
      text += "|" + statement.inputs.map { places[$0] ?? "?" }.joined(separator: ",")
      for (place, output) in statement.outputs.enumerated() { places[output] = "s\(index).\(place)" }
      text += "|\(statement.outputs.count)"
    }
    return text + "\n" + outputs.map { places[$0] ?? "?" }.joined(separator: ",")
  }

  private static func skeleton(_ expression: PyTorchExpression) -> String {
    expression.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .input(let index): "{\(index)}"
      case .module: "{}"
      case .batch: "{batch}"
      case .literal: "#"
      case .call(let function, let arguments):
        "\(function)(\(arguments.map { "\($0.isNamed ? $0.name : "")=\(skeleton($0.expression))" }.joined(separator: ",")))"
      }
    }.joined()
  }
}

/// A class of the file: bodies that differ only in numbers.
struct ModuleClass {
  var name: String
  var block: String
  /// The parts that use the class.
  var parts: [Int]
  var bodies: [ModuleBody]
  /// For each number in the body how it is written.
  private(set) var columns: [Column] = []
  /// The arguments of the constructor, each with its values in all parts.
  private(set) var parameters: [(name: String, values: [PyTorchLiteral])] = []

  /// How a number is written.
  struct Column {
    /// Its text: the number, or the name of a parameter.
    var text: String
    /// Whether it is its argument's default in all parts.
    var isDefault: Bool
  }

  init(name: String, block: String, parts: [Int], bodies: [ModuleBody]) {
    self.name = name
    self.block = block
    self.parts = parts
    self.bodies = bodies
    let rows = bodies.map(\.literals)
    guard let first = rows.first else { return }
    var used = PythonNames(["self"])
    for (index, literal) in first.enumerated() {
      let values = rows.map { $0[index].value }
      let isDefault = rows.allSatisfy { $0[index].value == $0[index].defaultValue }
      guard values.contains(where: { $0 != values[0] }) else {
        columns.append(Column(text: values[0].text, isDefault: isDefault))
        continue
      }
      if isDefault {
        columns.append(Column(text: "", isDefault: true))
      } else if let known = parameters.first(where: { $0.values == values }) {
        columns.append(Column(text: known.name, isDefault: false))
      } else {
        let name = used.unique(Python.identifier(literal.name))
        parameters.append((name, values))
        columns.append(Column(text: name, isDefault: false))
      }
    }
  }

  /// The call that creates the object of one of the parts.
  func constructor(ofPart index: Int) -> PyTorchExpression {
    .call(name, parameters.map { .named($0.name, $0.values[index]) })
  }
}
