/// Numbers as `raw_data` packs them: little-endian, with those of fewer than eight bits side by side, the first in the
/// lowest.
struct PackedNumbers {
  private let type: ONNX.ElementType
  private let bytes: UnsafeRawBufferPointer

  init(_ type: ONNX.ElementType, _ bytes: UnsafeRawBufferPointer) {
    self.type = type
    self.bytes = bytes
  }

  /// The first integers, or `nil` for types that are not integers.
  func integers(_ count: Int) -> [Int]? {
    switch type {
    case .int64, .uint64: whole(Int64.self, count)
    case .int32: whole(Int32.self, count)
    case .uint32: whole(UInt32.self, count)
    case .int16: whole(Int16.self, count)
    case .uint16: whole(UInt16.self, count)
    case .int8: whole(Int8.self, count)
    case .uint8: whole(UInt8.self, count)
    case .bool: whole(UInt8.self, count).map { $0 == 0 ? 0 : 1 }
    case .int4, .uint4, .int2, .uint2:
      (0..<count).map { index in
        let width = type.bits ?? 4
        let value = part(index, width)
        let isNegative = (type == .int4 || type == .int2) && value >> (width - 1) == 1
        return isNegative ? value - 1 << width : value
      }
    default: nil
    }
  }

  /// The first real numbers, or `nil` for types that are not real.
  func floats(_ count: Int) -> [Double]? {
    switch type {
    case .float32: (0..<count).map { Double(float32($0)) }
    case .float64: (0..<count).map { Double(bitPattern: load(UInt64.self, $0)) }
    case .float16, .bfloat16: (0..<count).map { Self.sixteen(type, Int(load(UInt16.self, $0))) }
    case .float8E4M3FN, .float8E4M3FNUZ, .float8E5M2, .float8E5M2FNUZ:
      Small.eight[type].map { form in (0..<count).map { form.value(Int(load(UInt8.self, $0))) } }
    case .float4E2M1: (0..<count).map { Small.four.value(part($0, 4)) }
    // Only an exponent; the last pattern is not a number.
    case .float8E8M0:
      (0..<count).map { index in
        let bits = Int(load(UInt8.self, index))
        return bits == 255 ? .nan : Double(sign: .plus, exponent: bits - 127, significand: 1)
      }
    default: nil
    }
  }

  /// Writes all entries as 32-bit floats, including integers that represent real numbers.
  ///
  /// - Returns: whether the type is numeric.
  func write(_ target: UnsafeMutableBufferPointer<Float>) -> Bool {
    switch type {
    case .float32:
      UnsafeMutableRawBufferPointer(target).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes.prefix(4 * target.count)))
    case .float16, .bfloat16:
      for index in target.indices { target[index] = Float(Self.sixteen(type, Int(load(UInt16.self, index)))) }
    default:
      if let values = floats(target.count) {
        for (index, value) in values.enumerated() { target[index] = Float(value) }
      } else if let values = integers(target.count) {
        for (index, value) in values.enumerated() { target[index] = Float(value) }
      } else {
        return false
      }
    }
    return true
  }

  /// A number of sixteen bits in half precision, or in `bfloat16`.
  static func sixteen(_ type: ONNX.ElementType, _ bits: Int) -> Double {
    type == .bfloat16
      ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)) : Small.half.value(bits & 0xffff)
  }

  private func load<T: FixedWidthInteger>(_: T.Type, _ index: Int) -> T {
    T(littleEndian: bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<T>.size, as: T.self))
  }

  private func whole<T: FixedWidthInteger>(_: T.Type, _ count: Int) -> [Int] {
    (0..<count).map { Int(truncatingIfNeeded: load(T.self, $0)) }
  }

  private func float32(_ index: Int) -> Float { Float(bitPattern: load(UInt32.self, index)) }

  /// An entry of this many bits, fewer than eight.
  private func part(_ index: Int, _ width: Int) -> Int {
    let bit = index * width
    return Int(bytes[bit / 8] >> UInt8(bit % 8)) & (1 << width - 1)
  }

  /// Real numbers of sixteen bits and fewer: a sign, an exponent, a fraction.
  struct Small {
    var exponent: Int
    var fraction: Int
    var bias: Int
    /// How NaN and infinity are encoded: the largest exponent as in IEEE 754, one pattern, or not at all.
    var special: Special

    enum Special { case ieee, allOnes, negativeZero, none }

    static let half = Small(exponent: 5, fraction: 10, bias: 15, special: .ieee)
    static let four = Small(exponent: 2, fraction: 1, bias: 1, special: .none)
    static let eight: [ONNX.ElementType: Small] = [
      .float8E4M3FN: Small(exponent: 4, fraction: 3, bias: 7, special: .allOnes),
      .float8E4M3FNUZ: Small(exponent: 4, fraction: 3, bias: 8, special: .negativeZero),
      .float8E5M2: Small(exponent: 5, fraction: 2, bias: 15, special: .ieee),
      .float8E5M2FNUZ: Small(exponent: 5, fraction: 2, bias: 16, special: .negativeZero),
    ]

    func value(_ bits: Int) -> Double {
      let isNegative = bits >> (exponent + fraction) & 1 == 1
      let power = bits >> fraction & (1 << exponent - 1)
      let part = bits & (1 << fraction - 1)
      let isLargest = power == 1 << exponent - 1
      switch special {
      case .ieee where isLargest: return part != 0 ? .nan : isNegative ? -.infinity : .infinity
      case .allOnes where isLargest && part == 1 << fraction - 1: return .nan
      case .negativeZero where isNegative && power == 0 && part == 0: return .nan
      default: break
      }
      let scale = Double(sign: .plus, exponent: max(power, 1) - bias - fraction, significand: 1)
      let magnitude = Double(power == 0 ? part : part + 1 << fraction) * scale
      return isNegative ? -magnitude : magnitude
    }
  }
}
