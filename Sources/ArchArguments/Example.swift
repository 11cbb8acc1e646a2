/// A command line worth showing in help, with what it does.
public struct Example: Hashable, Sendable {
  /// The command line as one types it.
  public var line: String
  /// What it does.
  public var note: String

  /// An example.
  public init(_ line: String, _ note: String = "") {
    self.line = line
    self.note = note
  }
}
