import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// How a drawing looks.
package struct DrawingOptions: Sendable {
  /// How many names of a path are opened, or `nil` for as many as are easy to view.
  package var depth: Int?
  /// The paths of parts that are open.
  package var opened: [String] = []
  /// The figure for the shade of boxes, or `nil` for none.
  package var figure: Figure?
  /// The type that elements are stored as, for figures in bytes.
  package var element = ElementTypes.float32
  /// The widest that the drawing may be, in pixels of 1/96 inch, or `nil` for as wide as suits it.
  package var width: Double?
  /// Whether the name and the totals of the network are written below.
  package var hasCaption = true
  /// The order of axes in shapes.
  package var layout = Layout.chw

  /// The most boxes that are easy to view: fewer in the column of a paper, more on a slide.
  var mostBoxes: Int { width.map { max(12, min(44, Int($0 / 17))) } ?? 40 }

  /// The usual drawing.
  package init() {}
}
