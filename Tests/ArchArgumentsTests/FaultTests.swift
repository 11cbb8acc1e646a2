import ArchArguments
import Testing

/// The fault that `arguments` provoke.
func fault(_ arguments: [String], of root: Command = Sample.root) throws -> UsageFault {
  do {
    let parsed = try parse(arguments, for: root)
    Issue.record("\(arguments) was read as \(parsed)")
    throw Unexpected()
  } catch let fault as UsageFault {
    return fault
  }
}

@Suite struct FaultTests {
  /// An argument list with the message it earns.
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var message: String

    init(_ arguments: String..., says message: String) {
      self.arguments = arguments
      self.message = message
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Case("sumary", says: "`archcalc` has no command `sumary`; did you mean `summary`?"),
    Case("hlep", says: "`archcalc` has no command `hlep`; did you mean `help`?"),
    Case("frobnicate", says: "`archcalc` has no command `frobnicate`; see `archcalc --help`"),
    Case("", says: "`archcalc` has no command `\"\"`; see `archcalc --help`"),
    Case("secrte", says: "`archcalc` has no command `secrte`; see `archcalc --help`"),
    Case("lock", "chekc", says: "`archcalc lock` has no command `chekc`; did you mean `check`?"),
    Case("lock", "help", says: "`archcalc lock` has no command `help`; see `archcalc lock --help`"),
    Case("help", "lcok", says: "`archcalc` has no command `lcok`; did you mean `lock`?"),
    Case(
      says: "`archcalc` needs a command: `summary`, `list`, `compare`, `layers` or `lock`; "
        + "see `archcalc --help`"),
    Case(
      "lock", "--strict",
      says: "`archcalc lock` needs a command: `check` or `write`; see `archcalc lock --help`"),
    Case(
      "lock", "--",
      says: "`archcalc lock` needs a command: `check` or `write`; see `archcalc lock --help`"),
  ]) func aboutCommands(example: Case) throws {
    #expect(try fault(example.arguments).message == example.message)
  }

  @Test(arguments: [
    Case(
      "summary", "--dpeth", "3",
      says: "`archcalc summary` has no option `--dpeth`; did you mean `--depth`?"),
    Case("summary", "--dpeth=3", says: "`archcalc summary` has no option `--dpeth`; did you mean `--depth`?"),
    Case("summary", "--de", says: "`archcalc summary` has no option `--de`; did you mean `--depth`?"),
    Case("summary", "--col", says: "`archcalc summary` has no option `--col`; did you mean `--color`?"),
    Case(
      "summary", "--quantum",
      says: "`archcalc summary` has no option `--quantum`; see `archcalc summary --help`"),
    Case(
      "summary", "--trac",
      says: "`archcalc summary` has no option `--trac`; see `archcalc summary --help`"),
    Case("list", "--no-names", says: "`archcalc list` has no option `--no-names`; did you mean `--names`?"),
    Case("summary", "-depth", says: "`archcalc summary` needs NETWORK; see `archcalc summary --help`"),
    Case(
      "summary", "-names",
      says: "`archcalc summary` has no option `-n` (in `-names`); see `archcalc summary --help`"),
    Case("list", "-names", says: "`archcalc list` has no option `-n` (in `-names`); did you mean `--names`?"),
    Case("summary", "-D", says: "`archcalc summary` has no option `-D`; did you mean `-d`?"),
    Case("summary", "-D=3", says: "`archcalc summary` has no option `-D`; see `archcalc summary --help`"),
    Case("summary", "-z", says: "`archcalc summary` has no option `-z`; see `archcalc summary --help`"),
    Case(
      "summary", "-az",
      says: "`archcalc summary` has no option `-z` (in `-az`); see `archcalc summary --help`"),
    Case(
      "summary", "-5x",
      says: "`archcalc summary` has no option `-5` (in `-5x`); see `archcalc summary --help`"),
    Case(
      "summary", "net", "--version",
      says: "`archcalc summary` has no option `--version`; it is an option of `archcalc`"),
    Case(
      "lock", "check", "--strict",
      says: "`archcalc lock check` has no option `--strict`; it is an option of `archcalc lock`"),
    Case(
      "--depth", "3", "summary",
      says: "`archcalc` has no option `--depth`; it is an option of `archcalc summary`"),
    Case("-o", "x", says: "`archcalc` has no option `-o`; it is an option of `archcalc lock write`"),
  ]) func aboutUnknownOptions(example: Case) throws {
    #expect(try fault(example.arguments).message == example.message)
  }

  @Test(arguments: [
    Case("summary", "net", "--depth", says: "`--depth` needs a value, N; see `archcalc summary --help`"),
    Case("summary", "net", "-d", says: "`-d` needs a value, N; see `archcalc summary --help`"),
    Case("summary", "net", "-ad", says: "`-d` needs a value, N; see `archcalc summary --help`"),
    Case(
      "summary", "--depth", "--all",
      says: "`--depth` needs a value, N, but `--all` follows; if that is the value, write `--depth=--all`"),
    Case(
      "summary", "-i", "-1x3", "net",
      says: "`-i` needs a value, SHAPE, but `-1x3` follows; if that is the value, write `-i=-1x3`"),
    Case(
      "summary", "-i", "--", "net",
      says: "`-i` needs a value, SHAPE, but `--` follows; if that is the value, write `-i=--`"),
    Case("summary", "--color=red", "net", says: "`--color` takes no value; leave out `=red`"),
    Case("summary", "--color=", "net", says: "`--color` takes no value; leave out `=`"),
    Case("summary", "-ac=1", "net", says: "`-c` takes no value; leave out `=1`"),
    Case("summary", "--help=me", says: "`--help` takes no value; leave out `=me`"),
    Case(
      "summary", "--format=jsn",
      says: "`--format` takes `text`, `json` or `csv`, not `jsn`; did you mean `json`?"),
    Case(
      "summary", "-f", "yaml",
      says: "`-f` takes `text`, `json` or `csv`, not `yaml`; see `archcalc summary --help`"),
    Case(
      "summary", "--format=",
      says: "`--format` takes `text`, `json` or `csv`, not `\"\"`; see `archcalc summary --help`"),
    Case("--theme", "Dark", says: "`--theme` takes `dark` or `light`, not `Dark`; did you mean `dark`?"),
  ]) func aboutValues(example: Case) throws {
    #expect(try fault(example.arguments).message == example.message)
  }

  @Test(arguments: [
    Case("summary", says: "`archcalc summary` needs NETWORK; see `archcalc summary --help`"),
    Case("compare", "a", says: "`archcalc compare` needs another NETWORK; see `archcalc compare --help`"),
    Case(
      "summary", "a", "b", "c",
      says: "`archcalc summary` takes one operand, and `b` is one too many; see `archcalc summary --help`"),
    Case(
      "list", "a",
      says: "`archcalc list` takes no operands, but `a` was given; see `archcalc list --help`"),
    Case(
      "layers", "a", "b",
      says: "`archcalc layers` takes one operand, and `b` is one too many; see `archcalc layers --help`"),
  ]) func aboutOperands(example: Case) throws {
    #expect(try fault(example.arguments).message == example.message)
  }

  @Test func aboutManyOperands() throws {
    let tool = Command(
      "copy", summary: "copy", operands: [Operand("FROM", help: "what"), Operand("TO", help: "where")])
    #expect(try fault(["a"], of: tool) == .missingOperand(operand: "TO", isAnother: false, command: "copy"))
    #expect(
      try fault(["a", "b", "c"], of: tool).message
        == "`copy` takes at most 2 operands, and `c` is one too many; see `copy --help`")
  }

  @Test func aboutIntegers() throws {
    func message(_ value: String, _ range: ClosedRange<Int> = .min ... .max) throws -> String? {
      let call = try invocation(["summary", "net", "--depth=\(value)"])
      let fault = #expect(throws: UsageFault.self) { try call.integer("depth", in: range) }
      return fault?.message.replacing("; see `archcalc summary --help`", with: "")
    }
    #expect(try message("three") == "`--depth` takes a whole number, not `three`")
    #expect(try message("3.5") == "`--depth` takes a whole number, not `3.5`")
    #expect(try message("") == "`--depth` takes a whole number, not `\"\"`")
    #expect(try message("-") == "`--depth` takes a whole number, not `-`")
    #expect(try message("0", 1...(.max)) == "`--depth` must be at least 1, not `0`")
    #expect(try message("1", .min...0) == "`--depth` must be at most 0, not `1`")
    #expect(try message("9", 1...8) == "`--depth` must be from 1 to 8, not `9`")
    #expect(
      try message("99999999999999999999")
        == "`--depth` must be a number of 64 bits, not `99999999999999999999`")
    let call = try invocation(["summary", "net", "-dx"])
    #expect(
      throws: UsageFault.notAnInteger(option: "--depth", value: "x", command: "archcalc summary")
    ) { try call.integer("depth") }
  }

  @Test func aboutAnOptionOfManyCommands() throws {
    let names = ["one", "two", "three", "four"]
    let tool = Command(
      "tool", summary: "do it",
      subcommands: names.map { Command($0, summary: "do it", options: [.flag("all", help: "all")]) })
    #expect(
      try fault(["--all"], of: tool).message
        == "`tool` has no option `--all`; it is an option of `tool one`, `tool two` and 2 others")
  }

  @Test func carriesFacts() throws {
    #expect(
      try fault(["list", "--nmaes=1"])
        == .unknownOption(
          option: "--nmaes", argument: "--nmaes=1", command: "archcalc list",
          candidates: ["--names", "--help"], owners: []))
    #expect(
      try fault(["summary", "-f", "x"])
        == .invalidChoice(
          option: "-f", value: "x", choices: ["text", "json", "csv"], command: "archcalc summary"))
  }
}
