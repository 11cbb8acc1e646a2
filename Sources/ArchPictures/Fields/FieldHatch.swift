import ArchDocuments

/// Parallel lines that fill rectangles, aligned from one rectangle to the next.
enum FieldHatch {
  /// The lines within a rectangle, rising to the right or falling.
  static func lines(
    in box: Rectangle, spacing: Double, rises: Bool, _ style: Picture.Style
  ) -> [Picture.Element] {
    guard box.width > 0, box.height > 0 else { return [] }
    // Along a line the sum of the coordinates is constant, or their difference.
    let (low, high) =
      rises ? (box.x + box.y, box.right + box.bottom) : (box.x - box.bottom, box.right - box.y)
    var result: [Picture.Element] = []
    var index = (low / spacing).rounded(.up)
    while index * spacing < high {
      let sum = index * spacing
      let (left, right) =
        rises
        ? (max(box.x, sum - box.bottom), min(box.right, sum - box.y))
        : (max(box.x, sum + box.y), min(box.right, sum + box.bottom))
      let y: (Double) -> Double = { x in rises ? sum - x : x - sum }
      if right - left > 0.3 {
        result.append(.line([Point(left, y(left)), Point(right, y(right))], style))
      }
      index += 1
    }
    return result
  }
}
