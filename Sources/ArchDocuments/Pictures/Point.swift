/// A point of a picture: `x` to the right, `y` downwards, in units of a pixel of 1/96 inch.
package struct Point: Hashable, Sendable {
  /// How far to the right.
  package var x: Double
  /// How far down.
  package var y: Double

  /// The point at `x`, `y`.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The sum of a point and an offset.
  package static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
}
