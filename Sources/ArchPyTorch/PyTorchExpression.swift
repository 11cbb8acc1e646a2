/// A piece of Python: text with places for the values that a layer takes, for its module and for numbers.
///
/// Numbers are kept separate from the text, with the names that PyTorch gives them, so that layers that differ only in
/// their numbers can be written as one class with arguments.
package struct PyTorchExpression: Hashable, Sendable {
  /// The pieces, from left to right.
  package var pieces: [Piece]

  /// Text, or a value inserted into it.
  package indirect enum Piece: Hashable, Sendable {
    /// Literal Python code.
    case text(String)
    /// The value of an input of the layer.
    case input(Int)
    /// The module that the layer keeps.
    case module
    /// The number of examples.
    case batch
    /// A number, a tuple or a flag.
    case literal(name: String, PyTorchLiteral)
    /// A call of a function or a class.
    case call(String, [PyTorchArgument])
  }

  /// An expression of these pieces.
  package init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A call; arguments that have their default are left out when it is written.
  package static func call(_ function: String, _ arguments: [PyTorchArgument]) -> PyTorchExpression {
    PyTorchExpression([.call(function, arguments)])
  }

  /// A call of the layer's module.
  package static func module(_ arguments: PyTorchArgument...) -> PyTorchExpression {
    var pieces: [Piece] = [.module, .text("(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { pieces.append(.text(", ")) }
      pieces += argument.expression.pieces
    }
    return PyTorchExpression(pieces + [.text(")")])
  }

  /// The first input alone.
  package static let first = PyTorchExpression([.input(0)])
}

extension PyTorchExpression: ExpressibleByStringInterpolation {
  /// A place in an expression.
  package enum Place: Sendable {
    /// The first input.
    case x
    /// The second input.
    case y
    /// An input.
    case input(Int)
    /// The module that the layer keeps.
    case module
    /// The number of examples.
    case batch
  }

  /// Collects the pieces of an expression.
  package struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    /// No pieces.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Literal Python code.
    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    /// An input or the module.
    package mutating func appendInterpolation(_ place: Place) {
      switch place {
      case .x: pieces.append(.input(0))
      case .y: pieces.append(.input(1))
      case .input(let index): pieces.append(.input(index))
      case .module: pieces.append(.module)
      case .batch: pieces.append(.batch)
      }
    }

    /// A number with a name.
    package mutating func appendInterpolation(_ name: String, _ value: PyTorchLiteral) {
      pieces.append(.literal(name: name, value))
    }

    /// An expression inside this one.
    package mutating func appendInterpolation(_ expression: PyTorchExpression) { pieces += expression.pieces }

    /// Text that depends on the layer's shape.
    package mutating func appendInterpolation(text: String) { pieces.append(.text(text)) }
  }

  /// Text alone.
  package init(stringLiteral value: String) { pieces = [.text(value)] }

  /// Text with places.
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
}
