import ArchGraph

extension Number {
  /// A constant that keeps its digits beyond those of a `Float` if the arithmetic has them.
  static func constant(_ value: Double) -> Self {
    let rounded = Float(value)
    return prepared { Self(rounded) + Self(Float(value - Double(rounded))) }
  }
}
