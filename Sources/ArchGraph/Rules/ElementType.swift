/// The type that weights and activations are stored as.
public enum ElementType: String, CaseIterable, Sendable {
  /// Double precision.
  case float64
  /// Single precision, the default everywhere.
  case float32
  /// Half precision.
  case float16
  /// Half precision with the range of single precision.
  case bfloat16
  /// Eight bits of floating point, in either of the usual formats.
  case float8
  /// Bytes, as quantised networks use them.
  case int8
  /// Four bits, two elements in a byte; the scales of blocks are not counted.
  case int4

  /// The bits of one element.
  public var bits: Int {
    switch self {
    case .float64: 64
    case .float32: 32
    case .float16, .bfloat16: 16
    case .float8, .int8: 8
    case .int4: 4
    }
  }

  /// The bytes of one element, a half if a byte holds two.
  public var bytes: Double { Double(bits) / 8 }

  /// The bytes that a number of elements take, rounded up, or `nil` if that is too large to count.
  public func bytes(of elements: Int) -> Int? {
    guard bits >= 8 else { return elements / 2 + elements % 2 }
    let (bytes, overflow) = elements.multipliedReportingOverflow(by: bits / 8)
    return overflow ? nil : bytes
  }
}
