extension ModelWriter {
  /// A tensor.
  ///
  /// - Parameter initializer: which initialiser's numbers are supplied later, if the tensor has none.
  static func message(_ tensor: ONNX.Tensor, initializer: Int? = nil) -> WireMessage {
    var message = WireMessage()
    for extent in tensor.dimensions { message.add(1, extent) }
    message.add(2, tensor.type.rawValue)
    message.addUnlessEmpty(8, tensor.name)
    switch tensor.data {
    case .none:
      if let initializer { message.add(9, initializer: initializer, count: 4 * (tensor.elementCount ?? 0)) }
    case .raw(let bytes): bytes.withBytes { message.add(9, $0) }
    case .packed(let field, let bytes):
      let number =
        switch (field, tensor.type) {
        case (.float, _): 4
        case (.double, _): 10
        case (.varint, .int64): 7
        case (.varint, .uint32), (.varint, .uint64): 11
        case (.varint, _): 5
        }
      bytes.withBytes { message.add(number, $0) }
    case .integers(let values): message.add(9, raw(values, tensor.type))
    case .floats(let values): message.add(9, raw(values, tensor.type))
    case .strings(let texts): for text in texts { message.add(6, text) }
    case .external(let location, let offset, let length):
      for (key, value) in [
        ("location", location), ("offset", "\(offset)"), ("length", length.map { "\($0)" } ?? ""),
      ] where !value.isEmpty {
        var entry = WireMessage()
        entry.add(1, key)
        entry.add(2, value)
        message.add(13, entry)
      }
      message.add(14, 1)
    }
    return message
  }

  /// Integers, little-endian, each in as many whole bytes as its type has; types smaller than a byte are packed side by
  /// side, the first in the lowest bits.
  private static func raw(_ values: [Int], _ type: ONNX.ElementType) -> [UInt8] {
    let bits = type.bits ?? 64
    var bytes: [UInt8] = []
    guard bits >= 8 else {
      for (index, value) in values.enumerated() {
        let place = index * bits % 8
        if place == 0 { bytes.append(0) }
        bytes[bytes.count - 1] |= UInt8(truncatingIfNeeded: value & ((1 << bits) - 1)) << UInt8(place)
      }
      return bytes
    }
    for value in values {
      for byte in 0..<bits / 8 {
        bytes.append(UInt8(truncatingIfNeeded: byte < 8 ? value >> (8 * byte) : value >> 63))
      }
    }
    return bytes
  }

  private static func raw(_ values: [Double], _ type: ONNX.ElementType) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values {
      if type == .float64 {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      } else {
        withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }
}
