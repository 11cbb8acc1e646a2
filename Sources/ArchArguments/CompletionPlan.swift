import ArchDocuments

/// The information that every shell needs, each in its own syntax.
struct CompletionPlan {
  /// A command with the words that lead to it.
  struct Node {
    /// The words that lead to it, the name of the program first.
    var path: [String]
    var command: Command

    /// Its name in scripts, `archcalc summary`.
    var name: String { path.joined(separator: " ") }

    /// Its options with those that every command has.
    var options: [Option]

    /// Whether anything can follow it: not after `help` and the name of a command without subcommands.
    var offersAnything: Bool {
      !command.visibleSubcommands.isEmpty || !options.isEmpty || !command.operands.isEmpty
    }

    /// Whether the last operand can be repeated.
    var repeatsLast: Bool { command.operands.last?.isRepeatable ?? false }
  }

  let program: String
  /// Every visible command that takes anything, each before those below it.
  let nodes: [Node]
  /// The distinct completions.
  let sources: [Completion]

  init(_ root: Command) {
    program = root.name
    var tree = root
    let names = Self.names(of: root)
    let help = Command("help", summary: "show the help of a command", subcommands: names)
    let addsHelp = !root.subcommands.isEmpty && root.subcommand(named: "help") == nil
    if addsHelp { tree.subcommands.append(help) }
    nodes = Self.nodes(tree, path: [root.name]) { path, command in
      // Only names follow `help`; its options would be those of another command.
      if addsHelp, path.dropFirst().first == help.name { return [] }
      return command.options + command.standardOptions(isRoot: path.count == 1)
    }
    var sources: [Completion] = []
    for node in nodes {
      let completions = node.command.operands.map(\.completion) + node.options.map(\.valueCompletion)
      for completion in completions where !completion.isEmpty && !sources.contains(completion) {
        sources.append(completion)
      }
    }
    self.sources = sources
  }

  private static func names(of command: Command) -> [Command] {
    command.visibleSubcommands.map {
      Command($0.name, summary: $0.summary, subcommands: names(of: $0))
    }
  }

  private static func nodes(
    _ command: Command, path: [String], options: ([String], Command) -> [Option]
  ) -> [Node] {
    [Node(path: path, command: command, options: options(path, command))].filter(\.offersAnything)
      + command.visibleSubcommands.flatMap { nodes($0, path: path + [$0.name], options: options) }
  }

  /// The program's name as part of the name of a function.
  var identifier: String { "_" + program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" } }

  /// The number of a completion, from 1, or `nil` if it offers nothing.
  func number(of completion: Completion) -> Int? { sources.firstIndex(of: completion).map { $0 + 1 } }
}
