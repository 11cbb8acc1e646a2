import ArchDocuments

/// A picture of what one position of a layer sees of the input: its receptive field, with its holes.
package struct FieldDrawing: Sendable {
  /// What is seen along one axis of the input.
  package struct Axis: Hashable, Sendable {
    /// Its name, such as `rows`.
    package var name: String
    /// How many positions the input has.
    package var extent: Int
    /// The positions that are seen; those below 0 or from the extent on are padding.
    package var seen: [Range<Int>]
    /// The positions that the next position along this axis sees; empty if there is none.
    package var next: [Range<Int>]

    /// An axis.
    package init(_ name: String, extent: Int, seen: [Range<Int>], next: [Range<Int>] = []) {
      self.name = name
      self.extent = extent
      self.seen = seen
      self.next = next
    }
  }

  /// The user's picture, drawn under the field.
  package struct Image: Sendable {
    /// The header.
    package let header: ImageHeader
    /// All its bytes.
    package let bytes: [UInt8]

    /// A picture in bytes of a type that ``ImageHeader`` knows.
    package init(_ bytes: [UInt8]) throws(ImageHeader.Failure) {
      header = try ImageHeader(bytes)
      self.bytes = bytes
    }
  }

  /// The heading, such as the path of the layer.
  package var title: String
  /// One axis, or the vertical one and then the horizontal one; further ones are not drawn.
  package var axes: [Axis]
  /// The texts below the picture.
  package var texts: [String]
  /// The picture under the field.
  package var image: Image?

  /// A drawing of a field.
  package init(title: String, axes: [Axis], texts: [String] = [], image: Image? = nil) {
    self.title = title
    self.axes = axes
    self.texts = texts
    self.image = image
  }

  /// The picture.
  package func picture(width: Double = 640) -> Picture {
    let width = width.isFinite ? max(320, min(8000, width)) : 640
    return FieldPainter(self, width: width).picture()
  }
}
