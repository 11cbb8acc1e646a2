/// The files that hold the numbers of a model's tensors.
package protocol TensorFiles: Sendable {
  /// The bytes of a file, which stay in place as long as the object lives, or `nil` if they are not available.
  ///
  /// - Parameter location: as the model names it; empty for the model's own file.
  func bytes(of location: String) -> UnsafeRawBufferPointer?
}

extension ONNX.Tensor {
  /// The numbers as they are stored: packed as `raw_data` declares, or `nil` if they are stored otherwise, or not
  /// available.
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

  /// All entries as numbers, or `nil` if they are not available, or their type is not numeric.
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
