/// The source of the slope of a function of one element.
package enum Slope: Hashable, Sendable {
  /// The input of the function.
  case ofInput
  /// The output of the function.
  case ofOutput
  /// It is the same everywhere.
  case constant
  /// It is zero except for steps: no gradient flows.
  case zero
}
