/// The files that the numbers of a model's tensors lie in.
package protocol TensorFiles: Sendable {
  /// The bytes of a file, which stay where they are as long as the object lives; nil where they cannot be had.
  ///
  /// - Parameter location: as the model names it; empty for the file of the model itself.
  func bytes(of location: String) -> UnsafeRawBufferPointer?
}

extension ONNX.Tensor {
  /// The numbers as they lie: packed as `raw_data` declares; nil where they are written otherwise, or cannot be had.
  ///
  /// The files, and the tensor, must live as long as the bytes are used.
  func stored(in files: any TensorFiles) -> UnsafeRawBufferPointer? {
    guard let count = elementCount, let size = size(count) else { return nil }
    switch data {
    case .raw(let bytes):
      return bytes.count >= size
        ? UnsafeRawBufferPointer(rebasing: bytes.file.bytes[bytes.range].prefix(size)) : nil
    case .packed(.float, let bytes) where type == .float32,
      .packed(.double, let bytes) where type == .float64:
      return bytes.count == size ? UnsafeRawBufferPointer(rebasing: bytes.file.bytes[bytes.range]) : nil
    case .external(let location, let offset, let length):
      guard length ?? size == size, let bytes = files.bytes(of: location), offset >= 0,
        offset <= bytes.count - size
      else { return nil }
      return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size])
    case .none, .packed, .integers, .floats, .strings: return nil
    }
  }

  /// All entries as numbers; nil where they cannot be had, or are of a type that stands for no number.
  func allNumbers(in files: any TensorFiles) -> FlatModel.Known? {
    guard let count = elementCount else { return nil }
    if count == 0 { return type.integers == nil ? .floats([]) : .integers([]) }
    guard let bytes = stored(in: files) else {
      if type.integers != nil {
        return integers(limit: count).flatMap { $0.count == count ? .integers($0) : nil }
      }
      return numbers(limit: count).flatMap { $0.count == count ? .floats($0) : nil }
    }
    if type.integers != nil {
      return PackedNumbers(type, bytes).integers(count).map { .integers($0) }
    }
    return PackedNumbers(type, bytes).floats(count).map { .floats($0) }
  }
}
