import ArchAnalysis
import ArchGraph
import ArchReports

/// The shapes written beside the lines of values.
struct ShapeLabels {
  private let drawn: DrawnNetwork
  private let layout: Layout

  init(_ drawn: DrawnNetwork, _ layout: Layout) {
    self.drawn = drawn
    self.layout = layout
  }

  /// The shape of a value: `64 × 56 × 56`.
  ///
  /// If one value is drawn for those of several parts, each extent is a range: `96–256 × 56 × 56`.
  func text(of value: Node.ID) -> String {
    let graph = drawn.analysis.graph
    let own = layout.dimensions(of: graph.nodes[value].shape)
    var (least, most) = (own, own)
    for other in drawn.alike[value] ?? [] {
      let shape = layout.dimensions(of: graph.nodes[other].shape)
      guard shape.count == own.count else { continue }
      for axis in own.indices {
        least[axis] = min(least[axis], shape[axis])
        most[axis] = max(most[axis], shape[axis])
      }
    }
    return zip(least, most).map { $0 == $1 ? "\($0)" : "\($0)–\($1)" }.joined(separator: " × ")
  }
}
