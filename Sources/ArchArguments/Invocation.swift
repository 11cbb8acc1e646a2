/// The request of a command line.
package enum Parsed: Hashable, Sendable {
  /// To run a command.
  case invocation(Invocation)
  /// To show the help of a command, named by the words after the root's name.
  case help(path: [String])
  /// To show the version of the program.
  case version
}

/// A command that was called, with its options and operands.
///
/// Options are looked up by their long name; one that was not given, or that does not exist, is absent. The options
/// given to a group before its subcommand count together with those of the subcommand.
package struct Invocation: Hashable, Sendable {
  /// An option as it was given.
  package struct Given: Hashable, Sendable {
    /// The long name of the option.
    package var name: String
    /// Its value, or `nil` for a flag.
    package var value: String?
  }

  /// The name of the program, for messages.
  package let program: String
  /// The words that name the command, after the name of the program; empty for the root.
  package let path: [String]
  /// Every option given, in the order of the command line.
  package let given: [Given]
  /// The operands in order.
  package let operands: [String]

  /// The name of the command, including those before it, such as `archcalc summary`.
  package var commandName: String { ([program] + path).joined(separator: " ") }

  /// Whether an option was given.
  package func flag(_ name: String) -> Bool { given.contains { $0.name == name } }

  /// The value of an option, the last one if it was given more than once.
  package func value(_ name: String) -> String? { given.last { $0.name == name }?.value }

  /// All values of an option in order.
  package func values(_ name: String) -> [String] { given.filter { $0.name == name }.compactMap(\.value) }

  /// The value of an option as an integer within a range.
  package func integer(
    _ name: String, in range: ClosedRange<Int> = .min ... .max
  ) throws(UsageFault) -> Int? {
    guard let value = value(name) else { return nil }
    if let number = Int(value), range.contains(number) { return number }
    let isSigned = value.utf8.first == UInt8(ascii: "-") || value.utf8.first == UInt8(ascii: "+")
    let digits = value.utf8.dropFirst(isSigned ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else {
      throw .notAnInteger(option: "--" + name, value: value, command: commandName)
    }
    throw .integerOutOfRange(option: "--" + name, value: value, range: range, command: commandName)
  }
}
