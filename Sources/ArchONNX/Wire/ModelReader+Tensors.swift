extension ModelReader {
  /// A tensor; its numbers stay in place.
  mutating func tensor(_ message: FieldReader) throws(ModelFault) -> ONNX.Tensor {
    try count("tensors")
    var tensor = ONNX.Tensor()
    var numbers = TensorNumbers()
    var external: [String: String] = [:]
    var isExternal = false
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: try fields.appendIntegers(to: &tensor.dimensions, limit: 64)
      case 2: tensor.type = try fields.elementType()
      case 4, 5, 7, 10, 11: try numbers.read(&fields)
      case 6:
        try count("texts")
        numbers.strings.append(
          try fields.bytes().withBytes { String(decoding: $0.prefix(FieldReader.longestText), as: UTF8.self) }
        )
      case 8: tensor.name = try fields.text()
      case 9: tensor.data = .raw(try fields.bytes())
      case 13:
        let entry = try metadata(try fields.message())
        external[entry.key] = entry.value
      case 14: isExternal = try fields.integer() == 1
      default: try fields.skip()
      }
    }
    if isExternal {
      tensor.data = .external(
        location: external["location"] ?? "", offset: external["offset"].flatMap { Int($0) } ?? 0,
        length: external["length"].flatMap { Int($0) })
    } else if let data = numbers.data {
      tensor.data = data
    }
    return tensor
  }
}

/// The numbers of a tensor in the number fields: packed in one piece, as nearly always, or in many.
private struct TensorNumbers {
  var strings: [String] = []
  private var packed: ONNX.Tensor.Data?
  private var integers: [Int] = []
  private var floats: [Double] = []
  private var isPieced = false

  /// The most numbers that are written one by one.
  private static let most = 1 << 16

  /// Where the numbers are, or `nil` if there are none.
  var data: ONNX.Tensor.Data? {
    if !strings.isEmpty { return .strings(strings) }
    if !isPieced { return packed }
    return integers.isEmpty ? .floats(floats) : .integers(integers)
  }

  mutating func read(_ fields: inout FieldReader) throws(ModelFault) {
    let field: ONNX.Tensor.Field =
      switch fields.number {
      case 4: .float
      case 10: .double
      default: .varint
      }
    if fields.isPacked, packed == nil, !isPieced {
      packed = .packed(field, try fields.bytes())
      return
    }
    isPieced = true
    if case .packed(let field, let bytes)? = packed { try append(field, bytes) }
    packed = nil
    if fields.isPacked {
      try append(field, try fields.bytes())
    } else {
      switch field {
      case .float: floats.append(Double(try fields.float()))
      case .double: floats.append(try fields.double())
      case .varint: integers.append(try fields.integer())
      }
    }
    guard integers.count + floats.count <= Self.most else {
      throw .tooMany("numbers that are written one by one", limit: Self.most)
    }
  }

  private mutating func append(_ field: ONNX.Tensor.Field, _ bytes: FileBytes) throws(ModelFault) {
    let tensor = ONNX.Tensor("", .undefined, [], .packed(field, bytes))
    switch field {
    case .varint: integers += tensor.integers(limit: Self.most) ?? []
    case .float, .double: floats += tensor.numbers(limit: Self.most) ?? []
    }
  }
}
