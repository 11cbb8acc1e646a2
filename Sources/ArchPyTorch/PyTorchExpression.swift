/// A piece of Python: text with places for the values that a layer takes, for its module and for numbers.
///
/// Numbers are kept apart from the text, with the names that PyTorch gives them, so that layers which differ in their
/// numbers alone can be written as one class with arguments.
public struct PyTorchExpression: Hashable, Sendable {
  /// What is in the expression, from left to right.
  public var pieces: [Piece]

  /// Text, or what is put into it.
  public indirect enum Piece: Hashable, Sendable {
    /// Python as it stands.
    case text(String)
    /// The value of an input of the layer.
    case input(Int)
    /// The module that the layer keeps.
    case module
    /// How many examples there are.
    case batch
    /// A number, a tuple or a flag.
    case literal(name: String, PyTorchLiteral)
    /// A call of a function or a class.
    case call(String, [PyTorchArgument])
  }

  /// An expression of these pieces.
  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A call; arguments that have their default are left out when it is written.
  public static func call(_ function: String, _ arguments: [PyTorchArgument]) -> PyTorchExpression {
    PyTorchExpression([.call(function, arguments)])
  }

  /// A call of the layer's module.
  public static func module(_ arguments: PyTorchArgument...) -> PyTorchExpression {
    var pieces: [Piece] = [.module, .text("(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { pieces.append(.text(", ")) }
      pieces += argument.expression.pieces
    }
    return PyTorchExpression(pieces + [.text(")")])
  }

  /// The first input alone.
  public static let first = PyTorchExpression([.input(0)])
}

extension PyTorchExpression: ExpressibleByStringInterpolation {
  /// What can be named in an expression.
  public enum Place: Sendable {
    /// The first input.
    case x
    /// The second input.
    case y
    /// An input.
    case input(Int)
    /// The module that the layer keeps.
    case module
    /// How many examples there are.
    case batch
  }

  /// Collects the pieces of an expression.
  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    /// Nothing so far.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Python as it stands.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    /// An input or the module.
    public mutating func appendInterpolation(_ place: Place) {
      switch place {
      case .x: pieces.append(.input(0))
      case .y: pieces.append(.input(1))
      case .input(let index): pieces.append(.input(index))
      case .module: pieces.append(.module)
      case .batch: pieces.append(.batch)
      }
    }

    /// A number under a name.
    public mutating func appendInterpolation(_ name: String, _ value: PyTorchLiteral) {
      pieces.append(.literal(name: name, value))
    }

    /// An expression inside this one.
    public mutating func appendInterpolation(_ expression: PyTorchExpression) { pieces += expression.pieces }

    /// Text that depends on the layer's shape.
    public mutating func appendInterpolation(text: String) { pieces.append(.text(text)) }
  }

  /// Text alone.
  public init(stringLiteral value: String) { pieces = [.text(value)] }

  /// Text with places.
  public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
}
