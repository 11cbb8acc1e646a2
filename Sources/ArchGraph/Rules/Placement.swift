/// Where the value of a layer may be in memory.
public enum Placement: Hashable, Sendable {
  /// In its own memory.
  case own
  /// Over one of these inputs, if nothing needs that input afterwards.
  case over([Int])
  /// Where its first input stands: the same numbers, seen in another shape.
  case view
  /// Where its first tensor of weights stands: the same numbers, as a value.
  case weights
  /// The inputs one after another: each may be written where it is in the value from the beginning.
  case joined
}
