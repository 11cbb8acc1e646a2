extension Command {
  /// The mistakes of the declaration itself, one sentence each; for a test of the program.
  ///
  /// Reading a command line never trusts a declaration, so a mistake does not crash: the first of two options with one
  /// name wins.
  package var mistakes: [String] { mistakes(named: name, isRoot: true) }

  private func mistakes(named command: String, isRoot: Bool) -> [String] {
    var found: [String] = []
    func check(_ isRight: Bool, _ sentence: String) {
      if !isRight { found.append("`\(command)`: \(sentence)") }
    }
    check(isWord(name), "the name is not made of letters, digits and dashes")
    check(isOneLine(summary), "the summary is not one line")

    for name in repeated(subcommands.map(\.name)) { check(false, "two commands are called `\(name)`") }
    for name in repeated(options.map(\.name)) { check(false, "two options are called `--\(name)`") }
    for letter in repeated(options.compactMap(\.short)) {
      check(false, "two options are called `-\(letter)`")
    }
    check(option(named: Option.help.name) == nil, "`--help` is there already")
    check(Option.help.short.flatMap { option(short: $0) } == nil, "`-h` is there already")
    check(!isRoot || option(named: Option.version.name) == nil, "`--version` is there already")
    check(!isRoot || subcommand(named: "help") == nil, "the command `help` is there already")

    for option in options {
      check(isWord(option.name), "`--\(option.name)` is not made of letters, digits and dashes")
      check(
        option.short.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? true,
        "the short name of `--\(option.name)` is not a letter or a digit")
      check(isOneLine(option.help), "the help of `--\(option.name)` is not one line")
      check(option.placeholder != "", "the value of `--\(option.name)` has no name")
    }
    for operand in operands {
      check(!operand.name.isEmpty, "an operand has no name")
    }
    let firstOptional = operands.firstIndex(where: \.isOptional) ?? operands.endIndex
    check(
      operands[firstOptional...].allSatisfy(\.isOptional), "an operand that may be left out is not the last")
    check(operands.filter(\.isRepeatable).count < 2, "two operands can be repeated")
    return found
      + subcommands.flatMap { $0.mistakes(named: "\(command) \($0.name)", isRoot: false) }
  }
}

private func isWord(_ text: String) -> Bool {
  guard let first = text.first, first != "-" else { return false }
  return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
}

private func isOneLine(_ text: String) -> Bool { !text.isEmpty && !text.contains(where: \.isNewline) }

/// The elements that occur more than once, each listed once.
private func repeated<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var counts: [Element: Int] = [:]
  return elements.filter {
    counts[$0, default: 0] += 1
    return counts[$0] == 2
  }
}
