extension ONNX.Tensor {
  /// The entries as whole numbers, where they are whole numbers in the file and no more than `limit`; nil otherwise.
  ///
  /// Entries of 16 bits and fewer that are real numbers are none.
  public func integers(limit: Int) -> [Int]? {
    switch data {
    case .integers(let values): return values.count <= limit ? values : nil
    case .packed(.varint, let bytes): return Self.varints(bytes, limit: limit)
    case .raw(let bytes):
      guard let count = elementCount, count <= limit else { return nil }
      return raw(bytes, count)
    case .none, .floats, .strings, .packed, .external: return nil
    }
  }

  private func raw(_ bytes: FileBytes, _ count: Int) -> [Int]? {
    func read<T: FixedWidthInteger>(_: T.Type) -> [Int]? {
      let size = MemoryLayout<T>.size
      guard bytes.count / size >= count else { return nil }
      return bytes.withBytes { bytes in
        (0..<count).map {
          Int(truncatingIfNeeded: T(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: T.self)))
        }
      }
    }
    switch type {
    case .int64, .uint64: return read(Int64.self)
    case .int32: return read(Int32.self)
    case .uint32: return read(UInt32.self)
    case .int16: return read(Int16.self)
    case .uint16: return read(UInt16.self)
    case .int8: return read(Int8.self)
    case .uint8, .bool: return read(UInt8.self)
    default: return nil
    }
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

  /// The entries as real numbers, where they are no more than `limit`; nil for whole numbers and what is not here.
  public func numbers(limit: Int) -> [Double]? {
    switch data {
    case .floats(let values): return values.count <= limit ? values : nil
    case .packed(.float, let bytes):
      return Self.fixed(bytes, bytes.count / 4, limit: limit) { float32($0, $1) }
    case .packed(.double, let bytes):
      return Self.fixed(bytes, bytes.count / 8, limit: limit) { float64($0, $1) }
    case .packed(.varint, _), .integers:
      // Half precision is written as bit patterns.
      guard type == .float16 || type == .bfloat16 else { return nil }
      return integers(limit: limit)?.map { half(UInt16(truncatingIfNeeded: $0)) }
    case .raw(let bytes):
      guard let count = elementCount, let bits = type.bits, bits % 8 == 0, bytes.count / (bits / 8) >= count
      else {
        return nil
      }
      return Self.fixed(bytes, count, limit: limit) { bytes, index in
        switch type {
        case .float32: float32(bytes, index)
        case .float64: float64(bytes, index)
        case .float16, .bfloat16:
          half(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)))
        default: nil
        }
      }
    case .none, .strings, .external: return nil
    }
  }

  private static func fixed(
    _ bytes: FileBytes, _ count: Int, limit: Int, _ read: (UnsafeRawBufferPointer, Int) -> Double?
  ) -> [Double]? {
    guard count <= limit else { return nil }
    return bytes.withBytes { bytes in
      var values: [Double] = []
      values.reserveCapacity(count)
      for index in 0..<count {
        guard let value = read(bytes, index) else { return nil }
        values.append(value)
      }
      return values
    }
  }

  private func float32(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Double {
    Double(
      Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
    )
  }

  private func float64(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Double {
    Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
  }

  /// A number of 16 bits in this tensor's type.
  private func half(_ bits: UInt16) -> Double {
    if type == .bfloat16 { return Double(Float(bitPattern: UInt32(bits) << 16)) }
    let exponent = Int(bits >> 10) & 31
    let fraction = Double(bits & 1023)
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}
