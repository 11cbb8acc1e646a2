import ArchONNX
import Foundation
import Testing

@testable import ArchcalcCommand

/// Model files as a user names them: what lies beside them, and what they are not.
@Suite struct ModelFileTests {
  /// A model that reshapes twelve numbers to extents which are kept in another file.
  private func model(_ location: String) -> ONNX.Model {
    var graph = ONNX.Graph(name: "g")
    graph.nodes = [ONNX.Node("Reshape", ["x", "extents"], ["y"])]
    graph.inputs = [.init("x", .float32, [.value(1), .value(12)])]
    graph.outputs = [.init("y", .float32, nil)]
    graph.initializers = [.init("extents", .int64, [3], .external(location: location, offset: 8, length: 24))]
    return ONNX.Model(irVersion: 9, opsets: ["": 18], graph: graph)
  }

  /// The extents `[1, 3, 4]` after eight bytes that are something else.
  private let numbers: [UInt8] =
    Array(repeating: 9, count: 8) + [1, 3, 4].flatMap { [$0, 0, 0, 0, 0, 0, 0, 0] }

  private func write(_ model: ONNX.Model, _ url: URL) throws {
    try Data(ModelWriter(model).bytes).write(to: url)
  }

  @Test func wholeNumbersBesideAFileAreRead() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try FileManager.default.createDirectory(
      at: scratch.url.appending(path: "inner"), withIntermediateDirectories: true)
    try Data(numbers).write(to: scratch.url.appending(path: "inner/extents.bin"))
    let file = scratch.url.appending(path: "net.onnx")
    try write(model("inner/extents.bin"), file)
    let outcome = archcalc("summary", file.path())
    #expect(outcome.errors.isEmpty && outcome.output.contains("reshape [3, 4]"), "\(outcome)")
  }

  @Test func nothingOutsideTheDirectoryIsRead() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let inner = scratch.url.appending(path: "inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let outside = scratch.url.appending(path: "extents.bin")
    try Data(numbers).write(to: outside)
    try FileManager.default.createSymbolicLink(
      at: inner.appending(path: "link.bin"), withDestinationURL: outside)
    let file = inner.appending(path: "net.onnx")
    for location in ["../extents.bin", outside.path(), "link.bin", "absent.bin", "", "a/../../extents.bin"] {
      try write(model(location), file)
      let outcome = archcalc("summary", file.path())
      #expect(outcome.status == ExitStatus.failure, "\(location)")
      #expect(outcome.errors.contains("which only a run knows"), "\(location): \(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("net.pt", "pickled"), ("net.safetensors", "only weights"), ("net.h5", "Keras"),
    ("net.tflite", "LiteRT"),
    ("net.pb", "TensorFlow"), ("yolov3.cfg", "Darknet"), ("config.json", "configuration"),
    ("net.mlmodel", "Core ML"),
    ("net.pt2", "torch.export"),
  ])
  func filesOfOthersAreNamed(_ name: String, _ what: String) throws {
    for operand in [name, "./\(name)"] {
      let outcome = archcalc("summary", operand)
      #expect(outcome.status == ExitStatus.failure)
      #expect(outcome.errors.contains(what) && outcome.errors.contains("onnx"), "\(outcome.errors)")
    }
  }

  @Test func whatIsNoModelIsSaidToBeNone() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (bytes, words) in [
      ([], "not a model in ONNX's format"), (Array("PK\u{3}\u{4}".utf8), "not a model in ONNX's format"),
      ([0x08, 0x07, 0x3a, 0x05], "it ends in the middle"), ([0x08, 0x07], "no graph"),
    ] as [([UInt8], String)] {
      let file = scratch.url.appending(path: "net.onnx")
      try Data(bytes).write(to: file)
      let outcome = archcalc("summary", file.path())
      #expect(outcome.status == ExitStatus.failure && outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(
      archcalc("summary", scratch.url.appending(path: "absent.onnx").path()).errors.contains("no such file"))
  }
}
