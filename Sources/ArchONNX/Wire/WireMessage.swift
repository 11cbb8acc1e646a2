/// A message of the wire format of Protocol Buffers under construction: fields, each a tag and its contents.
///
/// Fields with known contents are bytes; between them are contents that come only when the message is written, whose
/// lengths are already known.
struct WireMessage {
  /// The known bytes.
  private(set) var bytes: [UInt8] = []
  /// The later contents: before which of the bytes, for which initialiser, how long.
  private(set) var gaps: [Gap] = []
  /// The number of bytes of the message, including the later ones.
  private(set) var count = 0

  /// Contents that come later.
  struct Gap {
    var place: Int
    var initializer: Int
    var count: Int
  }

  /// A whole number, a truth value or a case of an enum.
  mutating func add(_ field: Int, _ value: Int) {
    tag(field, 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// A number in single precision.
  mutating func add(_ field: Int, _ value: Float) {
    tag(field, 5)
    append(value.bitPattern)
  }

  /// A text.
  mutating func add(_ field: Int, _ text: String) {
    tag(field, 2)
    varint(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
    count += text.utf8.count
  }

  /// A text that is left out if it is empty.
  mutating func addUnlessEmpty(_ field: Int, _ text: String) {
    if !text.isEmpty { add(field, text) }
  }

  /// Bytes.
  mutating func add(_ field: Int, _ contents: some Collection<UInt8>) {
    tag(field, 2)
    varint(UInt64(contents.count))
    bytes.append(contentsOf: contents)
    count += contents.count
  }

  /// A message.
  mutating func add(_ field: Int, _ message: WireMessage) {
    tag(field, 2)
    varint(UInt64(message.count))
    gaps += message.gaps.map {
      Gap(place: $0.place + bytes.count, initializer: $0.initializer, count: $0.count)
    }
    bytes += message.bytes
    count += message.count
  }

  /// Bytes that come later.
  mutating func add(_ field: Int, initializer: Int, count length: Int) {
    tag(field, 2)
    varint(UInt64(length))
    gaps.append(Gap(place: bytes.count, initializer: initializer, count: length))
    count += length
  }

  private mutating func tag(_ field: Int, _ kind: Int) { varint(UInt64(field << 3 | kind)) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
      count += 1
    }
    bytes.append(UInt8(rest))
    count += 1
  }

  private mutating func append(_ word: UInt32) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    count += 4
  }
}
