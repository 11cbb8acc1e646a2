/// The reach on one axis.
public enum AxisReach: Hashable, Sendable {
  /// Evenly spaced taps at evenly spaced positions, see ``Stretch``.
  case regular(Stretch)
  /// A range of input positions for each output position, for irregular windows (adaptive pooling).
  case listed([Range<Int>])
  /// Any position of the axis.
  case everything

  /// Only the same position.
  public static let identity = AxisReach.regular(Stretch())

  /// The relation `i*upsampling = o*stride - before + t*dilation`, with tap `t` from 0 up to `taps`.
  ///
  /// Output position `o` depends on each input position `i` that is a whole number for some tap. A convolution has
  /// upsampling 1; a transposed one has stride 1, and its stride as upsampling.
  public struct Stretch: Hashable, Sendable {
    /// The number of taps.
    public var taps: Int
    /// The distance between neighbouring taps.
    public var dilation: Int
    /// How far the window moves for each step of the output.
    public var stride: Int
    /// How many output positions there are for each input position.
    public var upsampling: Int
    /// How far the first window begins before the input.
    public var before: Int
    /// Whether `before` was chosen for the extent of the input, and would differ for another extent.
    public var dependsOnExtent: Bool

    /// A relation; without arguments it is the identity.
    public init(
      taps: Int = 1, dilation: Int = 1, stride: Int = 1, upsampling: Int = 1, before: Int = 0,
      dependsOnExtent: Bool = false
    ) {
      self.taps = taps
      self.dilation = dilation
      self.stride = stride
      self.upsampling = upsampling
      self.before = before
      self.dependsOnExtent = dependsOnExtent
    }

    /// The reach of a convolution or pooling window.
    package init(_ axis: WindowAxis) {
      self.init(
        taps: axis.kernel, dilation: axis.dilation, stride: axis.stride, before: axis.before,
        dependsOnExtent: axis.isSame && axis.stride > 1)
    }

    /// The reach of a transposed window: the relation of the convolution read backwards.
    package init(transposed axis: WindowAxis) {
      self.init(
        taps: axis.kernel, dilation: axis.dilation, upsampling: axis.stride,
        before: axis.extent - 1 - axis.before)
    }
  }

  /// The input positions that an output position depends on, on an axis of `extent` elements.
  public func positions(of output: Int, extent: Int) -> [Int] {
    switch self {
    case .everything: return Array(0..<extent)
    case .listed(let ranges): return Array(ranges[output].clamped(to: 0..<extent))
    case .regular(let stretch):
      var positions: [Int] = []
      for tap in 0..<stretch.taps {
        let scaled = output * stretch.stride - stretch.before + tap * stretch.dilation
        guard scaled >= 0, scaled % stretch.upsampling == 0 else { continue }
        if scaled / stretch.upsampling < extent { positions.append(scaled / stretch.upsampling) }
      }
      return positions
    }
  }
}
