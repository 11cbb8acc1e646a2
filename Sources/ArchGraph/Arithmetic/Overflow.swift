/// A number is larger than the machine's integers: no figure is given rather than a wrong one.
public struct Overflow: Error, Hashable, Sendable {
  /// The fact has no details.
  public init() {}
}
