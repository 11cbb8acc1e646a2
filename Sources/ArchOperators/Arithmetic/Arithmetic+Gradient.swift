import ArchGraph

extension Number {
  /// A constant whose digits beyond those of a `Float` count where the arithmetic has them.
  static func constant(_ value: Double) -> Self {
    let rounded = Float(value)
    return prepared { Self(rounded) + Self(Float(value - Double(rounded))) }
  }
}
