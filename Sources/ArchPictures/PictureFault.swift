import ArchGraph

/// Why there is no picture of what was asked for.
package enum PictureFault: Error {
  /// Volumes are in a row, and a layer takes or gives several values.
  case notAChain(network: String, at: String)
  /// A value that no volume is drawn for, such as a map of three axes.
  case noVolume(Shape, at: String)
  /// What a position of a layer sees is not a window of positions.
  case noField(layer: String)
  /// The input has more axes than a page.
  case tooManyAxes(layer: String, count: Int)
  /// The layer has no such position.
  case noPosition([Int], layer: String, extents: [Int])
}
