import TestSupport
import Testing

@testable import ArchONNX

/// A model that is read without its weights is the same model.
struct SkeletonTests {
  private func skeleton(_ bytes: [UInt8], reads: UnsafeMutablePointer<Int>? = nil) throws(ModelFault)
    -> [UInt8]
  {
    try Skeleton.of(size: bytes.count) { offset, buffer in
      let count = max(0, min(buffer.count, bytes.count - offset))
      for index in 0..<count { buffer[index] = bytes[offset + index] }
      reads?.pointee += count
      return count
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

  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func filesWithoutLargeTensorsStayAsTheyAre() throws {
    for name in Models.names {
      let bytes = try Models.bytes(name)
      let model = try ONNX.Model(ModelFile(skeleton(bytes)))
      let whole = try ONNX.Model(ModelFile(bytes))
      #expect(model.graph.nodes.count == whole.graph.nodes.count, "\(name)")
      #expect(
        model.graph.initializers.map(\.dimensions) == whole.graph.initializers.map(\.dimensions), "\(name)")
    }
  }

  @Test func weightsArePassedOver() throws {
    // A kernel of four million bytes, a bias of two numbers, and a node of the two.
    let weights = [UInt8](repeating: 7, count: 4_000_000)
    let kernel = field(8, Array("w".utf8)) + [0x08, 0xc0, 0x84, 0x3d, 0x10, 1] + field(9, weights)
    let bias = field(8, Array("b".utf8)) + [0x08, 2, 0x10, 1] + field(9, [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40])
    let node =
      field(1, Array("w".utf8)) + field(1, Array("b".utf8)) + field(2, Array("y".utf8))
      + field(4, Array("Add".utf8))
    let bytes = [0x08, 0x08] + field(7, field(1, node) + field(5, kernel) + field(5, bias))
    var reads = 0
    let model = try ONNX.Model(ModelFile(skeleton(bytes, reads: &reads)))
    #expect(reads < 100_000, "few bytes are read")
    #expect(model.graph.nodes.map(\.op) == ["Add"])
    #expect(model.graph.initializers.map(\.dimensions) == [[1_000_000], [2]])
    #expect(model.graph.initializers[1].numbers(limit: 2) == [1, 2])
    guard case .external(let location, let offset, let length) = model.graph.initializers[0].data else {
      Issue.record("the kernel's numbers are \(model.graph.initializers[0].data)")
      return
    }
    #expect(location == "" && length == weights.count)
    #expect(Array(bytes[offset..<offset + 3]) == [7, 7, 7] && bytes[offset - 1] != 7)
  }

  @Test func damageIsFound() {
    func fault(_ bytes: [UInt8]) -> ModelFault? {
      do throws(ModelFault) {
        _ = try skeleton(bytes)
        return nil
      } catch {
        return error
      }
    }
    let near: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]
    #expect(fault([0x08, 0x07, 0x3a] + near) == .truncated(at: 12))
    #expect(fault([0x08, 0x07, 0x3b]) == .malformed(at: 2))
    #expect(fault([0x08, 0x07, 0x39, 0, 0]) == .truncated(at: 3))
    var graph: [UInt8] = Array(repeating: 0, count: 40_000)
    for _ in 0..<200 { graph = field(1, field(5, field(6, graph))) }
    #expect(fault([0x08, 0x07] + field(7, graph)) == .tooDeep(limit: 64))
  }
}
