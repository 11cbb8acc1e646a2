/// A model as the bytes of its file, the numbers of its initialisers piece by piece.
///
/// The same model gives the same bytes. Fields are those of `onnx.proto3`; numbers of constants go into `raw_data`,
/// little-endian.
package struct ModelWriter {
  /// The most bytes of a file: Protocol Buffers reads no more.
  package static let limit = Int(Int32.max)

  private let message: WireMessage

  /// Lays out a model.
  ///
  /// - Parameter suppliesNumbers: whether initialisers of the main graph without numbers get them when the file is
  ///   written, as ``ONNX/ElementType/float32``; otherwise they have none.
  /// - Throws: if the file would be larger than ``limit``.
  package init(_ model: ONNX.Model, suppliesNumbers: Bool = false) throws(ModelTooLarge) {
    if suppliesNumbers {
      var sum = 0
      for tensor in model.graph.initializers {
        guard case .none = tensor.data else { continue }
        guard let count = tensor.elementCount, count <= Self.limit / 4, sum <= Self.limit else {
          throw ModelTooLarge()
        }
        sum += 4 * count
      }
    }
    message = Self.message(model, suppliesNumbers: suppliesNumbers)
    guard message.count <= Self.limit else { throw ModelTooLarge() }
  }

  /// The bytes of the file.
  package var count: Int { message.count }

  /// A piece of the file.
  package enum Piece {
    /// These bytes.
    case bytes(ArraySlice<UInt8>)
    /// The numbers of an initialiser, by its index in the graph: as many as it has elements, little-endian.
    case numbers(initializer: Int)
  }

  /// The file from its beginning to its end.
  package var pieces: [Piece] {
    var pieces: [Piece] = []
    var place = 0
    for gap in message.gaps {
      pieces.append(.bytes(message.bytes[place..<gap.place]))
      pieces.append(.numbers(initializer: gap.initializer))
      place = gap.place
    }
    return pieces + [.bytes(message.bytes[place...])]
  }

  /// The file of a model that contains all its numbers.
  package var bytes: [UInt8] { message.bytes }

  // MARK: Messages

  private static func message(_ model: ONNX.Model, suppliesNumbers: Bool) -> WireMessage {
    var message = WireMessage()
    message.add(1, model.irVersion)
    message.addUnlessEmpty(2, model.producer)
    message.add(7, Self.message(model.graph, suppliesNumbers: suppliesNumbers))
    for opset in opsets(model.opsets) { message.add(8, opset) }
    for function in model.functions { message.add(25, Self.message(function)) }
    return message
  }

  private static func opsets(_ versions: [String: Int]) -> [WireMessage] {
    versions.sorted { $0.key < $1.key }.map { domain, version in
      var message = WireMessage()
      message.add(1, domain)
      message.add(2, version)
      return message
    }
  }

  private static func message(_ graph: ONNX.Graph, suppliesNumbers: Bool = false) -> WireMessage {
    var message = WireMessage()
    for node in graph.nodes { message.add(1, Self.message(node)) }
    message.add(2, graph.name)
    for (index, tensor) in graph.initializers.enumerated() {
      message.add(5, Self.message(tensor, initializer: suppliesNumbers ? index : nil))
    }
    for input in graph.inputs { message.add(11, Self.message(input)) }
    for output in graph.outputs { message.add(12, Self.message(output)) }
    return message
  }

  private static func message(_ function: ONNX.Function) -> WireMessage {
    var message = WireMessage()
    message.add(1, function.name)
    for input in function.inputs { message.add(4, input) }
    for output in function.outputs { message.add(5, output) }
    for attribute in function.attributes { message.add(6, attribute) }
    for node in function.nodes { message.add(7, Self.message(node)) }
    for opset in opsets(function.opsets) { message.add(9, opset) }
    message.add(10, function.domain)
    for attribute in function.defaults { message.add(11, Self.message(attribute)) }
    message.addUnlessEmpty(13, function.overload)
    return message
  }

  private static func message(_ node: ONNX.Node) -> WireMessage {
    var message = WireMessage()
    for input in node.inputs { message.add(1, input) }
    for output in node.outputs { message.add(2, output) }
    message.addUnlessEmpty(3, node.name)
    message.add(4, node.op)
    for attribute in node.attributes { message.add(5, Self.message(attribute)) }
    message.addUnlessEmpty(7, node.domain)
    for note in node.metadata {
      var entry = WireMessage()
      entry.add(1, note.key)
      entry.add(2, note.value)
      message.add(9, entry)
    }
    return message
  }

  private static func message(_ attribute: ONNX.Attribute) -> WireMessage {
    var message = WireMessage()
    message.add(1, attribute.name)
    let kind: Int
    switch attribute.value {
    case .none: kind = 0
    case .float(let value):
      message.add(2, value)
      kind = 1
    case .integer(let value):
      message.add(3, value)
      kind = 2
    case .string(let text):
      message.add(4, text)
      kind = 3
    case .tensor(let tensor):
      message.add(5, Self.message(tensor))
      kind = 4
    case .graph(let graph):
      message.add(6, Self.message(graph))
      kind = 5
    case .floats(let values):
      for value in values { message.add(7, value) }
      kind = 6
    case .integers(let values):
      for value in values { message.add(8, value) }
      kind = 7
    case .strings(let texts):
      for text in texts { message.add(9, text) }
      kind = 8
    case .tensors(let tensors):
      for tensor in tensors { message.add(10, Self.message(tensor)) }
      kind = 9
    case .graphs(let graphs):
      for graph in graphs { message.add(11, Self.message(graph)) }
      kind = 10
    case .sparse(let shape, let type):
      message.add(22, Self.sparse(shape, type))
      kind = 11
    }
    if kind > 0 { message.add(20, kind) }
    message.addUnlessEmpty(21, attribute.reference)
    return message
  }

  /// A tensor with no nonzero numbers.
  private static func sparse(_ shape: [Int], _ type: ONNX.ElementType) -> WireMessage {
    var message = WireMessage()
    message.add(1, Self.message(ONNX.Tensor("", type, [0], .integers([]))))
    message.add(2, Self.message(ONNX.Tensor("", .int64, [0], .integers([]))))
    for extent in shape { message.add(3, extent) }
    return message
  }

  private static func message(_ value: ONNX.ValueInfo) -> WireMessage {
    var tensor = WireMessage()
    tensor.add(1, value.type.rawValue)
    if let dimensions = value.dimensions {
      var shape = WireMessage()
      for dimension in dimensions {
        var extent = WireMessage()
        switch dimension {
        case .value(let count): extent.add(1, count)
        case .symbol(let name): extent.add(2, name)
        case .unknown: break
        }
        shape.add(1, extent)
      }
      tensor.add(2, shape)
    }
    var type = WireMessage()
    type.add(1, tensor)
    var message = WireMessage()
    message.add(1, value.name)
    if value.isTensor { message.add(2, type) }
    return message
  }
}

extension ModelWriter {
  /// The bytes of a function, which distinguish it from others.
  static func bytes(of function: ONNX.Function) -> [UInt8] { message(function).bytes }

  /// The bytes of a tensor, which distinguish it from others.
  static func bytes(of tensor: ONNX.Tensor) -> [UInt8] { message(tensor).bytes }
}
