/// Why a value cannot be an argument.
public struct ArgumentFault: Error, Hashable, Sendable {
  /// The argument's name.
  public var argument: String
  /// What it may be, in words.
  public var expected: String
  /// What was given.
  public var found: ArgumentValue
  /// What does what was asked for, where the operator knows.
  public var help: String?

  /// States the fault.
  public init(argument: String, expected: String, found: ArgumentValue, help: String? = nil) {
    self.argument = argument
    self.expected = expected
    self.found = found
    self.help = help
  }
}
