import ArchGraph

/// Why a requested picture cannot be drawn.
package enum PictureFault: Error {
  /// Volumes are drawn in a row, and a layer takes or gives several values.
  case notAChain(network: String, at: String)
  /// A value that cannot be drawn as a volume, such as a map of three axes.
  case noVolume(Shape, at: String)
  /// A position of a layer does not see a window of positions.
  case noField(layer: String)
  /// The input has more axes than a page.
  case tooManyAxes(layer: String, count: Int)
  /// The layer has no such position.
  case noPosition([Int], layer: String, extents: [Int])
}
