import ArchDocuments

/// The shapes of the bubbles of groups, so that colour is never the only sign.
///
/// Each covers the same area as the circle with its radius.
enum PlotMarker: CaseIterable {
  case circle, square, triangle, diamond, pentagon, downward, hexagon, cross

  /// The shape of a group, by its number.
  ///
  /// The ninth group has the first colour again, but the second shape.
  static func of(group: Int) -> PlotMarker {
    allCases[(group + group / allCases.count) % allCases.count]
  }

  /// How far it extends from its middle, in radii of the circle.
  var reach: Double {
    switch self {
    case .circle: 1
    case .square: 1.254
    case .triangle, .downward: 1.556
    case .diamond: 1.254
    case .pentagon: 1.150
    case .hexagon: 1.100
    case .cross: 1.254
    }
  }

  /// The shape around a point.
  func element(at center: Point, radius: Double, _ style: Picture.Style) -> Picture.Element {
    guard self != .circle else { return .circle(center, radius: radius, style) }
    return .polygon(corners.map { Point(center.x + $0.x * radius, center.y + $0.y * radius) }, style)
  }

  /// The corners of the shape, whose area is that of the unit circle.
  private var corners: [Point] {
    switch self {
    case .circle: []
    case .square:
      [Point(-0.8862, -0.8862), Point(0.8862, -0.8862), Point(0.8862, 0.8862), Point(-0.8862, 0.8862)]
    case .triangle: [Point(0, -1.5551), Point(1.3468, 0.7776), Point(-1.3468, 0.7776)]
    case .downward: [Point(0, 1.5551), Point(-1.3468, -0.7776), Point(1.3468, -0.7776)]
    case .diamond: [Point(0, -1.2533), Point(1.2533, 0), Point(0, 1.2533), Point(-1.2533, 0)]
    case .pentagon:
      [
        Point(0, -1.1494), Point(1.0932, -0.3552), Point(0.6756, 0.9299), Point(-0.6756, 0.9299),
        Point(-1.0932, -0.3552),
      ]
    case .hexagon:
      [
        Point(1.0996, 0), Point(0.5498, 0.9523), Point(-0.5498, 0.9523), Point(-1.0996, 0),
        Point(-0.5498, -0.9523), Point(0.5498, -0.9523),
      ]
    // A plus of five squares of side 0.7927.
    case .cross:
      [
        Point(-0.3963, -1.189), Point(0.3963, -1.189), Point(0.3963, -0.3963), Point(1.189, -0.3963),
        Point(1.189, 0.3963), Point(0.3963, 0.3963), Point(0.3963, 1.189), Point(-0.3963, 1.189),
        Point(-0.3963, 0.3963), Point(-1.189, 0.3963), Point(-1.189, -0.3963), Point(-0.3963, -0.3963),
      ]
    }
  }
}
