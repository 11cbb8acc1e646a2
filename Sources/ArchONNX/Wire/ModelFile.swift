/// The bytes that a model is read from.
package final class ModelFile: @unchecked Sendable {
  /// Its contents, which do not change while the object lives.
  let bytes: UnsafeRawBufferPointer

  /// A copy of some bytes.
  package init(_ contents: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: contents.count, alignment: 16)
    copy.copyBytes(from: contents)
    bytes = UnsafeRawBufferPointer(copy)
  }

  /// How many bytes there are.
  package var count: Int { bytes.count }

  deinit { bytes.deallocate() }
}
