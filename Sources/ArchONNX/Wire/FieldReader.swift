/// Walks the fields of one message of a protocol buffer, in place.
///
/// A message is a sequence of fields: a number with a kind, and a value whose length the kind or the value itself
/// tells. Unwanted fields are skipped by their length and never examined.
struct FieldReader {
  let file: ModelFile
  private(set) var position: Int
  let end: Int

  /// The field that was read last.
  private(set) var number = 0
  private var kind = Kind.varint

  private enum Kind: UInt8 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
  }

  init(_ bytes: FileBytes) {
    file = bytes.file
    position = bytes.range.lowerBound
    end = bytes.range.upperBound
  }

  private init(_ file: ModelFile, _ range: Range<Int>) {
    self.init(FileBytes(file, range))
  }

  /// Advances to the next field and returns its number, or `nil` at the end of the message.
  mutating func next() throws(ModelFault) -> Int? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint()
    guard let kind = Kind(rawValue: UInt8(tag & 7)), tag >> 3 > 0, tag >> 3 < 1 << 29 else {
      throw .malformed(at: start)
    }
    number = Int(tag >> 3)
    self.kind = kind
    return number
  }

  /// Skips the value of the field.
  mutating func skip() throws(ModelFault) {
    switch kind {
    case .varint: _ = try varint()
    case .fixed64: try advance(8)
    case .fixed32: try advance(4)
    case .bytes: _ = try range()
    }
  }

  /// The value as a whole number.
  mutating func integer() throws(ModelFault) -> Int {
    guard kind == .varint else { throw .malformed(at: position) }
    return Int(truncatingIfNeeded: try varint())
  }

  /// The value as an integer of a closed set; any other means that it is unknown.
  mutating func elementType() throws(ModelFault) -> ONNX.ElementType {
    ONNX.ElementType(rawValue: try integer()) ?? .undefined
  }

  /// The value as a number of four bytes.
  mutating func float() throws(ModelFault) -> Float {
    guard kind == .fixed32 else { throw .malformed(at: position) }
    let start = position
    try advance(4)
    return Float(
      bitPattern: UInt32(littleEndian: file.bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
  }

  /// The value as bytes that stay in place.
  mutating func bytes() throws(ModelFault) -> FileBytes {
    guard kind == .bytes else { throw .malformed(at: position) }
    return FileBytes(file, try range())
  }

  /// The value as a text.
  mutating func text() throws(ModelFault) -> String {
    guard kind == .bytes else { throw .malformed(at: position) }
    let range = try range()
    guard range.count <= Self.longestText else { throw .tooMany("bytes in a name", limit: Self.longestText) }
    return String(decoding: file.bytes[range], as: UTF8.self)
  }

  /// The value as a message inside this one.
  mutating func message() throws(ModelFault) -> FieldReader {
    guard kind == .bytes else { throw .malformed(at: position) }
    return FieldReader(file, try range())
  }

  /// Appends the value of a repeated field of integers: one, or many packed.
  mutating func appendIntegers(
    to numbers: inout [Int], limit: Int = FieldReader.mostNumbers
  ) throws(ModelFault) {
    if kind == .bytes {
      var packed = try message()
      while packed.position < packed.end {
        numbers.append(Int(truncatingIfNeeded: try packed.varint()))
        guard numbers.count <= limit else { throw .tooMany("numbers in a list", limit: limit) }
      }
    } else {
      numbers.append(try integer())
    }
    guard numbers.count <= limit else { throw .tooMany("numbers in a list", limit: limit) }
  }

  /// Appends the value of a repeated field of numbers of four bytes: one, or many packed.
  mutating func appendFloats(
    to numbers: inout [Float], limit: Int = FieldReader.mostNumbers
  ) throws(ModelFault) {
    if kind == .bytes {
      let packed = try bytes()
      guard packed.count % 4 == 0 else { throw .malformed(at: packed.range.lowerBound) }
      guard packed.count / 4 <= limit - numbers.count else {
        throw .tooMany("numbers in a list", limit: limit)
      }
      packed.withBytes { bytes in
        for offset in stride(from: 0, to: bytes.count, by: 4) {
          let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
          numbers.append(Float(bitPattern: bits))
        }
      }
    } else {
      numbers.append(try float())
    }
    guard numbers.count <= limit else { throw .tooMany("numbers in a list", limit: limit) }
  }

  /// Whether the field's value is bytes: a packed list if it could be a number.
  var isPacked: Bool { kind == .bytes }

  /// The value of a field of eight bytes.
  mutating func double() throws(ModelFault) -> Double {
    guard kind == .fixed64 else { throw .malformed(at: position) }
    let start = position
    try advance(8)
    return Double(
      bitPattern: UInt64(littleEndian: file.bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
  }

  /// The longest text that is read.
  static let longestText = 1 << 16
  /// The most numbers of a list in an attribute.
  static let mostNumbers = 1 << 18

  private mutating func advance(_ count: Int) throws(ModelFault) {
    guard count <= end - position else { throw .truncated(at: position) }
    position += count
  }

  private mutating func range() throws(ModelFault) -> Range<Int> {
    let length = try varint()
    guard length <= UInt64(end - position) else { throw .truncated(at: position) }
    let start = position
    position += Int(length)
    return start..<position
  }

  private mutating func varint() throws(ModelFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = file.bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw .malformed(at: position - 1) }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .truncated(at: position)
  }
}
