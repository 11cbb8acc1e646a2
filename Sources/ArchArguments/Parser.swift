import ArchDocuments

/// Reads the arguments of a command line (without the name of the program) as `root` declares them.
///
/// The rules are those of `getopt_long`, except where it would guess:
///
/// - `--name=value`, `--name value`, `-n value`, `-nvalue` and `-n=value` are the same; short flags combine,
///   `-ab`, and the last of them may take a value.
/// - Options come before, between or after operands; those of a group come before its subcommand. `--` ends
///   the options, and a lone `-` is an operand.
/// - A negative number such as `-0.5` is an operand or a value, unless a short option has that digit.
/// - Any other argument that begins with a dash is never taken as the value of the option before it, because
///   it is far more often a forgotten value; `--name=-x` makes it one.
/// - If an option that is not repeatable is given again, the last value wins.
/// - Names are never completed from a prefix.
/// - `--help` or `-h` before `--`, or `help` as the first command, asks for help, whatever else is wrong;
///   only an unknown command remains a fault, because there is no help on it.
package func parse(_ arguments: [String], for root: Command) throws(UsageFault) -> Parsed {
  var parser = Parser(arguments: arguments, root: root)
  do {
    try parser.run()
  } catch {
    if case .unknownCommand = error { throw error }
    guard parser.wantsHelp || parser.isHelpAhead else { throw error }
    return .help(path: parser.path)
  }
  if parser.wantsHelp { return .help(path: parser.path) }
  if parser.wantsVersion { return parser.isHelpAhead ? .help(path: []) : .version }
  return .invocation(
    Invocation(program: root.name, path: parser.path, given: parser.given, operands: parser.operands))
}

/// The state of reading a command line from its first argument to its last.
private struct Parser {
  let arguments: [String]
  let root: Command
  /// The commands entered below the root, outermost first.
  var entered: [Command] = []
  var given: [Invocation.Given] = []
  var operands: [String] = []
  var wantsHelp = false
  var wantsVersion = false
  private var next = 0
  private var optionsEnded = false

  init(arguments: [String], root: Command) {
    self.arguments = arguments
    self.root = root
  }

  var path: [String] { entered.map(\.name) }
  private var command: Command { entered.last ?? root }
  private var commandName: String { ([root.name] + path).joined(separator: " ") }

  /// Whether the unread arguments ask for help.
  var isHelpAhead: Bool {
    guard !optionsEnded else { return false }
    let spellings = available.first { $0.name == Option.help.name }?.spellings ?? []
    return arguments[next...].prefix { $0 != "--" }.contains { spellings.contains($0) }
  }

  /// The options that can be given here.
  private var available: [Option] { command.options + command.standardOptions(isRoot: entered.isEmpty) }

  mutating func run() throws(UsageFault) {
    while next < arguments.count, !wantsVersion {
      let argument = arguments[next]
      next += 1
      if optionsEnded || !readsAsOption(argument) {
        try takeWord(argument)
      } else if argument == "--" {
        optionsEnded = true
      } else if argument.utf8.starts(with: "--".utf8) {
        try takeLong(argument)
      } else {
        try takeShorts(argument)
      }
    }
    if !wantsVersion { try checkOperands() }
  }

  /// Whether an argument begins like an option and is neither a lone dash nor a negative number.
  private func readsAsOption(_ argument: String) -> Bool {
    guard argument.utf8.first == UInt8(ascii: "-"), argument.utf8.count > 1 else { return false }
    guard isNegativeNumber(argument) else { return true }
    let digit = argument.dropFirst().first
    return available.contains { $0.short == digit }
  }

  // MARK: - Words

  private mutating func takeWord(_ word: String) throws(UsageFault) {
    let mayBeCommand = operands.isEmpty && !command.subcommands.isEmpty
    if mayBeCommand, command.isGroup || !optionsEnded {
      if let subcommand = command.subcommand(named: word) {
        entered.append(subcommand)
        return
      }
      if entered.isEmpty, word == "help" {
        wantsHelp = true
        return
      }
      if command.isGroup { throw unknownCommand(word) }
    }
    operands.append(word)
  }

  private func unknownCommand(_ word: String) -> UsageFault {
    let helpCommand = entered.isEmpty ? ["help"] : []
    return .unknownCommand(
      word: word, command: commandName, candidates: command.visibleSubcommands.map(\.name) + helpCommand)
  }

  private func checkOperands() throws(UsageFault) {
    if command.isGroup {
      throw .missingCommand(command: commandName, candidates: command.visibleSubcommands.map(\.name))
    }
    let required = command.operands.filter { !$0.isOptional }
    if operands.count < required.count {
      let names = required.map(\.name)
      let missing = names[operands.count]
      throw .missingOperand(
        operand: missing, isAnother: names[..<operands.count].contains(missing), command: commandName)
    }
    let most = command.operands.count
    if operands.count > most, !command.operands.contains(where: \.isRepeatable) {
      throw .unexpectedOperand(word: operands[most], most: most, command: commandName)
    }
  }

  // MARK: - Options

  private mutating func takeLong(_ argument: String) throws(UsageFault) {
    let scalars = argument.unicodeScalars
    let equals = scalars.firstIndex(of: "=")
    let spelling = String(scalars[..<(equals ?? scalars.endIndex)])
    guard let option = available.first(where: { $0.longSpelling == spelling }) else {
      throw unknownOption(spelling == "--" ? argument : spelling, in: argument)
    }
    try take(option, as: spelling, attached: equals.map { String(scalars[scalars.index(after: $0)...]) })
  }

  private mutating func takeShorts(_ argument: String) throws(UsageFault) {
    // Scalars, because a combining mark would hide the dash or the equals sign it follows.
    var rest = String(argument.unicodeScalars.dropFirst())[...]
    while let letter = rest.popFirst() {
      let spelling = "-\(letter)"
      guard let option = available.first(where: { $0.short == letter }) else {
        throw unknownOption(spelling, in: argument)
      }
      let hasEquals = rest.unicodeScalars.first == "="
      if option.placeholder == nil, !hasEquals {
        try take(option, as: spelling, attached: nil)
        continue
      }
      let value = String(rest.unicodeScalars.dropFirst(hasEquals ? 1 : 0))
      try take(option, as: spelling, attached: hasEquals || !value.isEmpty ? value : nil)
      return
    }
  }

  private mutating func take(
    _ option: Option, as spelling: String, attached: String?
  ) throws(UsageFault) {
    if let placeholder = option.placeholder {
      let value: String
      if let attached { value = attached } else { value = try takeValue(of: spelling, placeholder) }
      if !option.choices.isEmpty, !option.choices.contains(value) {
        throw .invalidChoice(option: spelling, value: value, choices: option.choices, command: commandName)
      }
      given.append(.init(name: option.name, value: value))
      return
    }
    if let attached { throw .unexpectedValue(option: spelling, value: attached, command: commandName) }
    if option == command.option(named: option.name) {
      given.append(.init(name: option.name, value: nil))
    } else if option.name == Option.help.name {
      wantsHelp = true
    } else {
      wantsVersion = true
    }
  }

  private mutating func takeValue(of option: String, _ placeholder: String) throws(UsageFault) -> String {
    let follower = next < arguments.count ? arguments[next] : nil
    guard let follower, !readsAsOption(follower) else {
      throw .missingValue(
        option: option, placeholder: placeholder, next: follower, command: commandName)
    }
    next += 1
    return follower
  }

  private func unknownOption(_ spelling: String, in argument: String) -> UsageFault {
    let visible = available.filter { !$0.isHidden }
    let candidates: [String]
    if argument.unicodeScalars.prefix(3).count > 2 {
      candidates = visible.map(\.longSpelling)
    } else {
      // A letter is near every other letter; only the same one in the other case is worth suggesting.
      let folded = argument.lowercased()
      candidates = visible.compactMap(\.shortSpelling).filter { $0.lowercased() == folded }
    }
    return .unknownOption(
      option: spelling, argument: argument, command: commandName, candidates: candidates,
      owners: owners(of: spelling))
  }

  /// The commands around the current one that have an option with this spelling.
  private func owners(of spelling: String) -> [String] {
    let chain = [root] + entered
    var names: [String] = []
    for depth in chain.indices.dropLast() {
      let options = chain[depth].visibleOptions + chain[depth].standardOptions(isRoot: depth == 0)
      guard options.contains(where: { $0.spellings.contains(spelling) }) else { continue }
      names.append(chain[...depth].map(\.name).joined(separator: " "))
    }
    func search(_ command: Command, _ name: String) {
      for subcommand in command.visibleSubcommands {
        let subname = "\(name) \(subcommand.name)"
        let isOwner = subcommand.visibleOptions.contains { $0.spellings.contains(spelling) }
        if isOwner { names.append(subname) }
        search(subcommand, subname)
      }
    }
    search(command, commandName)
    return names
  }
}

/// Whether a text is a negative decimal number: `-5`, `-0.5`, `-.5` or `-1e3`.
private func isNegativeNumber(_ text: String) -> Bool {
  var rest = text.utf8[...]
  func dropDigits() -> Int {
    let count = rest.prefix { (48...57).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  guard rest.popFirst() == UInt8(ascii: "-") else { return false }
  var digits = dropDigits()
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    digits += dropDigits()
  }
  guard digits > 0 else { return false }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard dropDigits() > 0 else { return false }
  }
  return rest.isEmpty
}
