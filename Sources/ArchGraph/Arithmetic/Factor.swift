/// A whole number with a name: a dimension, a kernel size, a number of groups.
public struct Factor: Hashable, Sendable {
  /// The name in formulas, in snake case: `kernel_height`.
  public var name: String
  /// The number.
  public var value: Int

  /// Names a number.
  public init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }
}
