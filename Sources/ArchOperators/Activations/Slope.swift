/// Of what the slope of a function of one element is worked out.
package enum Slope: Hashable, Sendable {
  /// Of what the function is taken of.
  case ofInput
  /// Of what it gives.
  case ofOutput
  /// It is the same everywhere.
  case constant
  /// It is zero but in steps: no gradient flows.
  case zero
}
