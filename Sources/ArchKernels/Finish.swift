import CArchKernels

/// What becomes of the sums of a product or a convolution before they are stored:
/// `y = min(max((sum + bias)*scale + shift + addend, low), high)`, rounded as if each part were stored in between.
///
/// Not a number stays.
package struct Finish {
  /// What is added for each channel, `margin` numbers longer than there are channels; nothing where nil.
  package var bias: UnsafePointer<Float>?
  /// A factor for each channel, as long; none where nil.
  package var scale: UnsafePointer<Float>?
  /// What is added to the product with the factor, as long; nil where there is no factor.
  package var shift: UnsafePointer<Float>?
  /// What is added to each element, laid out as the output is, or the output itself; nothing where nil.
  package var addend: UnsafePointer<Float>?
  /// The least that is stored.
  package var low = -Float.infinity
  /// The most that is stored.
  package var high = Float.infinity

  /// Nothing is done.
  package init() {}

  /// How many numbers beyond the last channel are read, and thrown away.
  static let margin = 64

  /// Whether sums are stored as they are.
  var isNothing: Bool {
    bias == nil && scale == nil && addend == nil && low == -.infinity && high == .infinity
  }

  /// The same for the channels and elements from one on.
  func advanced(channels: Int, elements: Int) -> Finish {
    var finish = self
    finish.bias = bias.map { $0 + channels }
    finish.scale = scale.map { $0 + channels }
    finish.shift = shift.map { $0 + channels }
    finish.addend = addend.map { $0 + elements }
    return finish
  }

  /// The same for the tile that begins at a channel and an element, `stride` elements from one channel to the next.
  @inline(__always)
  func raw(channel: Int, element: Int, stride: Int) -> archk_finish {
    archk_finish(
      bias: bias.map { $0 + channel }, scale: scale.map { $0 + channel }, shift: shift.map { $0 + channel },
      addend: addend.map { $0 + element }, stride: Int64(stride), low: low, high: high)
  }
}
