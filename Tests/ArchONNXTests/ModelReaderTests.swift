import ArchONNX
import TestSupport
import Testing

/// Files are read as `onnx` reads them, and damaged ones are refused.
struct ModelReaderTests {
  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func everyFileIsRead() throws {
    for row in try Models.rows("models") {
      let file = try #require(row["file"])
      let model = try Models.model(file)
      #expect(String(model.graph.nodes.count) == row["nodes"], "\(file)")
      #expect(String(model.functions.count) == row["functions"], "\(file)")
      #expect(String(model.irVersion) == row["ir_version"], "\(file)")
      #expect(String(model.graph.initializers.count) == row["initializers"], "\(file)")
      var counts = ["float": 0, "int": 0]
      for tensor in model.graph.initializers {
        counts[tensor.type.isFloat ? "float" : "int", default: 0] += try #require(tensor.elementCount)
      }
      #expect(String(counts["float"] ?? 0) == row["float_initializer_elements"], "\(file)")
      #expect(String(counts["int"] ?? 0) == row["int_initializer_elements"], "\(file)")
      let external = model.graph.initializers.count {
        if case .external = $0.data { true } else { false }
      }
      // The table counts those that were still outside when the file was loaded: one file has its data beside it.
      if file != "trap_external_data_present_op18" {
        #expect(String(external) == row["initializers_external"], "\(file)")
      }
    }
  }

  @Test(
    .enabled(if: Models.arePresent, "the reference files are not on this machine"),
    arguments: ["trap_if_loop_op13", "trap_local_function_op18", "conv1d_net"])
  func truncatedFilesAreRefusedOrShorter(_ name: String) throws {
    let bytes = try Models.bytes(name)
    var refused = 0
    for length in bytes.indices {
      do throws(ModelFault) {
        _ = try ONNX.Model(ModelFile(Array(bytes[..<length])))
      } catch {
        refused += 1
      }
    }
    // The graph is one field: only what is cut after it can be read.
    #expect(refused > bytes.count * 9 / 10)
  }

  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func changedBytesAreReadOrRefused() throws {
    let bytes = try Models.bytes("trap_if_loop_op13")
    for index in bytes.indices {
      for value: UInt8 in [0, 0x7f, 0x80, 0xff, bytes[index] ^ 1, bytes[index] ^ 8] {
        var changed = bytes
        changed[index] = value
        _ = try? ONNX.Model(ModelFile(changed))
      }
    }
  }

  /// A field of bytes.
  private func field(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
    var length = contents.count
    var bytes = [number << 3 | 2]
    while length >= 0x80 {
      bytes.append(UInt8(length & 0x7f) | 0x80)
      length >>= 7
    }
    return bytes + [UInt8(length)] + contents
  }

  private func fault(_ bytes: [UInt8]) -> ModelFault? {
    do throws(ModelFault) {
      _ = try ONNX.Model(ModelFile(bytes))
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsNoModelIsSaidToBeNone() {
    #expect(fault([]) == .notAModel)
    #expect(fault(Array("PK\u{3}\u{4} a zip file, as PyTorch writes it".utf8)) == .notAModel)
    #expect(fault(Array("{\"config\": 1}".utf8)) == .notAModel)
    #expect(fault(Array("network x {\n}\n".utf8)) == .notAModel)
    #expect(fault([0x08, 0x07]) == .noGraph)
    // A version and a graph whose length is beyond the file, near 2^63, and beyond a number of 64 bits.
    #expect(fault([0x08, 0x07, 0x3a, 0x05]) == .truncated(at: 4))
    let near: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]
    #expect(fault([0x08, 0x07, 0x3a] + near) == .truncated(at: 12))
    #expect(fault([0x08, 0x07, 0x3a] + Array(repeating: 0xff, count: 10)) == .malformed(at: 12))
  }

  @Test func graphsInsideGraphsAreFollowedSoFar() {
    func nested(_ depth: Int) -> [UInt8] {
      var graph: [UInt8] = []
      // A node (1) with an attribute (5) that is a graph (6).
      for _ in 0..<depth { graph = field(1, field(5, field(6, graph))) }
      return [0x08, 0x07] + field(7, graph)
    }
    #expect(fault(nested(60)) == nil)
    #expect(fault(nested(64)) == .tooDeep(limit: 64))
    #expect(fault(nested(10_000)) == .tooDeep(limit: 64))
  }

  @Test func numbersAreReadInEveryForm() throws {
    /// A model with one initialiser made of fields.
    func tensor(_ fields: [UInt8]) throws -> ONNX.Tensor {
      let model = try ONNX.Model(ModelFile([0x08, 0x07] + field(7, field(5, fields))))
      return try #require(model.graph.initializers.first)
    }
    // `int64_data` (7) packed, in two pieces, and one by one; -1 takes ten bytes.
    let minus: [UInt8] = Array(repeating: 0xff, count: 9) + [1]
    let type: [UInt8] = [0x08, 3, 0x10, 7]
    #expect(try tensor(type + field(7, [1, 0x80, 1] + minus)).integers(limit: 3) == [1, 128, -1])
    #expect(
      try tensor(type + field(7, [1]) + field(7, [0x80, 1] + minus)).integers(limit: 3) == [1, 128, -1])
    #expect(try tensor(type + [0x38, 1, 0x38, 0x80, 1, 0x38] + minus).integers(limit: 3) == [1, 128, -1])
    #expect(try tensor(type + field(7, [1, 0x80, 1] + minus)).integers(limit: 2) == nil)
    // `raw_data` (9), little-endian; `float_data` (4).
    let raw: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 0xff, count: 8)
    #expect(try tensor([0x08, 2, 0x10, 7] + field(9, raw)).integers(limit: 2) == [1, -1])
    #expect(try tensor([0x08, 3, 0x10, 7] + field(9, raw)).integers(limit: 3) == nil)
    let floats: [UInt8] = [0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0]
    #expect(try tensor([0x08, 2, 0x10, 1] + field(4, floats)).numbers(limit: 2) == [1.5, -2])
    #expect(try tensor([0x08, 2, 0x10, 1] + field(9, floats)).numbers(limit: 2) == [1.5, -2])
    // Half precision as bits: 1.5 is 3e00 hexadecimal, the smallest 0001; 1.5 in bfloat16 is 3fc0.
    #expect(
      try tensor([0x08, 2, 0x10, 10] + field(9, [0, 0x3e, 1, 0])).numbers(limit: 2) == [1.5, 0x1p-24])
    #expect(try tensor([0x08, 1, 0x10, 16] + field(5, [0xc0, 0x7f])).numbers(limit: 1) == [1.5])
  }

  @Test func attributesAreReadInEveryForm() throws {
    /// The attribute of a node in a model, made of fields.
    func attribute(_ fields: [UInt8]) throws -> ONNX.Attribute {
      let node = field(5, field(1, Array("a".utf8)) + fields)
      let model = try ONNX.Model(ModelFile([0x08, 0x07] + field(7, field(1, node))))
      return try #require(model.graph.nodes.first?.attributes.first)
    }
    func floats(_ fields: [UInt8]) throws -> [Float]? {
      if case .floats(let values) = try attribute(fields).value { values } else { nil }
    }
    func integers(_ fields: [UInt8]) throws -> [Int]? {
      if case .integers(let values) = try attribute(fields).value { values } else { nil }
    }
    // 1.5 and -2, packed and one by one; 3 and 128.
    let numbers: [UInt8] = [0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0]
    #expect(try floats(field(7, numbers)) == [1.5, -2])
    #expect(try floats([0x3d] + numbers[..<4] + [0x3d] + numbers[4...]) == [1.5, -2])
    #expect(try integers(field(8, [3, 0x80, 1])) == [3, 128])
    #expect(try integers([0x40, 3, 0x40, 0x80, 1]) == [3, 128])
    if case .strings(let texts) = try attribute(field(9, Array("x".utf8)) + field(9, Array("yz".utf8))).value
    {
      #expect(texts == ["x", "yz"])
    } else {
      Issue.record("no texts")
    }
    // What is zero or empty is often not written: the type (20) says that it is there.
    let type: [UInt8] = [0xa0, 0x01]
    #expect(try integers(type + [7]) == [])
    #expect(try floats(type + [6]) == [])
    if case .integer(let value) = try attribute(type + [2]).value {
      #expect(value == 0)
    } else {
      Issue.record("no number")
    }
    if case .float(let value) = try attribute(type + [1]).value {
      #expect(value == 0)
    } else {
      Issue.record("no number")
    }
    if case .string(let text) = try attribute(type + [3]).value {
      #expect(text.isEmpty)
    } else {
      Issue.record("no text")
    }
    if case .float(let value) = try attribute([0x15] + numbers[..<4]).value {
      #expect(value == 1.5)
    } else {
      Issue.record("no number")
    }
    // `ref_attr_name` (21) has a tag of two bytes.
    #expect(try attribute([0xaa, 0x01, 5] + Array("outer".utf8)).reference == "outer")
  }
}
