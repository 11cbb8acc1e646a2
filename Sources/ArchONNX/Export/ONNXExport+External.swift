extension ONNXExport {
  /// The model with the numbers of its initialisers in a separate file.
  ///
  /// They follow in the order of the initialisers; a tensor of at least a page begins at a page, so that runtimes need
  /// not copy it.
  ///
  /// - Parameter location: the name of that file.
  /// - Returns: the model, and where each initialiser's numbers begin.
  /// - Throws: if the file would have more bytes than can be counted.
  package func external(_ location: String) throws(ModelTooLarge) -> (model: ONNX.Model, offsets: [Int]) {
    var model = model
    var offsets: [Int] = []
    var end = 0
    for index in model.graph.initializers.indices {
      let (length, isLong) = (model.graph.initializers[index].elementCount ?? .max)
        .multipliedReportingOverflow(by: 4)
      let alignment = length < Self.page ? 4 : Self.page
      let (start, isFar) = end.addingReportingOverflow(alignment - 1)
      let (next, isBeyond) = (start / alignment * alignment).addingReportingOverflow(length)
      guard !isLong, !isFar, !isBeyond else { throw ModelTooLarge() }
      offsets.append(start / alignment * alignment)
      model.graph.initializers[index].data = .external(
        location: location, offset: start / alignment * alignment, length: length)
      end = next
    }
    return (model, offsets)
  }

  private static let page = 4096
}
