extension ONNX.Tensor {
  /// The entries as integers, if they are integers in the file and no more than `limit`, or `nil` otherwise.
  ///
  /// Real numbers of 16 bits and fewer do not count as integers.
  package func integers(limit: Int) -> [Int]? {
    switch data {
    case .integers, .packed(.varint, _):
      // Entries of fewer than eight bits are packed side by side in a byte.
      guard let bits = type.bits, bits < 8 else { return entries(limit: limit) }
      guard let count = elementCount, count <= limit else { return nil }
      return patterns(count)?.withUnsafeBytes { PackedNumbers(type, $0).integers(count) }
    case .raw(let bytes):
      guard let count = elementCount, count <= limit else { return nil }
      return raw(bytes, count)
    case .none, .floats, .strings, .packed, .external: return nil
    }
  }

  /// The bytes of entries that are written as integers, each an entry, or a byte of several smaller ones.
  func patterns(_ count: Int) -> [UInt8]? {
    guard let bits = type.bits, bits <= 16, let size = size(count) else { return nil }
    let width = max(1, bits / 8)
    guard let numbers = entries(limit: size / width), numbers.count == size / width else { return nil }
    return numbers.flatMap { number in
      (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
  }

  /// The integers of their field, as they are written.
  private func entries(limit: Int) -> [Int]? {
    switch data {
    case .integers(let values): values.count <= limit ? values : nil
    case .packed(.varint, let bytes): Self.varints(bytes, limit: limit)
    default: nil
    }
  }

  /// The size of this many entries in bytes, or `nil` for types that are not numbers.
  func size(_ count: Int) -> Int? {
    guard let bits = type.bits else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: bits)
    return overflow ? nil : product / 8 + (product % 8 == 0 ? 0 : 1)
  }

  private func raw(_ bytes: FileBytes, _ count: Int) -> [Int]? {
    guard let size = size(count), bytes.count >= size else { return nil }
    return bytes.withBytes { PackedNumbers(type, $0).integers(count) }
  }

  private static func varints(_ bytes: FileBytes, limit: Int) -> [Int]? {
    bytes.withBytes { bytes -> [Int]? in
      var values: [Int] = []
      var value: UInt64 = 0
      var shift: UInt64 = 0
      for byte in bytes {
        guard shift < 64 else { return nil }
        value |= UInt64(byte & 0x7f) << shift
        shift += 7
        guard byte < 0x80 else { continue }
        guard values.count < limit else { return nil }
        values.append(Int(truncatingIfNeeded: value))
        (value, shift) = (0, 0)
      }
      return shift == 0 ? values : nil
    }
  }

  /// The entries as real numbers, if there are no more than `limit`, or `nil` for integers and numbers that are not
  /// here.
  package func numbers(limit: Int) -> [Double]? {
    switch data {
    case .floats(let values): return values.count <= limit ? values : nil
    case .packed(.float, let bytes): return Self.packed(.float32, bytes, bytes.count / 4, limit: limit)
    case .packed(.double, let bytes): return Self.packed(.float64, bytes, bytes.count / 8, limit: limit)
    case .packed(.varint, _), .integers:
      // Real numbers of sixteen bits and fewer are written as bit patterns.
      guard type.isFloat, let count = elementCount, count <= limit else { return nil }
      return patterns(count)?.withUnsafeBytes { PackedNumbers(type, $0).floats(count) }
    case .raw(let bytes):
      guard let count = elementCount, let size = size(count), bytes.count >= size else { return nil }
      return Self.packed(type, bytes, count, limit: limit)
    case .none, .strings, .external: return nil
    }
  }

  private static func packed(
    _ type: ONNX.ElementType, _ bytes: FileBytes, _ count: Int, limit: Int
  ) -> [Double]? {
    guard count <= limit else { return nil }
    return bytes.withBytes { PackedNumbers(type, $0).floats(count) }
  }
}
