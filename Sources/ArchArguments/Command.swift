import ArchDocuments

/// A word of the command line that is not an option, such as the name of a file.
public struct Operand: Hashable, Sendable {
  /// Its name in help, in capitals.
  public var name: String
  /// Whether it may be left out.
  public var isOptional: Bool
  /// Whether more of them may follow.
  public var isRepeatable: Bool
  /// What it is, in a phrase.
  public var help: String
  /// How a shell completes it.
  public var completion: Completion

  /// An operand; mandatory and single unless said otherwise.
  public init(
    _ name: String, optional: Bool = false, repeatable: Bool = false, completion: Completion = .none,
    help: String
  ) {
    self.name = name
    self.isOptional = optional
    self.isRepeatable = repeatable
    self.help = help
    self.completion = completion
  }

  /// How a usage line writes it: `NAME`, `[NAME]`, `NAME...` or `[NAME...]`.
  var usage: String {
    let text = isRepeatable ? name + "..." : name
    return isOptional ? "[\(text)]" : text
  }
}

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

/// A program or one of its commands: what it is called, what it takes and what it is for.
///
/// A command with subcommands and without operands only groups them: it cannot run by itself. Every command
/// has `--help`, and the outermost one, the root, has `--version` and the command `help` besides.
public struct Command: Hashable, Sendable {
  /// The word one types.
  public var name: String
  /// What it does, in one line.
  public var summary: String
  /// What else is to be said, in paragraphs; one that begins with a space is shown as it is written.
  public var discussion: [String]
  /// Command lines worth showing.
  public var examples: [Example]
  /// The operands in their order.
  public var operands: [Operand]
  /// The options; those of a group stand before the subcommand.
  public var options: [Option]
  /// The commands below this one.
  public var subcommands: [Command]
  /// Whether help, completions and suggestions keep silent about it.
  public var isHidden: Bool

  /// A command.
  public init(
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
