/// A point of a picture: `x` to the right, `y` downwards, in units of a pixel of 1/96 inch.
public struct Point: Hashable, Sendable {
  /// How far to the right.
  public var x: Double
  /// How far down.
  public var y: Double

  /// The point at `x`, `y`.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The point so far from another.
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
}
