import ArchArguments

extension Sample {
  /// A program with one of everything that completions know, and with words that want quoting.
  static let tool = Command(
    "tool", summary: "does what tools do",
    subcommands: [
      Command(
        "show", summary: "show: it's all [there]",
        operands: [
          Operand(
            "NAME", completion: .anyOf([.command(["list", "--names"]), .files(extensions: ["arch"])]),
            help: "what to show")
        ],
        options: [
          .value("format", short: "f", "FORMAT", choices: ["text", "json"], help: "how to write it"),
          .value("set", short: "s", "A=B", repeatable: true, help: "give a value"),
          .value("from", "FILE", completion: .files(extensions: ["a", "b"]), help: "where it's from"),
          .flag("quiet", short: "q", help: "say [nothing]: not a word"),
          .flag("trace", help: "say more", isHidden: true),
        ]),
      Command(
        "pick", summary: "pick words",
        operands: [
          Operand(
            "WORD", completion: .words(["it's", "a b", "$HOME", "`id`", "10:30", "10:45"]), help: "a word"),
          Operand("FILE", optional: true, repeatable: true, completion: .anyFile, help: "files"),
        ]),
      Command("secret", summary: "do not tell", isHidden: true),
    ])
}
