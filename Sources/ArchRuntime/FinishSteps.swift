/// The steps that one kernel takes over: `y = min(max(x*scale + shift + other, low), high)`.
///
/// They are done in this order, each rounded as if its layer ran separately, so the results are the same.
package struct FinishSteps: Sendable {
  /// A factor and a shift for each channel, or `nil` for none.
  package private(set) var affine: (scale: [Float], shift: [Float])?
  /// Whether another value is added.
  package private(set) var adds = false
  /// The bounds of the result.
  package private(set) var low = -Float.infinity, high = Float.infinity

  /// No steps.
  package init() {}

  private var isBounded: Bool { low != -.infinity || high != .infinity }

  /// Takes one more step, if it can follow the others.
  ///
  /// - Returns: whether it could.
  package mutating func take(_ step: FinishStep, of allowed: Finishing) -> Bool {
    switch (step, allowed) {
    case (.bounds(let low, let high), .bounds), (.bounds(let low, let high), .everything):
      guard !isBounded, low <= high else { return false }
      (self.low, self.high) = (low, high)
    case (.affine(let scale, let shift), .everything):
      guard !isBounded, !adds, affine == nil else { return false }
      affine = (scale, shift)
    case (.addition, .everything):
      guard !isBounded, !adds else { return false }
      adds = true
    case (_, .nothing), (_, .bounds): return false
    }
    return true
  }
}
