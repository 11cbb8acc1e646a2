import ArchDocuments

/// The circle that a mark of a plot fills or is inside.
struct Disc: Hashable {
  let center: Point
  let radius: Double

  /// Whether it and a rectangle have more than an edge in common.
  func overlaps(_ box: Rectangle) -> Bool {
    let dx = center.x - max(box.x, min(box.right, center.x))
    let dy = center.y - max(box.y, min(box.bottom, center.y))
    return dx * dx + dy * dy < radius * radius
  }
}
