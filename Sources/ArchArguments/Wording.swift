import ArchDiagnostics
import ArchDocuments

extension UsageFault {
  /// The fault in one line without a full stop, ending with the way out.
  package var message: String {
    switch self {
    case .unknownCommand(let word, let command, let candidates):
      "`\(command)` has no command \(quoted(word)); \(wayOut(command, word, candidates))"

    case .unknownOption(let option, let argument, let command, let candidates, let owners):
      "`\(command)` has no option \(quoted(option))"
        + (argument == option || argument.hasPrefix(option + "=") ? "" : " (in \(quoted(argument)))")
        + (owners.isEmpty
          ? "; \(wayOut(command, option.hasPrefix("--") ? option : argument, candidates))"
          : "; it is an option of \(shortList(owners))")

    case .missingValue(let option, let placeholder, nil, let command):
      "`\(option)` needs a value, \(placeholder); \(seeHelp(command))"

    case .missingValue(let option, let placeholder, let next?, _):
      "`\(option)` needs a value, \(placeholder), but \(quoted(next)) follows; "
        + "if that is the value, write \(quoted("\(option)=\(next)"))"

    case .unexpectedValue(let option, let value, _):
      "`\(option)` takes no value; leave out \(quoted("=" + value))"

    case .invalidChoice(let option, let value, let choices, let command):
      "`\(option)` takes \(Spelling.list(choices, joinedBy: "or")), not \(quoted(value)); "
        + wayOut(command, value, choices)

    case .missingOperand(let operand, let isAnother, let command):
      "`\(command)` needs \(isAnother ? "another " : "")\(operand); \(seeHelp(command))"

    case .unexpectedOperand(let word, 0, let command):
      "`\(command)` takes no operands, but \(quoted(word)) was given; \(seeHelp(command))"

    case .unexpectedOperand(let word, let most, let command):
      "`\(command)` takes \(most == 1 ? "one operand" : "at most \(most) operands"), "
        + "and \(quoted(word)) is one too many; \(seeHelp(command))"

    case .missingCommand(let command, let candidates):
      "`\(command)` needs a command: \(Spelling.list(candidates, joinedBy: "or")); \(seeHelp(command))"

    case .notAnInteger(let option, let value, let command):
      "`\(option)` takes a whole number, not \(quoted(value)); \(seeHelp(command))"

    case .integerOutOfRange(let option, let value, let range, let command):
      "`\(option)` must be \(bounds(range)), not \(quoted(value)); \(seeHelp(command))"
    }
  }

  private func wayOut(_ command: String, _ word: String, _ candidates: [String]) -> String {
    Spelling.question(for: word, among: candidates) ?? seeHelp(command)
  }

  private func seeHelp(_ command: String) -> String { "see `\(command) --help`" }

  private func shortList(_ names: [String]) -> String {
    guard names.count > 3 else { return Spelling.list(names) }
    return names.prefix(2).map { "`\($0)`" }.joined(separator: ", ") + " and \(names.count - 2) others"
  }

  private func bounds(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): "a number of 64 bits"
    case (let least, .max): "at least \(least)"
    case (.min, let most): "at most \(most)"
    case (let least, let most): "from \(least) to \(most)"
    }
  }
}

/// The user's text, in backquotes: shortened, and without anything that controls a terminal.
func quoted(_ text: String) -> String {
  let longest = 60
  let scalars = text.unicodeScalars
  let shown = scalars.prefix(longest).map { $0.isHidden ? $0.writtenOut : String($0) }.joined()
  return text.isEmpty ? "`\"\"`" : "`\(shown)\(scalars.dropFirst(longest).isEmpty ? "" : "…")`"
}
