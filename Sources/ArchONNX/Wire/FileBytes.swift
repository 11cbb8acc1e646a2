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

/// A model file as it lies in memory: mapped from the disk, so that only what is read is loaded.
public final class ModelFile: @unchecked Sendable {
  /// Its contents, which nobody changes while the object lives.
  let bytes: UnsafeRawBufferPointer
  private let release: (UnsafeRawBufferPointer) -> Void

  /// A file whose contents are given.
  ///
  /// - Parameter release: what is done with the contents when nobody needs them any more.
  public init(_ bytes: UnsafeRawBufferPointer, release: @escaping (UnsafeRawBufferPointer) -> Void) {
    self.bytes = bytes
    self.release = release
  }

  /// A file with a copy of some bytes as its contents.
  public convenience init(_ contents: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: contents.count, alignment: 16)
    copy.copyBytes(from: contents)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  /// How many bytes it has.
  public var count: Int { bytes.count }

  deinit { release(bytes) }
}
