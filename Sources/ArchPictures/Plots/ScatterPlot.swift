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
    /// Its horizontal value, or `nil` if that is not known.
    package var x: Double?
    /// Its vertical value, or `nil` if that is not known.
    package var y: Double?
    /// The value that its area is proportional to, or `nil` if that is not known.
    package var size: Double?
    /// The name of its group, or `nil` for none.
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

  /// What a figure is, apart from its values.
  package struct Figure: Hashable, Sendable {
    /// The title of its axis with the unit.
    package var title: String
    /// How its values become positions.
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
  /// The horizontal figure.
  package var x: Figure
  /// The vertical figure.
  package var y: Figure
  /// The figure that areas are proportional to, or `nil` for bubbles of one size.
  package var size: Figure?
  /// Whether a line is drawn through the points that no other point beats.
  package var showsParetoFront: Bool
  /// Small print below, such as what the figures count.
  package var notes: [String]
  /// The most bubbles that get names: those on the front first, then in order.
  ///
  /// If there are more bubbles, the small print says how many have no name; if there are fewer, a key lists those
  /// without room for their name.
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

  /// The points that cannot be drawn, with the reason: a value that is missing or cannot be drawn.
  package var notDrawn: [(point: Item, reason: String)] {
    points.compactMap { point in reason(against: point).map { (point, $0) } }
  }

  /// The points that can be drawn.
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
