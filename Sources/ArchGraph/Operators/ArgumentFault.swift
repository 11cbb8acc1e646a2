/// Why a value cannot be an argument.
public struct ArgumentFault: Error, Hashable, Sendable {
  /// The argument's name.
  public var argument: String
  /// The values allowed, in words.
  public var expected: String
  /// The value given.
  public var found: ArgumentValue
  /// What to write for the effect that was asked for, if the operator knows.
  public var help: String?

  /// States the fault.
  public init(argument: String, expected: String, found: ArgumentValue, help: String? = nil) {
    self.argument = argument
    self.expected = expected
    self.found = found
    self.help = help
  }
}
