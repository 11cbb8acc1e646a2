/// What a layer does to each element of the value before it, if that value's kernel can do it before storing.
package enum FinishStep: Sendable {
  /// `y = x*scale + shift`, with a factor and a shift for each channel.
  case affine(scale: [Float], shift: [Float])
  /// `y = x + other`, with the same element of another value.
  case addition
  /// `y = min(max(x, low), high)`; NaN is kept.
  case bounds(low: Float, high: Float)
}
