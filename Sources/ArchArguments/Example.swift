/// A command line worth showing in help, with what it does.
package struct Example: Hashable, Sendable {
  /// The command line as the user types it.
  package var line: String
  /// What it does.
  package var note: String

  /// An example.
  package init(_ line: String, _ note: String = "") {
    self.line = line
    self.note = note
  }
}
