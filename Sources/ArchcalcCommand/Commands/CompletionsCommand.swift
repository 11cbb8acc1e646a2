import ArchArguments

/// `archcalc completions`: scripts that teach a shell the command line.
enum CompletionsCommand: Subcommand {
  static let declaration = Command(
    "completions", summary: "Prints a script that completes archcalc's command line in a shell.",
    examples: [
      Example("archcalc completions bash > ~/.local/share/bash-completion/completions/archcalc"),
      Example("archcalc completions fish > ~/.config/fish/completions/archcalc.fish"),
    ],
    operands: [
      Operand("SHELL", completion: .words(Shell.allCases.map(\.rawValue)), help: "bash, zsh or fish")
    ])

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    guard let shell = Shell(rawValue: invocation.operands[0]) else {
      throw .command(.unknownShell(invocation.operands[0]))
    }
    session.print(completionScript(for: shell, root: CommandLineProgram.root))
  }
}
