import CArchKernels

/// Loops over rows of numbers, in the machine's best instruction set.
package enum Loops {
  /// `y[i] = max(x[i], 0)`; NaN is kept.
  package static func relu(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_relu(Int64(count), x, y)
  }

  /// `y[i] = min(max(x[i], low), high)`; NaN is kept.
  package static func clip(
    _ count: Int, _ x: UnsafePointer<Float>, _ low: Float, _ high: Float, _ y: UnsafeMutablePointer<Float>
  ) {
    archk_clip(Int64(count), x, low, high, y)
  }

  /// `y[i] = 1/(1 + e^-x[i])`.
  package static func sigmoid(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_sigmoid(Int64(count), x, y)
  }

  /// `y[i] = x[i]/(1 + e^-x[i])`.
  package static func silu(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_silu(Int64(count), x, y)
  }

  /// `y[i] = tanh(x[i])`.
  package static func tanh(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_tanh(Int64(count), x, y)
  }

  /// `y[i] = e^(x[i] - offset)`.
  package static func exponential(
    _ count: Int, _ x: UnsafePointer<Float>, minus offset: Float, _ y: UnsafeMutablePointer<Float>
  ) {
    archk_exponential(Int64(count), x, offset, y)
  }

  /// `y[i] += x[i]`.
  package static func add(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_add(Int64(count), x, y)
  }

  /// `y[i] = a[i] + b[i]`.
  package static func sum(
    _ count: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
  ) {
    archk_sum(Int64(count), a, b, y)
  }

  /// `y[i] /= x[i]`.
  package static func divide(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_divide(Int64(count), x, y)
  }

  /// `y[i] = a[i]*b[i]`.
  package static func product(
    _ count: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
  ) {
    archk_product(Int64(count), a, b, y)
  }

  /// `y[i] = x[i]*scale + shift`.
  package static func affine(
    _ count: Int, _ x: UnsafePointer<Float>, _ scale: Float, _ shift: Float, _ y: UnsafeMutablePointer<Float>
  ) {
    archk_affine(Int64(count), x, scale, shift, y)
  }

  /// Applies `finish` to a row of one channel.
  package static func finish(
    _ count: Int, _ x: UnsafePointer<Float>, _ finish: Finish, channel: Int, _ y: UnsafeMutablePointer<Float>
  ) {
    var raw = finish.raw(channel: channel, element: 0, stride: 0)
    archk_finish_row(Int64(count), x, &raw, y)
  }

  /// `y[i] = max(y[i], x[i])`; NaN wins.
  package static func maximum(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    archk_maximum(Int64(count), x, y)
  }

  /// How many are infinite or NaN.
  package static func notFinite(_ count: Int, _ x: UnsafePointer<Float>) -> Int {
    Int(archk_not_finite(Int64(count), x))
  }

  /// A sum over the bits of numbers, weighted by their places from `first` on, which changes if any single number does.
  ///
  /// The sums of pieces, modulo 2^64, are the sum of the whole.
  package static func checksum(_ count: Int, first: Int = 0, _ x: UnsafePointer<Float>) -> UInt64 {
    archk_checksum(Int64(count), Int64(first), x)
  }

  /// The sum of all numbers.
  package static func total(_ count: Int, _ x: UnsafePointer<Float>) -> Float {
    archk_total(Int64(count), x)
  }

  /// `Σ (x[i] - mean)^2`.
  package static func deviation(_ count: Int, _ x: UnsafePointer<Float>, from mean: Float) -> Float {
    archk_deviation(Int64(count), x, mean)
  }

  /// `Σ a[i]*b[i]`.
  package static func dot(_ count: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) -> Float {
    archk_dot(Int64(count), a, b)
  }

  /// Uniform numbers from `centre - radius` to `centre + radius`: those from `first` on of a seed's sequence.
  package static func uniform(
    _ count: Int, seed: UInt64, first: Int = 0, centre: Float, radius: Float,
    _ y: UnsafeMutablePointer<Float>
  ) {
    archk_uniform(Int64(count), seed, UInt64(first), centre, radius, y)
  }
}
