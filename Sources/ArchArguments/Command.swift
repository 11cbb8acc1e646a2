import ArchDocuments

/// A program or one of its commands: its name, its arguments and its purpose.
///
/// A command with subcommands and without operands only groups them: it cannot run alone. Every command has `--help`,
/// and the outermost one, the root, also has `--version` and the command `help`.
package struct Command: Hashable, Sendable {
  /// The word the user types.
  package var name: String
  /// What it does, in one line.
  package var summary: String
  /// Further paragraphs; one that begins with a space is shown as it is written.
  package var discussion: [String]
  /// Command lines worth showing.
  package var examples: [Example]
  /// The operands in order.
  package var operands: [Operand]
  /// The options; those of a group come before the subcommand.
  package var options: [Option]
  /// The commands below this one.
  package var subcommands: [Command]
  /// Whether help, completions and suggestions leave it out.
  package var isHidden: Bool

  /// A command.
  package init(
    _ name: String, summary: String, discussion: [String] = [], examples: [Example] = [],
    operands: [Operand] = [], options: [Option] = [], subcommands: [Command] = [], isHidden: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.operands = operands
    self.options = options
    self.subcommands = subcommands
    self.isHidden = isHidden
  }
}

extension Command {
  var visibleOptions: [Option] { options.filter { !$0.isHidden } }
  var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }

  /// Whether it only groups its subcommands.
  var isGroup: Bool { !subcommands.isEmpty && operands.isEmpty }

  /// The options every command of its rank has; a declared option of the same name hides one.
  func standardOptions(isRoot: Bool) -> [Option] {
    (isRoot ? [Option.help, .version] : [.help]).compactMap { standard in
      guard option(named: standard.name) == nil else { return nil }
      var option = standard
      if let short = standard.short, self.option(short: short) != nil { option.short = nil }
      return option
    }
  }

  func option(named name: String) -> Option? { options.first { $0.name == name } }
  func option(short: Character) -> Option? { options.first { $0.short == short } }
  func subcommand(named name: String) -> Command? { subcommands.first { $0.name == name } }
}
