/// An argument of a call in Python.
package struct PyTorchArgument: Hashable, Sendable {
  /// Its name in PyTorch.
  package var name: String
  /// Its value.
  package var expression: PyTorchExpression
  /// The value if it is left out, or `nil` if it is required.
  package var defaultValue: PyTorchLiteral?
  /// Whether it is written with its name.
  package var isNamed: Bool

  /// An argument by position.
  package static func position(_ name: String, _ value: PyTorchLiteral) -> PyTorchArgument {
    .init(name: name, expression: .init([.literal(name: name, value)]), defaultValue: nil, isNamed: false)
  }

  /// An argument by its name.
  ///
  /// - Parameter defaultValue: the value for which it is left out.
  package static func named(
    _ name: String, _ value: PyTorchLiteral, default defaultValue: PyTorchLiteral? = nil
  ) -> PyTorchArgument {
    .init(
      name: name, expression: .init([.literal(name: name, value)]), defaultValue: defaultValue, isNamed: true)
  }

  /// A value by position.
  package static func value(_ expression: PyTorchExpression) -> PyTorchArgument {
    .init(name: "", expression: expression, defaultValue: nil, isNamed: false)
  }

  /// The first input.
  package static let x = PyTorchArgument.value(.first)
  /// The second input.
  package static let y = PyTorchArgument.value("\(.y)")
}
