import CArchKernels

/// What becomes of the sums of a product or a convolution before they are stored:
/// `y = min(max(sum*scale + shift + addend, low), high)`, with not a number staying.
public struct Finish {
  /// A factor for each channel of the output, `margin` numbers longer than there are channels; none where nil.
  public var scale: UnsafePointer<Float>?
  /// What is added for each channel, as long; nothing where nil.
  public var shift: UnsafePointer<Float>?
  /// What is added to each element, laid out as the output is; nothing where nil. It may be the output itself.
  public var addend: UnsafePointer<Float>?
  /// The least that is stored.
  public var low = -Float.infinity
  /// The most that is stored.
  public var high = Float.infinity

  /// Nothing is done.
  public init() {}

  /// How many numbers beyond the last channel are read of the factors, and thrown away.
  public static let margin = 64

  /// Whether sums are stored as they are.
  var isNothing: Bool {
    scale == nil && shift == nil && addend == nil && low == -.infinity && high == .infinity
  }

  /// The same for the channels and elements from one on.
  func advanced(channels: Int, elements: Int) -> Finish {
    var finish = self
    finish.scale = scale.map { $0 + channels }
    finish.shift = shift.map { $0 + channels }
    finish.addend = addend.map { $0 + elements }
    return finish
  }

  /// The same for the tile that begins at a channel and an element, `stride` elements from one channel to the next.
  @inline(__always)
  func raw(channel: Int, element: Int, stride: Int) -> archk_finish {
    archk_finish(
      scale: scale.map { $0 + channel }, shift: shift.map { $0 + channel },
      addend: addend.map { $0 + element },
      stride: Int64(stride), low: low, high: high)
  }
}
