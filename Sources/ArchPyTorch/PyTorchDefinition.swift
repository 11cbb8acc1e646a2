/// A class or a function in Python that stands once in a file which needs it.
public struct PyTorchDefinition: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its text, without an empty line at the end.
  public var source: String

  /// A definition.
  public init(_ name: String, _ source: String) {
    self.name = name
    self.source = source
  }
}
