/// What is wrong with a command line, as facts; ``message`` gives the words.
///
/// `command` is the name of the command that was being read, including those before it, such as `archcalc summary`;
/// `option` is written as the user wrote it, with its dashes.
package enum UsageFault: Error, Hashable, Sendable {
  /// A word where a command was expected; `candidates` are the commands there are.
  case unknownCommand(word: String, command: String, candidates: [String])
  /// An option the command does not have, found in the argument `argument`.
  ///
  /// `candidates` are options it could have meant; `owners` are commands above or below that do have it.
  case unknownOption(
    option: String, argument: String, command: String, candidates: [String], owners: [String])
  /// An option without its value, at the end or before the argument `next`, which reads as an option.
  case missingValue(option: String, placeholder: String, next: String?, command: String)
  /// A value for a flag.
  case unexpectedValue(option: String, value: String, command: String)
  /// A value that is not one of the choices.
  case invalidChoice(option: String, value: String, choices: [String], command: String)
  /// An operand that was left out; `isAnother` if one with the same name was given.
  case missingOperand(operand: String, isAnother: Bool = false, command: String)
  /// One operand more than the command takes.
  case unexpectedOperand(word: String, most: Int, command: String)
  /// No command where one of `candidates` was expected.
  case missingCommand(command: String, candidates: [String])
  /// A value that should be an integer.
  case notAnInteger(option: String, value: String, command: String)
  /// An integer outside the range of the option.
  case integerOutOfRange(option: String, value: String, range: ClosedRange<Int>, command: String)
}
