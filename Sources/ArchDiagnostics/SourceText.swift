/// The text that a network was read from, and where its lines begin.
///
/// Compared by identity: two files with the same text are different sources.
public final class SourceText: Sendable, Hashable {
  /// The name shown to the user, usually the path as it was typed.
  public let name: String
  /// The text as UTF-8.
  public let bytes: [UInt8]
  /// Where each line begins.
  private let lineStarts: [Int]

  /// Keeps `bytes` under `name`.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    lineStarts = starts
  }

  /// Keeps `text` under `name`.
  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A position as people count it: the first line and the first column are 1.
  public struct Position: Hashable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The column in characters (Unicode scalars), from 1.
    public var column: Int
  }

  /// The line and column of a byte offset; an offset past the end is the end.
  public func position(of offset: Int) -> Position {
    let end = min(max(offset, 0), bytes.count)
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= end { low = middle } else { high = middle }
    }
    return Position(line: low + 1, column: scalarCount(lineStarts[low]..<end) + 1)
  }

  /// The byte range of the line that contains `offset`, without its line break.
  public func lineRange(around offset: Int) -> Range<Int> {
    let place = min(max(offset, 0), bytes.count)
    var lower = place
    while lower > 0, bytes[lower - 1] != UInt8(ascii: "\n") { lower -= 1 }
    var upper = place
    while upper < bytes.count, bytes[upper] != UInt8(ascii: "\n") { upper += 1 }
    if upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<max(lower, upper)
  }

  /// The text of a byte range; bytes that are not UTF-8 become replacement characters.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The number of Unicode scalars that begin in a byte range.
  func scalarCount(_ range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range.clamped(to: 0..<bytes.count)] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// A byte range without partial Unicode scalars at its ends.
  func wholeScalars(in range: Range<Int>) -> Range<Int> {
    func isWithin(_ offset: Int) -> Bool { offset < bytes.count && bytes[offset] & 0xC0 == 0x80 }
    var (lower, upper) = (range.lowerBound, range.upperBound)
    // A scalar has four bytes at most; a longer sequence is not UTF-8, and shown as it is.
    for _ in 0..<3 where lower < upper && isWithin(lower) { lower += 1 }
    for _ in 0..<3 where upper > lower && isWithin(upper) { upper -= 1 }
    return lower..<upper
  }

  /// Whether two sources are the same object.
  public static func == (a: SourceText, b: SourceText) -> Bool { a === b }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
