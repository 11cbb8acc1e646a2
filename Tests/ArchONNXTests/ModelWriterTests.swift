import TestSupport
import Testing

@testable import ArchONNX

/// Bytes are those of the format, and what is written is read.
struct ModelWriterTests {
  /// `ir_version: 10, graph: {name: ""}, opset_import: [{domain: "", version: 21}]`, field by field.
  @Test func aSmallModelIsWhatTheFormatSays() throws {
    let model = ONNX.Model(irVersion: 10, opsets: ["": 21])
    #expect(try ModelWriter(model).bytes == [8, 10, 58, 2, 18, 0, 66, 4, 10, 0, 16, 21])
  }

  /// Numbers below zero take ten bytes, and lengths as many as they need.
  @Test func numbersHaveVaryingLengths() {
    var message = WireMessage()
    message.add(1, -1)
    message.add(2, 300)
    message.add(16, Float(1))
    message.add(4, String(repeating: "x", count: 130))
    #expect(
      message.bytes.prefix(22) == [
        8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 16, 172, 2, 133, 1, 0, 0, 128, 63, 34, 130,
      ])
    #expect(message.count == message.bytes.count && message.count == 153)
  }

  /// Constants are packed as `raw_data` declares, also those whose types are smaller than a byte.
  @Test func numbersAreLittleEndian() throws {
    func raw(_ tensor: ONNX.Tensor) throws -> [UInt8] {
      var model = ONNX.Model()
      model.graph.initializers = [tensor]
      let read = try ONNX.Model(ModelFile(ModelWriter(model).bytes)).graph.initializers[0]
      #expect(read.type == tensor.type && read.dimensions == tensor.dimensions)
      guard case .raw(let bytes) = read.data else { return [] }
      return bytes.withBytes { Array($0) }
    }
    let below = try raw(ONNX.Tensor("t", .int64, [1], .integers([-2])))
    #expect(below == [254] + Array(repeating: 255, count: 7))
    #expect(try raw(ONNX.Tensor("t", .int16, [2], .integers([1, -1]))) == [1, 0, 255, 255])
    #expect(try raw(ONNX.Tensor("t", .bool, [2], .integers([1, 0]))) == [1, 0])
    #expect(try raw(ONNX.Tensor("t", .int4, [3], .integers([1, -1, 7]))) == [0xF1, 0x07])
    #expect(try raw(ONNX.Tensor("t", .float32, [1], .floats([1]))) == [0, 0, 128, 63])
    #expect(try raw(ONNX.Tensor("t", .float64, [1], .floats([1]))) == [0, 0, 0, 0, 0, 0, 240, 63])
  }

  /// Numbers that come later are where the initialiser says, in as many bytes as it has.
  @Test func numbersComePieceByPiece() throws {
    var model = ONNX.Model()
    model.graph.initializers = [
      ONNX.Tensor("a", .float32, [2]), ONNX.Tensor("b", .int64, [1], .integers([7])),
      ONNX.Tensor("c", .float32, [300, 100]),
    ]
    let writer = try ModelWriter(model, suppliesNumbers: true)
    var bytes: [UInt8] = []
    for piece in writer.pieces {
      switch piece {
      case .bytes(let own): bytes += own
      case .numbers(let index):
        let count = 4 * (model.graph.initializers[index].elementCount ?? 0)
        bytes += [UInt8](repeating: UInt8(index), count: count)
      }
    }
    #expect(bytes.count == writer.count)
    let read = try ONNX.Model(ModelFile(bytes)).graph.initializers
    #expect(read.map(\.name) == ["a", "b", "c"])
    for (index, tensor) in read.enumerated() where index != 1 {
      guard case .raw(let own) = tensor.data else {
        Issue.record("\(tensor.name) has no numbers")
        continue
      }
      #expect(own.count == 4 * (tensor.elementCount ?? 0))
      #expect(own.withBytes { $0.allSatisfy { $0 == UInt8(index) } })
    }
  }

  @Test func filesHaveALimit() throws {
    var model = ONNX.Model()
    model.graph.initializers = [ONNX.Tensor("a", .float32, [1 << 29])]
    #expect(throws: ModelTooLarge.self) { try ModelWriter(model, suppliesNumbers: true) }
    #expect(try ModelWriter(model).count < 100)
    model.graph.initializers = Array(repeating: ONNX.Tensor("a", .float32, [1 << 40, 1 << 40]), count: 2)
    #expect(throws: ModelTooLarge.self) { try ModelWriter(model, suppliesNumbers: true) }
  }

  /// What was read is written so that it reads the same: functions, graphs in attributes, tensors of all forms.
  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func whatIsReadIsWritten() throws {
    for name in Models.names {
      let model = try Models.model(name)
      let bytes = try ModelWriter(model).bytes
      let again = try ONNX.Model(ModelFile(bytes))
      #expect(try ModelWriter(again).bytes == bytes, "\(name)")
      #expect(again.opsets == model.opsets && again.irVersion == model.irVersion, "\(name)")
      #expect(again.graph.nodes.map(\.op) == model.graph.nodes.map(\.op), "\(name)")
      #expect(again.graph.nodes.map(\.inputs) == model.graph.nodes.map(\.inputs), "\(name)")
      #expect(again.graph.nodes.map(\.outputs) == model.graph.nodes.map(\.outputs), "\(name)")
      #expect(again.graph.nodes.map(\.metadata) == model.graph.nodes.map(\.metadata), "\(name)")
      for (a, b) in zip(again.graph.nodes, model.graph.nodes) {
        #expect("\(Self.plain(a.attributes))" == "\(Self.plain(b.attributes))", "\(name)")
      }
      #expect(again.functions.map(\.name) == model.functions.map(\.name), "\(name)")
      #expect(again.functions.map { $0.nodes.count } == model.functions.map { $0.nodes.count }, "\(name)")
      #expect(
        again.graph.initializers.map(\.dimensions) == model.graph.initializers.map(\.dimensions), "\(name)")
      #expect(again.graph.inputs.map(\.dimensions) == model.graph.inputs.map(\.dimensions), "\(name)")
      #expect(again.graph.outputs.map(\.dimensions) == model.graph.outputs.map(\.dimensions), "\(name)")
    }
  }

  /// Attributes without tensors and graphs, which stand elsewhere in each file.
  private static func plain(_ attributes: [ONNX.Attribute]) -> [(String, ONNX.Attribute.Value)] {
    attributes.map { attribute in
      switch attribute.value {
      case .tensor, .tensors, .graph, .graphs: (attribute.name, .none)
      default: (attribute.name, attribute.value)
      }
    }
  }
}
