/// The steps that the kernel of an operator takes over from layers that follow.
package enum Finishing: Sendable {
  /// None.
  case nothing
  /// Bounds.
  case bounds
  /// All of ``FinishStep``.
  case everything
}
