import ArchGraph

/// Whether the channels of a map are written first or last.
public enum Layout: String, CaseIterable, Sendable {
  /// Channels, height, width, as in PyTorch.
  case chw
  /// Height, width, channels, as in TensorFlow.
  case hwc

  /// The extents of a shape in this order; only maps of channels over two or three axes are reordered.
  public func dimensions(of shape: Shape) -> [Int] {
    self == .hwc && shape.rank >= 3 ? shape.dimensions.dropFirst() + [shape[0]] : shape.dimensions
  }

  /// The extents with the channels first, from extents in this order.
  public func channelsFirst(_ extents: [Int]) -> [Int] {
    guard self == .hwc, extents.count >= 3, let channels = extents.last else { return extents }
    return [channels] + extents.dropLast()
  }

  /// The extents of a tensor of weights: filters and channels first, or last and in reverse order.
  func dimensions(ofWeights shape: Shape) -> [Int] {
    self == .hwc ? shape.dimensions.dropFirst(2) + shape.dimensions.prefix(2).reversed() : shape.dimensions
  }

  /// A shape as tables show it: `(28, 28, 8)`.
  public func text(_ shape: Shape) -> String {
    "(\(dimensions(of: shape).map(String.init).joined(separator: ", ")))"
  }
}
