/// A shell with support for completions.
package enum Shell: String, CaseIterable, Hashable, Sendable {
  /// GNU bash, from version 3.2.
  case bash
  /// The Z shell.
  case zsh
  /// fish.
  case fish
}
