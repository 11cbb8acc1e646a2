import CArchKernels

/// The operations on the sums of a product or a convolution before they are stored:
/// `y = min(max((sum + bias)*scale + shift + addend, low), high)`, rounded as if each part were stored in between.
///
/// NaN is kept.
package struct Finish {
  /// The number added for each channel, `margin` numbers longer than there are channels, or `nil` for none.
  package var bias: UnsafePointer<Float>?
  /// A factor for each channel, of the same length, or `nil` for none.
  package var scale: UnsafePointer<Float>?
  /// The number added to the product with the factor, of the same length, or `nil` if there is no factor.
  package var shift: UnsafePointer<Float>?
  /// The number added to each element, laid out like the output, or the output itself, or `nil` for none.
  package var addend: UnsafePointer<Float>?
  /// The least value stored.
  package var low = -Float.infinity
  /// The greatest value stored.
  package var high = Float.infinity

  /// Nothing is done.
  package init() {}

  /// How many numbers beyond the last channel are read and discarded.
  static let margin = 64

  /// Whether sums are stored as they are.
  var isNothing: Bool {
    bias == nil && scale == nil && addend == nil && low == -.infinity && high == .infinity
  }

  /// The same, starting from a later channel and element.
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
