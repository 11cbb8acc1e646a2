/// Where in memory the value of a layer may be.
public enum Placement: Hashable, Sendable {
  /// In its own memory.
  case own
  /// Over one of these inputs, if nothing needs that input afterwards.
  case over([Int])
  /// Where its first input is: the same numbers, seen in another shape.
  case view
  /// Where its first tensor of weights is: the same numbers, as a value.
  case weights
  /// The inputs one after another: each may be written to its place in the value from the start.
  case joined
}
