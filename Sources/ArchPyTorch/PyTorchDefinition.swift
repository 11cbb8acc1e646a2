/// A Python class or function that is written once in a file that needs it.
package struct PyTorchDefinition: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its text, without an empty line at the end.
  package var source: String

  /// A definition.
  package init(_ name: String, _ source: String) {
    self.name = name
    self.source = source
  }
}
