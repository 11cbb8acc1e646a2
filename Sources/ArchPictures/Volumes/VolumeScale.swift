import ArchDocuments

/// The sizes of drawn volumes: every length grows with the square root of the size, from a least length on.
///
/// Sizes in a network differ by factors of a hundred or more, for which no page has room.
struct VolumeScale {
  /// The least length of an edge of a map, and the least thickness.
  static let (leastSide, leastThickness) = (8.0, 3.0)
  private static let (barWidth, barDepth, sheetWidth, sheetDepth) = (8.0, 10.0, 46.0, 6.0)

  /// The length of the longest edge.
  let longest: Double
  private var (side, channels, features, count, tokenFeatures) = (1.0, 1.0, 1.0, 1.0, 1.0)

  /// The scale at which the largest of some volumes is `longest` pixels high.
  init(_ volumes: [VolumeDrawing.Volume], longest: Double) {
    self.longest = longest
    for volume in volumes {
      switch volume.shape {
      case .map(let channels, let height, let width):
        side = max(side, Double(height), Double(width))
        self.channels = max(self.channels, Double(channels))
      case .signal(let channels, let length):
        side = max(side, Double(length))
        self.channels = max(self.channels, Double(channels))
      case .vector(let features): self.features = max(self.features, Double(features))
      case .tokens(let count, let features):
        self.count = max(self.count, Double(count))
        tokenFeatures = max(tokenFeatures, Double(features))
      }
    }
  }

  /// The box of a shape, at the origin.
  func box(_ shape: VolumeDrawing.Shape) -> VolumeBox {
    switch shape {
    case .map(let channels, let height, let width):
      return box(
        width: max(Self.leastThickness, thickest * share(channels, of: self.channels)),
        height: mapSide(height), depth: mapSide(width))
    case .signal(let channels, let length):
      return box(.map(channels: channels, height: length, width: 1))
    case .vector(let features):
      return box(
        width: Self.barWidth, height: max(Self.leastSide, longest * share(features, of: self.features)),
        depth: Self.barDepth)
    case .tokens(let count, let features):
      return box(
        width: max(Self.leastSide, Self.sheetWidth * share(features, of: tokenFeatures)),
        height: max(Self.leastSide, longest * share(count, of: self.count)), depth: Self.sheetDepth)
    }
  }

  /// Whether a shape is drawn larger than the scale says, since it would be invisible.
  func enlarges(_ shape: VolumeDrawing.Shape) -> Bool {
    switch shape {
    case .map(let channels, let height, let width):
      longest * share(min(height, width), of: side) < Self.leastSide
        || thickest * share(channels, of: self.channels) < Self.leastThickness
    // The width of a signal has no meaning.
    case .signal(let channels, let length): enlarges(.map(channels: channels, height: length, width: length))
    case .vector(let features): longest * share(features, of: self.features) < Self.leastSide
    case .tokens(let count, let features):
      longest * share(count, of: self.count) < Self.leastSide
        || Self.sheetWidth * share(features, of: tokenFeatures) < Self.leastSide
    }
  }

  /// The thickness of the volume with the most channels: with few channels no volume is thick.
  private var thickest: Double { min(38, 4.5 * channels.squareRoot(), longest / 3) }

  private func mapSide(_ size: Int) -> Double { max(Self.leastSide, longest * share(size, of: side)) }

  private func box(width: Double, height: Double, depth: Double) -> VolumeBox {
    VolumeBox(front: Rectangle(x: 0, y: 0, width: width, height: height), depth: depth)
  }

  private func share(_ size: Int, of greatest: Double) -> Double {
    (Double(max(1, size)) / greatest).squareRoot()
  }
}
