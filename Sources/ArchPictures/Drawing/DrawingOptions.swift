import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// How a drawing is to look.
package struct DrawingOptions: Sendable {
  /// How many names of a path are opened; nil for as much as can be looked at.
  package var depth: Int?
  /// Parts that are open, by their paths.
  package var opened: [String] = []
  /// The figure that boxes are shaded by; nil for none.
  package var figure: Figure?
  /// The type that elements are stored as, for figures in bytes.
  package var element = ElementType.float32
  /// How wide the drawing may be, in pixels of 1/96 inch; nil for as wide as suits it.
  package var width: Double?
  /// Whether the name and the totals of the network are written below.
  package var hasCaption = true
  /// The order of axes in shapes.
  package var layout = Layout.chw

  /// As many boxes can be looked at: fewer in the column of a paper, more on a slide.
  var mostBoxes: Int { width.map { max(12, min(44, Int($0 / 17))) } ?? 40 }

  /// The usual drawing.
  package init() {}
}
