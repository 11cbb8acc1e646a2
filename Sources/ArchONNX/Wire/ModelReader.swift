/// Reads the bytes of a model file.
///
/// Field numbers are those of `onnx.proto3`. The numbers of tensors are skipped by their length and stay in place.
struct ModelReader {
  /// The deepest nesting of graphs.
  static let deepest = 64
  /// The most nodes of a file, including those of functions and inner graphs.
  static let mostNodes = 200_000
  /// The most items of any other list: tensors, inputs, names, attributes, notes.
  static let mostItems = 2_000_000

  private var nodes = 0
  private var items = 0

  mutating func model(_ bytes: FileBytes) throws(ModelFault) -> ONNX.Model {
    var model = ONNX.Model(irVersion: 0)
    var version = ""
    var graph: ONNX.Graph?
    var fields = FieldReader(bytes)
    do throws(ModelFault) {
      while let number = try fields.next() {
        switch number {
        case 1: model.irVersion = try fields.integer()
        case 2: model.producer = try fields.text()
        case 3: version = try fields.text()
        case 7:
          var read = graph ?? ONNX.Graph()
          try self.graph(try fields.message(), into: &read, depth: 0)
          graph = read
        case 8: try opset(try fields.message(), into: &model.opsets)
        case 25: model.functions.append(try function(try fields.message()))
        case ...31: try fields.skip()
        default: throw .notAModel
        }
      }
    } catch {
      // If an error comes before any field of a model, the file never was one.
      if graph == nil, model.opsets.isEmpty, !(1...1_000).contains(model.irVersion) { throw .notAModel }
      throw error
    }
    guard let graph else { throw model.opsets.isEmpty && model.irVersion == 0 ? .notAModel : .noGraph }
    model.graph = graph
    if !version.isEmpty { model.producer += model.producer.isEmpty ? version : " " + version }
    return model
  }

  mutating func count(_ what: String) throws(ModelFault) {
    items += 1
    guard items <= Self.mostItems else { throw .tooMany(what, limit: Self.mostItems) }
  }

  private func opset(_ message: FieldReader, into opsets: inout [String: Int]) throws(ModelFault) {
    var fields = message
    var (domain, version) = ("", 0)
    while let number = try fields.next() {
      switch number {
      case 1: domain = try fields.text()
      case 2: version = try fields.integer()
      default: try fields.skip()
      }
    }
    opsets[Self.canonical(domain)] = version
  }

  /// The default set of operators has two names.
  private static func canonical(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }

  // MARK: Graphs

  private mutating func graph(
    _ message: FieldReader, into graph: inout ONNX.Graph, depth: Int
  ) throws(ModelFault) {
    guard depth < Self.deepest else { throw .tooDeep(limit: Self.deepest) }
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: graph.nodes.append(try node(try fields.message(), depth: depth))
      case 2: graph.name = try fields.text()
      case 5: graph.initializers.append(try tensor(try fields.message()))
      case 11: graph.inputs.append(try valueInfo(try fields.message()))
      case 12: graph.outputs.append(try valueInfo(try fields.message()))
      case 15:
        let (values, dimensions) = try sparse(try fields.message())
        graph.initializers.append(ONNX.Tensor(values.name, values.type, dimensions))
      default: try fields.skip()
      }
    }
  }

  private mutating func node(_ message: FieldReader, depth: Int) throws(ModelFault) -> ONNX.Node {
    nodes += 1
    guard nodes <= Self.mostNodes else { throw .tooMany("nodes", limit: Self.mostNodes) }
    var node = ONNX.Node()
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1:
        try count("names")
        node.inputs.append(try fields.text())
      case 2:
        try count("names")
        node.outputs.append(try fields.text())
      case 3: node.name = try fields.text()
      case 4: node.op = try fields.text()
      case 5: node.attributes.append(try attribute(try fields.message(), depth: depth))
      case 7: node.domain = Self.canonical(try fields.text())
      case 8: node.overload = try fields.text()
      case 9: node.metadata.append(try metadata(try fields.message()))
      default: try fields.skip()
      }
    }
    return node
  }

  mutating func metadata(_ message: FieldReader) throws(ModelFault) -> ONNX.Metadata {
    try count("notes")
    var entry = ONNX.Metadata()
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: entry.key = try fields.text()
      // Unneeded stack traces can be long.
      case 2:
        let value = try fields.bytes()
        if value.count <= FieldReader.longestText {
          entry.value = value.withBytes { String(decoding: $0, as: UTF8.self) }
        }
      default: try fields.skip()
      }
    }
    return entry
  }

  private mutating func function(_ message: FieldReader) throws(ModelFault) -> ONNX.Function {
    try count("functions")
    var function = ONNX.Function()
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: function.name = try fields.text()
      case 4:
        try count("names")
        function.inputs.append(try fields.text())
      case 5:
        try count("names")
        function.outputs.append(try fields.text())
      case 6:
        try count("names")
        function.attributes.append(try fields.text())
      case 7: function.nodes.append(try node(try fields.message(), depth: 1))
      case 9: try opset(try fields.message(), into: &function.opsets)
      case 10: function.domain = Self.canonical(try fields.text())
      case 11: function.defaults.append(try attribute(try fields.message(), depth: 1))
      case 13: function.overload = try fields.text()
      default: try fields.skip()
      }
    }
    return function
  }

  // MARK: Attributes

  private mutating func attribute(_ message: FieldReader, depth: Int) throws(ModelFault) -> ONNX.Attribute {
    try count("attributes")
    var parts = AttributeParts()
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: parts.name = try fields.text()
      case 2: parts.value = .float(try fields.float())
      case 3: parts.value = .integer(try fields.integer())
      case 4: parts.value = .string(try text(of: fields.bytes()))
      case 5: parts.value = .tensor(try tensor(try fields.message()))
      case 6:
        var inner = ONNX.Graph()
        try graph(try fields.message(), into: &inner, depth: depth + 1)
        parts.value = .graph(inner)
      case 7: try fields.appendFloats(to: &parts.floats)
      case 8: try fields.appendIntegers(to: &parts.integers)
      case 9:
        try count("texts")
        parts.strings.append(try text(of: fields.bytes()))
      case 10: parts.tensors.append(try tensor(try fields.message()))
      case 11:
        var inner = ONNX.Graph()
        try graph(try fields.message(), into: &inner, depth: depth + 1)
        parts.graphs.append(inner)
      case 20: parts.type = try fields.integer()
      case 21: parts.reference = try fields.text()
      case 22:
        let (values, dimensions) = try sparse(try fields.message())
        parts.value = .sparse(dimensions, values.type)
      default: try fields.skip()
      }
    }
    return parts.attribute
  }

  /// A user's text: any bytes, of which only a limited number is kept.
  private func text(of bytes: FileBytes) throws(ModelFault) -> String {
    bytes.withBytes { String(decoding: $0.prefix(FieldReader.longestText), as: UTF8.self) }
  }

  private mutating func sparse(_ message: FieldReader) throws(ModelFault) -> (ONNX.Tensor, [Int]) {
    var values = ONNX.Tensor()
    var dimensions: [Int] = []
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: values = try tensor(try fields.message())
      case 3: try fields.appendIntegers(to: &dimensions, limit: 64)
      default: try fields.skip()
      }
    }
    return (values, dimensions)
  }

  // MARK: Types

  private mutating func valueInfo(_ message: FieldReader) throws(ModelFault) -> ONNX.ValueInfo {
    try count("inputs and outputs")
    var info = ONNX.ValueInfo(isTensor: false)
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: info.name = try fields.text()
      case 2:
        var type = try fields.message()
        while let number = try type.next() {
          guard number == 1 else {
            try type.skip()
            continue
          }
          info.isTensor = true
          try tensorType(try type.message(), into: &info)
        }
      default: try fields.skip()
      }
    }
    return info
  }

  private func tensorType(_ message: FieldReader, into info: inout ONNX.ValueInfo) throws(ModelFault) {
    var fields = message
    while let number = try fields.next() {
      switch number {
      case 1: info.type = try fields.elementType()
      case 2:
        var dimensions: [ONNX.Dimension] = []
        var shape = try fields.message()
        while let number = try shape.next() {
          guard number == 1 else {
            try shape.skip()
            continue
          }
          guard dimensions.count < 64 else { throw .tooMany("axes of a value", limit: 64) }
          dimensions.append(try dimension(try shape.message()))
        }
        info.dimensions = dimensions
      default: try fields.skip()
      }
    }
  }

  private func dimension(_ message: FieldReader) throws(ModelFault) -> ONNX.Dimension {
    var fields = message
    var found = ONNX.Dimension.unknown
    while let number = try fields.next() {
      switch number {
      case 1: found = .value(try fields.integer())
      case 2:
        let name = try fields.text()
        found = name.isEmpty ? .unknown : .symbol(name)
      default: try fields.skip()
      }
    }
    return found
  }
}

extension ONNX.Model {
  /// Reads a file.
  ///
  /// - Throws: why it is not a model.
  package init(_ file: ModelFile) throws(ModelFault) {
    var reader = ModelReader()
    self = try reader.model(FileBytes(file, 0..<file.count))
  }
}
