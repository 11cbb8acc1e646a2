import ArchArguments
import Testing

@Suite struct RobustnessTests {
  @Test(arguments: [
    ["---"], ["--=x"], ["--="], ["-="], ["-=x"], ["----help"], ["-\u{301}"], ["--\u{301}"], ["-d\u{301}3"],
    ["--depth\u{301}=3"], ["👩‍👩‍👧"], ["-👩‍👩‍👧"], ["--👩‍👩‍👧=🙂"], ["\0"], ["-\0"], ["--\r\n"], ["\u{202E}"], ["-\u{FFFD}"],
  ]) func faultsInsteadOfCrashing(arguments: [String]) {
    #expect(throws: UsageFault.self) { try parse(arguments, for: Sample.root) }
    let message = (try? fault(["list"] + arguments))?.message ?? ""
    #expect(message.hasPrefix("`archcalc list` "))
    #expect(message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count == 1)
  }

  @Test func namesOddOptionsWhole() throws {
    func message(_ argument: String) throws -> String {
      try fault(["summary", argument]).message.replacing("; see `archcalc summary --help`", with: "")
    }
    #expect(try message("---") == "`archcalc summary` has no option `---`")
    #expect(try message("--=x") == "`archcalc summary` has no option `--=x`")
    #expect(try message("-=") == "`archcalc summary` has no option `-=`")
    #expect(try message("-é") == "`archcalc summary` has no option `-é`")
  }

  @Test func readsPastCombiningMarks() throws {
    #expect(try invocation(["summary", "net", "--input=\u{301}x"]).value("input") == "\u{301}x")
    #expect(try invocation(["summary", "net", "-i=\u{301}"]).value("input") == "\u{301}")
    #expect(try invocation(["summary", "\u{301}-a"]).operands == ["\u{301}-a"])
  }

  @Test func showsNothingThatATerminalObeys() throws {
    #expect(
      try fault(["\u{1B}[31m\u{7}\n\u{202E}x"]).message
        == "`archcalc` has no command `\\u{1B}[31m\\u{7}\\u{A}\\u{202E}x`; see `archcalc --help`")
  }

  @Test func shortensWhatIsTooLong() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let shown = String(repeating: "x", count: 60) + "…"
    #expect(
      try fault([long]).message == "`archcalc` has no command `\(shown)`; see `archcalc --help`")
    #expect(try fault(["--" + long]).message.utf8.count < 200)
    #expect(try fault(["summary", "-" + long]).message.utf8.count < 300)
    #expect(try fault(["summary", "--color=" + long]).message.utf8.count < 300)
    let marks = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(try fault(["-" + marks]).message.utf8.count < 400)
    #expect(try invocation(["summary", "-i" + long, long]).operands == [long])
    #expect(try invocation(["summary", "-" + String(repeating: "a", count: 10_000), "n"]).flag("all"))
  }

  @Test func readsManyArguments() throws {
    let many = Array(repeating: "-s=a=1", count: 10_000)
    #expect(try invocation(["summary", "net"] + many).values("set").count == 10_000)
  }

  /// Short lines made of every kind of piece, in every order: none may trap, and each has a meaning or a
  /// message.
  @Test func survivesEveryShortLine() {
    let pieces = [
      "", "-", "--", "-h", "help", "summary", "lock", "check", "-d", "-5", "--input", "--color=1",
      "--theme=dark", "-ac", "---", "x", "--version",
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          do {
            _ = try parse([first, second, third], for: Sample.root)
          } catch {
            #expect(error.message.hasPrefix("`") && error.message.contains("; "))
          }
        }
      }
    }
  }

  @Test func survivesOddDeclarations() throws {
    let empty = Command("", summary: "", operands: [Operand("", help: "")], options: [.flag("", help: "")])
    #expect(throws: UsageFault.self) { try parse(["--="], for: empty) }
    #expect(try invocation(["x"], of: empty).operands == ["x"])
    for shell in Shell.allCases { #expect(!completionScript(for: shell, root: empty).isEmpty) }
    #expect(help(for: ["x"], in: empty, width: 0).hasPrefix("usage:"))
    #expect(Sample.root.mistakes == [])
  }
}

@Suite struct MistakeTests {
  @Test func areFoundInDeclarations() {
    let command = Command(
      "a b", summary: "two\nlines",
      operands: [
        Operand("A", optional: true, repeatable: true, help: ""), Operand("", repeatable: true, help: ""),
      ],
      options: [
        .flag("x", short: "x", help: "x"), .flag("x", short: "x", help: "x"), .flag("x", help: ""),
        .flag("help", short: "h", help: "h"), .flag("version", short: "=", help: "v"),
        .value("-y", "", help: "y"),
      ],
      subcommands: [Command("help", summary: "h"), Command("help", summary: "")])
    #expect(
      command.mistakes == [
        "`a b`: the name is not made of letters, digits and dashes",
        "`a b`: the summary is not one line",
        "`a b`: two commands are called `help`",
        "`a b`: two options are called `--x`",
        "`a b`: two options are called `-x`",
        "`a b`: `--help` is there already",
        "`a b`: `-h` is there already",
        "`a b`: `--version` is there already",
        "`a b`: the command `help` is there already",
        "`a b`: the help of `--x` is not one line",
        "`a b`: the short name of `--version` is not a letter or a digit",
        "`a b`: `---y` is not made of letters, digits and dashes",
        "`a b`: the value of `---y` has no name",
        "`a b`: an operand has no name",
        "`a b`: an operand that may be left out is not the last",
        "`a b`: two operands can be repeated",
        "`a b help`: the summary is not one line",
      ])
  }
}
