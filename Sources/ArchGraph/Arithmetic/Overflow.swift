/// A number is larger than the machine's integers: better no figure than a wrong one.
public struct Overflow: Error, Hashable, Sendable {
  /// An overflow; there are no details to give.
  public init() {}
}
