/// Bytes of a model file, where they lie: nothing is copied.
public struct FileBytes: Sendable {
  /// The file that they are of.
  public let file: ModelFile
  /// Which of its bytes they are.
  public let range: Range<Int>

  /// Some bytes of a file.
  public init(_ file: ModelFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// How many there are.
  public var count: Int { range.count }

  /// Reads them.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
  }
}
