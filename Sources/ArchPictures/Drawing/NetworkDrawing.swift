import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// The drawing of a network: boxes for its layers and parts, frames around open parts, lines for its values.
package struct NetworkDrawing {
  let drawn: DrawnNetwork
  let options: DrawingOptions
  private(set) var texts: [BoxText] = []
  /// The value of each box for the figure that boxes are shaded by.
  private(set) var values: [Double?] = []
  /// The same, as a share of the largest value.
  private(set) var shares: [Double?] = []
  /// The paths of the parts that have their own drawings.
  var opens: Set<String> = []
  /// How boxes differ from those of another design.
  var marks: [Int: (sign: String, ink: Ink)] = [:]
  /// The laid-out frames, and all boxes in them; the first is the drawing itself.
  var composed: Composition

  /// Lays out the drawing of a network.
  package init(_ analysis: Analysis, _ options: DrawingOptions = DrawingOptions()) {
    self.init(analysis, Outlines(analysis.graph), options)
  }

  /// The same with existing outlines: requested parts are open, or as many as are easy to view.
  init(_ analysis: Analysis, _ outlines: Outlines, _ options: DrawingOptions) {
    func drawing(_ opening: Opening) -> NetworkDrawing {
      NetworkDrawing(DrawnNetwork(analysis, outlines, opening), options)
    }
    let most = options.mostBoxes
    var best = drawing(
      options.depth.map { Opening(depth: $0, opened: options.opened) }
        ?? Opening(outlines, mostBoxes: most, opened: options.opened))
    // A U of fewer boxes says more than a high drawing of all, and more than columns.
    var fewer = most - 4
    while options.depth == nil, best.composed.couldBeBent, best.composed.steepness > 1.7, fewer >= most / 2 {
      let other = drawing(Opening(outlines, mostBoxes: fewer, opened: options.opened))
      if other.composed.steepness < best.composed.steepness { best = other }
      fewer -= 4
    }
    self = best
  }

  init(_ drawn: DrawnNetwork, _ options: DrawingOptions) {
    self.drawn = drawn
    self.options = options
    let analysis = drawn.analysis
    for box in drawn.boxes {
      var value: FigureValue?
      if let asked = options.figure, !box.nodes.isEmpty, !box.isOutside, box.children.isEmpty {
        value = asked.value(of: analysis.tally(of: box.nodes), options.element)
      }
      values.append(value?.known.map(Double.init) ?? value?.number)
      texts.append(BoxText(box, drawn, figure: value?.short))
    }
    let most = max(1, values.compactMap { $0 }.max() ?? 1)
    shares = values.map { value in value.map { $0 / most } }
    composed = Composition(drawn, texts, options)
  }
}

extension FigureValue {
  /// The value in a few letters, or `nil` for none.
  var short: String? {
    // Work that depends on the data is in no number.
    if case .atLeast(let known) = self {
      return known == 0 ? "unknown" : NumberText.scaled(known, digits: 3) + " + unknown"
    }
    if let known { return known == 0 ? nil : NumberText.scaled(known, digits: 3) }
    return number.map { NumberText.ratio($0) }
  }
}
