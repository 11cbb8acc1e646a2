import ArchONNX

/// Numbers that a model file keeps in another file beside it.
///
/// Weights are never read for analysis, and may be absent. Integers are places to look up, axes or extents, which
/// shapes can depend on: exporters store them separately, too, if there are more than a few.
enum ExternalNumbers {
  /// The most bytes of one tensor that are read.
  private static let most = FlatModel.mostKnown * 8

  /// Fetches the integers of a model from their files, if these are in or below the model's directory and can be read;
  /// others stay unknown.
  static func fetch(_ model: inout ONNX.Model, from files: ModelFiles) {
    for index in model.graph.initializers.indices {
      let tensor = model.graph.initializers[index]
      guard case .external(let location, let offset, let length) = tensor.data, isWhole(tensor.type),
        let count = tensor.elementCount, count > 0, count <= FlatModel.mostKnown, let bits = tensor.type.bits
      else { continue }
      let bytes = (count * bits + 7) / 8
      guard length ?? bytes >= bytes, bytes <= most, !location.isEmpty, let file = files.file(location),
        let contents = Files.part(of: file, from: offset, count: bytes)
      else { continue }
      model.graph.initializers[index].data = .raw(FileBytes(ModelFile(contents), 0..<bytes))
    }
  }

  private static func isWhole(_ type: ONNX.ElementType) -> Bool {
    switch type {
    case .int64, .int32, .int16, .int8, .uint64, .uint32, .uint16, .uint8, .bool: true
    default: false
    }
  }
}
