/// The type that weights and activations are stored as.
public enum ElementType: String, CaseIterable, Sendable {
  /// Double precision.
  case float64
  /// Single precision, the default everywhere.
  case float32
  /// Half precision.
  case float16
  /// Single precision's range in half the bits.
  case bfloat16
  /// Bytes, as quantised networks use them.
  case int8

  /// The bytes of one element.
  public var bytes: Int {
    switch self {
    case .float64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    case .int8: 1
    }
  }
}
