/// A model file without its weights: read in small pieces, with large parts skipped.
///
/// A file can be larger than the memory; the parts its figures depend on are small. The numbers of large tensors are
/// left in place, and the copy says where: as if they were in another file, whose name is empty. All else is as in the
/// file.
package struct Skeleton {
  /// Reads up to this many bytes from an offset: fewer at the end of the file, none after it or if it cannot be read.
  package typealias Read = (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Int

  /// The most bytes of one field that are kept as they are.
  static let largest = 1 << 15
  /// The most bytes of a model besides its weights.
  static let most = 1 << 28
  private static let window = 1 << 14

  private let read: Read
  private var buffer: [UInt8]
  /// Where the buffer begins in the file, and how many of its bytes are from the file.
  private var (start, filled) = (0, 0)

  private init(_ read: @escaping Read) {
    self.read = read
    buffer = Array(repeating: 0, count: Self.window)
  }

  /// The bytes of a model without the numbers of its large tensors.
  ///
  /// - Throws: why the bytes are not a model.
  package static func of(size: Int, _ read: @escaping Read) throws(ModelFault) -> [UInt8] {
    var skeleton = Skeleton(read)
    var bytes: [UInt8] = []
    do throws(ModelFault) {
      try skeleton.copy(.model, 0..<size, into: &bytes, depth: 0)
    } catch {
      // A file that fails and does not begin with the version, as models do, never was one.
      let first = try? skeleton.byte(0)
      throw first == 0x08 ? error : .notAModel
    }
    return bytes
  }

  /// The messages whose fields are examined if they are large.
  private enum Message {
    case model, graph, node, attribute, function, sparse, tensor

    /// The message in a field, or `nil` for a field that is kept or skipped as a whole.
    func field(_ number: Int) -> Message? {
      switch (self, number) {
      case (.model, 7), (.attribute, 6), (.attribute, 11): .graph
      case (.model, 25): .function
      case (.graph, 1), (.function, 7): .node
      case (.graph, 5), (.attribute, 5), (.attribute, 10), (.sparse, 1): .tensor
      case (.graph, 15), (.attribute, 22): .sparse
      case (.node, 5), (.function, 11): .attribute
      default: nil
      }
    }
  }

  private mutating func copy(
    _ message: Message, _ range: Range<Int>, into bytes: inout [UInt8], depth: Int
  ) throws(ModelFault) {
    guard depth < 4 * ModelReader.deepest else { throw .tooDeep(limit: ModelReader.deepest) }
    var place = range.lowerBound
    while place < range.upperBound {
      let first = place
      let tag = try varint(&place, range.upperBound)
      let value: Range<Int>
      switch tag & 7 {
      case 0:
        let begin = place
        _ = try varint(&place, range.upperBound)
        value = begin..<place
      case 1: value = place..<place + 8
      case 5: value = place..<place + 4
      case 2:
        let length = try varint(&place, range.upperBound)
        guard length <= UInt64(range.upperBound - place) else { throw .truncated(at: place) }
        value = place..<place + Int(length)
      default: throw .malformed(at: first)
      }
      guard value.upperBound <= range.upperBound else { throw .truncated(at: place) }
      place = value.upperBound
      if value.count <= Self.largest {
        try append(first..<place, to: &bytes)
      } else if let inner = message.field(Int(truncatingIfNeeded: tag >> 3)) {
        var contents: [UInt8] = []
        try copy(inner, value, into: &contents, depth: depth + 1)
        Self.append(tag, to: &bytes)
        Self.append(UInt64(contents.count), to: &bytes)
        bytes += contents
      } else if message == .tensor, [4, 5, 7, 9, 10, 11].contains(tag >> 3) {
        Self.appendPlace(of: value, to: &bytes)
      }
      guard bytes.count <= Self.most else { throw .tooMany("bytes besides its weights", limit: Self.most) }
    }
  }

  /// Appends where the numbers of a tensor are, as `external_data` (13) and `data_location` (14) state it.
  private static func appendPlace(of numbers: Range<Int>, to bytes: inout [UInt8]) {
    for (key, value) in [
      ("location", ""), ("offset", "\(numbers.lowerBound)"), ("length", "\(numbers.count)"),
    ] {
      let entry = [0x0a, UInt8(key.utf8.count)] + key.utf8 + [0x12, UInt8(value.utf8.count)] + value.utf8
      bytes += [0x6a, UInt8(entry.count)] + entry
    }
    bytes += [0x70, 1]
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var number = number
    while number >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
      number >>= 7
    }
    bytes.append(UInt8(number))
  }

  // MARK: Reading

  private mutating func varint(_ place: inout Int, _ end: Int) throws(ModelFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < end {
      let byte = try self.byte(place)
      place += 1
      guard shift < 63 || byte <= 1 else { throw .malformed(at: place - 1) }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .truncated(at: place)
  }

  private mutating func byte(_ place: Int) throws(ModelFault) -> UInt8 {
    if place < start || place >= start + filled {
      filled = buffer.withUnsafeMutableBytes { read(place, $0) }
      start = place
      guard filled > 0 else { throw .truncated(at: place) }
    }
    return buffer[place - start]
  }

  private mutating func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws(ModelFault) {
    var place = range.lowerBound
    while place < range.upperBound {
      _ = try byte(place)
      let end = min(range.upperBound, start + filled)
      bytes += buffer[(place - start)..<(end - start)]
      place = end
    }
  }
}
