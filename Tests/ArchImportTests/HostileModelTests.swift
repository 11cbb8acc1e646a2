import ArchAnalysis
import ArchGraph
import ArchImport
import ArchONNX
import Foundation
import TestSupport
import Testing

/// Whatever bytes a model file has, it is read or refused.
struct HostileModelTests {
  /// A small generator, the same from run to run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 23
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// How many changed files are read: `HOSTILE_MODELS`, or some.
  private static let count = ProcessInfo.processInfo.environment["HOSTILE_MODELS"].flatMap { Int($0) } ?? 400

  /// Reads a file to its figures.
  private func read(_ bytes: [UInt8]) throws {
    let model = try ONNX.Model(ModelFile(bytes))
    let flat = try FlatModel(model, symbols: [:], layer: OwnLayers.shape)
    let imported = try ImportedModel(flat, declared: model.graph.inputs, name: "model", file: "model.onnx")
    _ = try Analysis(imported.graph)
  }

  private static var files: [URL] {
    var files = [root.appending(path: "docs/examples/encoder.onnx")]
    if Models.arePresent {
      let directory = root.deletingLastPathComponent().appending(path: "shared/reference/onnx")
      files += Models.names.map { directory.appending(path: $0 + ".onnx") }.filter {
        ((try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? .max) < 20_000
      }
    }
    return files
  }

  @Test func changedFiles() throws {
    var generator = Generator(state: 11)
    let files = try Self.files.map { [UInt8](try Data(contentsOf: $0)) }
    var (read, refused) = (0, 0)
    for _ in 0..<Self.count {
      var bytes = try #require(files.randomElement(using: &generator))
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes[place] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
        case 3: bytes.remove(at: place)
        default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &generator))
        }
      }
      let start = ContinuousClock.now
      do {
        try self.read(bytes)
        read += 1
      } catch {
        refused += 1
      }
      let time = ContinuousClock.now - start
      if time > .seconds(5) {
        Issue.record("a changed file took \(time)")
      }
    }
    #expect(read > 0 && refused > 0, "\(read) read, \(refused) refused")
  }
}
