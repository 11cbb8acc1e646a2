import ArchDocuments

/// An option of a command: a flag such as `--color`, or one with a value such as `--input SHAPE`.
package struct Option: Hashable, Sendable {
  /// What follows the name of an option.
  package enum Arity: Hashable, Sendable {
    /// Nothing: the option is present or absent.
    case flag
    /// A value, called `placeholder` in help.
    case value(placeholder: String)
  }

  /// The long name without its dashes.
  package var name: String
  /// The letter of the short name.
  package var short: Character?
  /// What follows the name.
  package var arity: Arity
  /// Whether all its values count; otherwise the last one given wins.
  package var isRepeatable: Bool
  /// The values it can take, or empty if it can take any.
  package var choices: [String]
  /// What it does, in a phrase.
  package var help: String
  /// How a shell completes its value; choices are completed anyway.
  package var completion: Completion
  /// Whether help, completions and suggestions leave it out.
  package var isHidden: Bool

  /// An option without a value.
  package static func flag(
    _ name: String, short: Character? = nil, help: String, isHidden: Bool = false
  ) -> Option {
    Option(
      name: name, short: short, arity: .flag, isRepeatable: false, choices: [], help: help,
      completion: .none, isHidden: isHidden)
  }

  /// An option with a value.
  package static func value(
    _ name: String, short: Character? = nil, _ placeholder: String, choices: [String] = [],
    repeatable: Bool = false, completion: Completion = .none, help: String, isHidden: Bool = false
  ) -> Option {
    Option(
      name: name, short: short, arity: .value(placeholder: placeholder), isRepeatable: repeatable,
      choices: choices, help: help, completion: completion, isHidden: isHidden)
  }
}

extension Option {
  /// `--help`, which every command has.
  static let help = flag("help", short: "h", help: "show this help")
  /// `--version`, which the root has.
  static let version = flag("version", help: "show the version")

  /// The placeholder of the value, or `nil` for a flag.
  var placeholder: String? {
    guard case .value(let placeholder) = arity else { return nil }
    return placeholder
  }

  /// The long name with its dashes.
  var longSpelling: String { "--" + name }

  /// The short name with its dash.
  var shortSpelling: String? { short.map { "-\($0)" } }

  /// The names with their dashes, the short one first.
  var spellings: [String] { (shortSpelling.map { [$0] } ?? []) + [longSpelling] }

  /// How a shell completes the value.
  var valueCompletion: Completion { choices.isEmpty ? completion : .words(choices) }
}
