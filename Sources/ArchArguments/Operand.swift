/// A word of the command line that is not an option, such as the name of a file.
package struct Operand: Hashable, Sendable {
  /// Its name in help, in capitals.
  package var name: String
  /// Whether it may be left out.
  package var isOptional: Bool
  /// Whether more of them may follow.
  package var isRepeatable: Bool
  /// What it is, in a phrase.
  package var help: String
  /// How a shell completes it.
  package var completion: Completion

  /// An operand; required and single unless specified otherwise.
  package init(
    _ name: String, optional: Bool = false, repeatable: Bool = false, completion: Completion = .none,
    help: String
  ) {
    self.name = name
    self.isOptional = optional
    self.isRepeatable = repeatable
    self.help = help
    self.completion = completion
  }

  /// Its form in a usage line: `NAME`, `[NAME]`, `NAME...` or `[NAME...]`.
  var usage: String {
    let text = isRepeatable ? name + "..." : name
    return isOptional ? "[\(text)]" : text
  }
}
