import Testing

@testable import ArchArguments

/// The invocation that `arguments` make, or a failed test.
func invocation(_ arguments: [String], of root: Command = Sample.root) throws -> Invocation {
  let parsed = try parse(arguments, for: root)
  guard case .invocation(let invocation) = parsed else {
    Issue.record("\(arguments) was read as \(parsed)")
    throw Unexpected()
  }
  return invocation
}

struct Unexpected: Error {}

@Suite struct ParsingTests {
  @Test(arguments: [
    ["--depth=3"], ["--depth", "3"], ["-d", "3"], ["-d3"], ["-d=3"], ["-ad3"], ["-ad=3"], ["-acd", "3"],
    ["--depth", "1", "-d2", "--depth=3"],
  ]) func readsAValueInEverySpelling(options: [String]) throws {
    #expect(try invocation(["summary"] + options + ["net"]).value("depth") == "3")
    #expect(try invocation(["summary", "net"] + options).value("depth") == "3")
  }

  @Test func readsFlags() throws {
    let call = try invocation(["summary", "-ca", "--no-color", "net"])
    #expect(call.flag("color") && call.flag("all") && call.flag("no-color"))
    #expect(!call.flag("trace") && !call.flag("no-such-option"))
    #expect(call.value("color") == nil)
    #expect(call.values("color") == [])
    #expect(try invocation(["summary", "-aaa", "--trace", "net"]).flag("trace"))
  }

  @Test func keepsTheOrderOfWhatWasGiven() throws {
    let call = try invocation(["summary", "-s", "a=1", "--color", "-sb=2", "net", "--set=c=3=4"])
    #expect(call.values("set") == ["a=1", "b=2", "c=3=4"])
    #expect(call.given.map(\.name) == ["set", "color", "set", "set"])
    #expect(call.given.map(\.value) == ["a=1", nil, "b=2", "c=3=4"])
  }

  @Test func letsTheLastValueWin() throws {
    let call = try invocation(["summary", "--depth", "1", "net", "--depth", "2"])
    #expect(call.value("depth") == "2")
    #expect(call.values("depth") == ["1", "2"])
  }

  @Test func keepsEmptyValues() throws {
    #expect(try invocation(["summary", "net", "--input="]).value("input") == "")
    #expect(try invocation(["summary", "net", "--input", ""]).value("input") == "")
    #expect(try invocation(["summary", "net", "-i="]).value("input") == "")
    #expect(try invocation(["summary", "net", "-i", ""]).value("input") == "")
    #expect(try invocation(["summary", "net", "-i==x"]).value("input") == "=x")
  }

  @Test func findsOptionsBeforeBetweenAndAfterOperands() throws {
    let call = try invocation(["compare", "a", "b", "c"])
    #expect(call.operands == ["a", "b", "c"])
    #expect(try invocation(["summary", "--all", "net", "--depth", "2"]).operands == ["net"])
    #expect(try invocation(["--theme", "dark", "summary", "net"]).value("theme") == "dark")
    #expect(try invocation(["--theme=dark", "lock", "--strict", "check", "net"]).flag("strict"))
  }

  @Test func namesTheCommand() throws {
    let call = try invocation(["lock", "check", "net"])
    #expect(call.path == ["lock", "check"])
    #expect(call.commandName == "archcalc lock check")
    #expect(try invocation(["secret"]).path == ["secret"])
    let alone = Command("tool", summary: "do it", operands: [Operand("FILE", help: "a file")])
    #expect(try invocation(["help"], of: alone) == invocation(["--", "help"], of: alone))
    #expect(try invocation(["help"], of: alone).path == [])
  }

  @Test func endsTheOptionsAtTwoDashes() throws {
    #expect(try invocation(["summary", "--", "--all"]).operands == ["--all"])
    #expect(try invocation(["summary", "--all", "--", "--help"]).flag("all"))
    #expect(try invocation(["compare", "--", "--", "-x", "--help"]).operands == ["--", "-x", "--help"])
    #expect(try invocation(["--", "summary", "-a"]).operands == ["-a"])
  }

  @Test func takesALoneDashForStandardInput() throws {
    #expect(try invocation(["summary", "-"]).operands == ["-"])
    #expect(try invocation(["summary", "-i", "-", "net"]).value("input") == "-")
    #expect(try invocation(["summary", "--input", "-", "-"]).operands == ["-"])
  }

  @Test(arguments: ["-5", "-0.5", "-.5", "-5.", "-1e3", "-1E-3", "-2.5e+10"])
  func takesNegativeNumbersForWords(number: String) throws {
    #expect(try invocation(["summary", number]).operands == [number])
    #expect(try invocation(["summary", "--depth", number, "net"]).value("depth") == number)
    #expect(try invocation(["summary", "-ad", number, "net"]).value("depth") == number)
  }

  @Test(arguments: ["-.", "-e3", "-1e", "-1e+", "-1x", "-1-", "-0x10", "-inf", "--5"])
  func takesNothingElseForANumber(argument: String) {
    #expect(throws: UsageFault.self) { try parse(["summary", argument], for: Sample.root) }
    #expect(throws: UsageFault.self) { try parse(["summary", "net", "-d", argument], for: Sample.root) }
  }

  @Test func prefersAShortOptionToANegativeNumber() throws {
    let tool = Command(
      "tool", summary: "do it", operands: [Operand("N", optional: true, help: "a number")],
      options: [.flag("one", short: "1", help: "one"), .value("level", short: "l", "N", help: "a level")])
    #expect(try invocation(["-1"], of: tool).flag("one"))
    #expect(try invocation(["-2"], of: tool).operands == ["-2"])
    #expect(throws: UsageFault.missingValue(option: "-l", placeholder: "N", next: "-1", command: "tool")) {
      try parse(["-l", "-1"], for: tool)
    }
    #expect(try invocation(["-l=-1"], of: tool).value("level") == "-1")
  }

  @Test func takesADashedValueOnlyWhenItIsAttached() throws {
    #expect(try invocation(["summary", "net", "--input=-x"]).value("input") == "-x")
    #expect(try invocation(["summary", "net", "-i-x"]).value("input") == "-x")
    #expect(try invocation(["summary", "net", "--input=--"]).value("input") == "--")
    #expect(throws: UsageFault.self) { try parse(["summary", "net", "--input", "-x"], for: Sample.root) }
    #expect(throws: UsageFault.self) { try parse(["summary", "net", "--input", "--"], for: Sample.root) }
  }

  @Test func allowsOptionalAndRepeatedOperands() throws {
    #expect(try invocation(["layers"]).operands == [])
    #expect(try invocation(["layers", "conv"]).operands == ["conv"])
    #expect(try invocation(["compare", "a", "b"]).operands == ["a", "b"])
    #expect(try invocation(["summary", ""]).operands == [""])
    let any = Command(
      "tool", summary: "do it",
      operands: [Operand("FILE", optional: true, repeatable: true, help: "files")])
    #expect(try invocation([], of: any).operands == [])
    #expect(try invocation(["a", "b"], of: any).operands == ["a", "b"])
  }

  @Test func letsACommandWithSubcommandsTakeOperandsToo() throws {
    let mixed = Command(
      "tool", summary: "do it", operands: [Operand("FILE", help: "a file")],
      subcommands: [Command("list", summary: "list it")])
    #expect(try invocation(["list"], of: mixed).path == ["list"])
    #expect(try invocation(["file"], of: mixed).operands == ["file"])
    #expect(try invocation(["--", "list"], of: mixed).operands == ["list"])
    #expect(try parse(["help"], for: mixed) == .help(path: []))
    #expect(throws: UsageFault.unexpectedOperand(word: "list", most: 1, command: "tool")) {
      try parse(["file", "list"], for: mixed)
    }
  }

  @Test func readsIntegers() throws {
    let call = try invocation(["summary", "net", "--depth", "-12", "--input", "+7"])
    #expect(try call.integer("depth") == -12)
    #expect(try call.integer("input", in: 0...7) == 7)
    #expect(try call.integer("set") == nil)
    #expect(throws: UsageFault.self) { try call.integer("depth", in: 0...(.max)) }
  }
}

@Suite struct HelpRequestTests {
  @Test(arguments: [
    ["--help"], ["-h"], ["help"], ["--help", "--help"], ["help", "help"], ["--bogus", "--help"],
    ["--bogus", "3", "-h"], ["--theme", "--help"], ["--theme", "pink", "-h"], ["--help", "--bogus"],
    ["--version", "--help"], ["--help", "--version"],
  ]) func ofTheRoot(arguments: [String]) throws {
    #expect(try parse(arguments, for: Sample.root) == .help(path: []))
  }

  @Test(arguments: [
    ["summary", "--help"], ["summary", "-h"], ["help", "summary"], ["--help", "summary"], ["-h", "summary"],
    ["summary", "--bogus", "--help"], ["summary", "--depth", "--help"], ["summary", "a", "b", "c", "-h"],
    ["summary", "--format=xml", "net", "-h"], ["summary", "-ah"], ["summary", "-hz"],
    ["summary", "-h", "--", "x", "y"], ["help", "summary", "extra"], ["help", "summary", "--bogus"],
  ]) func ofACommand(arguments: [String]) throws {
    #expect(try parse(arguments, for: Sample.root) == .help(path: ["summary"]))
  }

  @Test func ofANestedCommand() throws {
    #expect(try parse(["help", "lock"], for: Sample.root) == .help(path: ["lock"]))
    #expect(try parse(["lock", "-h"], for: Sample.root) == .help(path: ["lock"]))
    #expect(try parse(["help", "lock", "write"], for: Sample.root) == .help(path: ["lock", "write"]))
    #expect(try parse(["lock", "--help", "write"], for: Sample.root) == .help(path: ["lock", "write"]))
  }

  @Test func notAfterTwoDashes() throws {
    #expect(try invocation(["summary", "--", "-h"]).operands == ["-h"])
    #expect(throws: UsageFault.self) { try parse(["summary", "--bogus", "--", "-h"], for: Sample.root) }
    #expect(throws: UsageFault.self) { try parse(["summary", "a", "--", "-h"], for: Sample.root) }
  }

  @Test(arguments: [["help", "sumary"], ["--help", "sumary"], ["sumary", "--help"]])
  func notOfAnUnknownCommand(arguments: [String]) {
    let fault = UsageFault.unknownCommand(
      word: "sumary", command: "archcalc",
      candidates: ["summary", "list", "compare", "layers", "lock", "help"])
    #expect(throws: fault) { try parse(arguments, for: Sample.root) }
  }

  @Test(arguments: [["--version"], ["--version", "summary"], ["--theme=dark", "--version", "--bogus"]])
  func ofTheVersion(arguments: [String]) throws {
    #expect(try parse(arguments, for: Sample.root) == .version)
  }

  @Test func givesWayToOptionsThatAreDeclared() throws {
    let tool = Command(
      "tool", summary: "do it",
      options: [.value("height", short: "h", "N", help: "how high"), .flag("version", help: "mine")])
    #expect(try invocation(["-h", "3"], of: tool).value("height") == "3")
    #expect(try invocation(["--version"], of: tool).flag("version"))
    #expect(try parse(["--bogus", "--help"], for: tool) == .help(path: []))
    #expect(throws: UsageFault.self) { try parse(["--bogus", "-h"], for: tool) }
  }

  /// A command of that name is entered, and offered once.
  @Test func givesWayToACommandThatIsDeclared() throws {
    let own = Command("help", summary: "mine", operands: [Operand("TOPIC", help: "a topic")])
    let tool = Command("tool", summary: "do it", subcommands: [own, Command("list", summary: "list it")])
    #expect(try invocation(["help", "list"], of: tool).path == ["help"])
    #expect(try invocation(["help", "list"], of: tool).operands == ["list"])
    let paths = CompletionPlan(tool).nodes.map(\.path)
    #expect(paths.filter { $0 == ["tool", "help"] }.count == 1 && Set(paths).count == paths.count)
    // Where there is none, it is offered with the names of all others.
    let plain = CompletionPlan(
      Command("tool", summary: "do it", subcommands: [Command("list", summary: "list it")]))
    #expect(
      plain.nodes.contains { $0.path == ["tool", "help"] && $0.command.subcommands.map(\.name) == ["list"] })
  }
}
