/// Bytes of a model file, in place: nothing is copied.
package struct FileBytes: Sendable {
  /// The file that contains them.
  package let file: ModelFile
  /// Their range in the file.
  package let range: Range<Int>

  /// Some bytes of a file.
  package init(_ file: ModelFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// How many there are.
  package var count: Int { range.count }

  /// Reads them.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
  }
}
