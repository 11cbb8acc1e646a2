import ArchDocuments

/// Bubbles by two figures, as papers plot accuracy against work, with the names beside them.
///
/// The area of a bubble is in proportion to a third figure. Groups differ in colour and in shape.
///
/// ```swift
/// let plot = ScatterPlot(
///   points: [.init("ResNet-50", x: 4_089_184_256, y: 76.13, size: 25_557_032, group: "ResNet")],
///   x: .init("multiply-adds", scale: .logarithmic), y: .init("top-1 accuracy (%)", better: .more))
/// plot.picture(width: 640).svg()
/// ```
package struct ScatterPlot: Sendable {
  /// One bubble.
  package struct Item: Hashable, Sendable {
    /// Its name.
    package var label: String
    /// How far to the right it is; nil where that is not known.
    package var x: Double?
    /// How far up it is; nil where that is not known.
    package var y: Double?
    /// What its area is in proportion to; nil where that is not known.
    package var size: Double?
    /// The name of its group; nil for none.
    package var group: String?

    /// A bubble.
    package init(_ label: String, x: Double?, y: Double?, size: Double? = nil, group: String? = nil) {
      self.label = label
      self.x = x
      self.y = y
      self.size = size
      self.group = group
    }
  }

  /// What is known of a figure before its values.
  package struct Figure: Hashable, Sendable {
    /// The title of its axis with the unit.
    package var title: String
    /// How its values become places.
    package var scale: PlotAxis.Scale
    /// How its numbers are written.
    package var notation: PlotNotation
    /// Which direction is better.
    package var better: ParetoFront.Better

    /// A figure.
    package init(
      _ title: String, scale: PlotAxis.Scale = .linear, notation: PlotNotation = .si,
      better: ParetoFront.Better = .less
    ) {
      self.title = title
      self.scale = scale
      self.notation = notation
      self.better = better
    }
  }

  /// The title above the plot.
  package var title: String
  /// The bubbles.
  package var points: [Item]
  /// The figure from left to right.
  package var x: Figure
  /// The figure from below upwards.
  package var y: Figure
  /// The figure that areas are in proportion to; nil for bubbles of one size.
  package var size: Figure?
  /// Whether a line is drawn through the points that no other beats.
  package var showsParetoFront: Bool
  /// Small print below, such as what is counted.
  package var notes: [String]
  /// How many bubbles have names at most: those on the front first, then in their order.
  ///
  /// Of more bubbles than these, the small print tells how many have no name; of fewer, a key names those that have no
  /// room for their name.
  package var mostNames = 100

  /// A plot.
  package init(
    title: String = "", points: [Item], x: Figure, y: Figure, size: Figure? = nil,
    showsParetoFront: Bool = false, notes: [String] = []
  ) {
    self.title = title
    self.points = points
    self.x = x
    self.y = y
    self.size = size
    self.showsParetoFront = showsParetoFront
    self.notes = notes
  }

  /// The points that have no place in the plot, with the reason: a value that is missing or not to be drawn.
  package var notDrawn: [(point: Item, reason: String)] {
    points.compactMap { point in reason(against: point).map { (point, $0) } }
  }

  /// The points that have a place in the plot.
  package var drawn: [Item] { points.filter { reason(against: $0) == nil } }

  private func reason(against point: Item) -> String? {
    for (value, figure, name) in [(point.x, x, "x"), (point.y, y, "y")] {
      let title = figure.title.isEmpty ? name : figure.title
      guard let value, !value.isNaN else { return "\(title): none" }
      guard !PlotAxis.shows(value, scale: figure.scale) else { continue }
      return value.magnitude > PlotNumber.largest
        ? "\(title): too large" : "\(title): \(PlotNumber.text(value, figure.notation))"
    }
    return nil
  }
}
