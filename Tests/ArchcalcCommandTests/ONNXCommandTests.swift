import ArchCalc
import Foundation
import Testing

@testable import ArchcalcCommand

/// `archcalc export` to ONNX: which files are written, and what is refused.
@Suite struct ONNXCommandTests {
  private func model(_ file: URL) throws -> ONNX.Model {
    try ONNX.Model(ModelFile([UInt8](Data(contentsOf: file))))
  }

  private func numbers(_ tensor: ONNX.Tensor) -> [UInt8]? {
    guard case .raw(let bytes) = tensor.data else { return nil }
    return bytes.withBytes { Array($0) }
  }

  /// The numbers of the weights are those of a run with the same seed, in the file or beside it.
  @Test func weightsAreThoseOfARun() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let (file, other) = (scratch.url.appending(path: "net.onnx"), scratch.url.appending(path: "big.onnx"))
    #expect(archcalc("export", "lecture_cnn", "-o", file.path(), "--seed", "3").status == 0)
    #expect(
      archcalc("export", "lecture_cnn", "-o", other.path(), "--seed", "3", "--external-data").status == 0)
    let source = try NetworkSource.named("lecture_cnn").source
    let graph = try source.expand("lecture_cnn", settings: Settings()).graph
    let weights = WeightValues(graph, seed: 3)
    let beside = try Data(contentsOf: other.appendingPathExtension("data"))
    let (inside, outside) = (try model(file).graph.initializers, try model(other).graph.initializers)
    var place = 0
    for (entry, own) in graph.weights.enumerated() {
      for parameter in own.parameters.indices {
        var bytes: [UInt8] = []
        #expect(
          weights.forEachPiece(of: WeightPlace(entry: entry, index: parameter)) {
            bytes += UnsafeRawBufferPointer($0)
            return true
          })
        #expect(numbers(inside[place]) == bytes)
        guard case .external("big.onnx.data", let offset, .some(bytes.count)) = outside[place].data else {
          Issue.record("\(outside[place])")
          return
        }
        #expect(Array(beside[offset..<offset + bytes.count]) == bytes)
        place += 1
      }
    }
    #expect(place == inside.count)
  }

  @Test func theSameCommandWritesTheSameBytes() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let files = ["a.onnx", "b.onnx", "c.onnx"].map { scratch.url.appending(path: $0) }
    #expect(archcalc("export", "lenet5", "-o", files[0].path()).status == 0)
    #expect(archcalc("export", "lenet5", "-f", "onnx", "-o", files[1].path(), "--seed", "1").status == 0)
    #expect(archcalc("export", "lenet5", "-o", files[2].path(), "--seed", "2").status == 0)
    let contents = try files.map { try Data(contentsOf: $0) }
    #expect(contents[0] == contents[1])
    #expect(contents[0] != contents[2] && contents[0].count == contents[2].count)
  }

  /// Without its numbers a model of many gigabytes is small, and written in a moment.
  @Test func weightsCanBeLeftOut() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = scratch.url.appending(path: "llama.onnx")
    #expect(archcalc("export", "llama3_70b", "-o", file.path(), "--no-weights").status == 0)
    let read = try model(file)
    #expect(read.graph.initializers.reduce(0) { $0 + ($1.elementCount ?? 0) } == 70_553_706_496)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()) == ["llama.onnx"])
    for tensor in read.graph.initializers {
      guard case .external("llama.onnx.data", _, _) = tensor.data else {
        Issue.record("\(tensor)")
        return
      }
    }
  }

  /// Bytes go to pipes, and not to terminals; numbers in a file of their own need a name.
  @Test func bytesAreForFilesAndPipes() throws {
    let terminal = archcalc("export", "lenet5", "--format", "onnx", width: 80)
    #expect(terminal.status == 64 && terminal.errors.contains("--output NAME.onnx"))
    #expect(terminal.writeBytes == nil)
    let pipe = archcalc("export", "lenet5", "--format", "onnx")
    #expect(pipe.status == 0 && pipe.output.isEmpty && pipe.writeBytes != nil)
    let alone = archcalc("export", "lenet5", "--format", "onnx", "--external-data")
    #expect(alone.status == 64 && alone.errors.contains("--no-weights"))
    let device = archcalc("export", "lenet5", "--format", "onnx", "-o", "/dev/null")
    #expect(device.status == 0)
    #expect(archcalc("export", "lenet5", "-o", "/no/such/x.onnx").errors.contains("cannot write"))
  }

  @Test func optionsOfAnotherFormAreRefused() {
    for (arguments, said) in [
      (["--format", "onnx", "--batch", "2"], "--batch"), (["--no-weights"], "--no-weights"),
      (["-o", "x.py", "--seed", "2"], "--seed"), (["-o", "x.py", "--format", "onnx"], ".py"),
      (["-o", "x.onnx", "--format", "pytorch"], ".onnx"), (["-o", "x.txt"], ".onnx"),
      (["-o", "x.onnx", "--no-weights", "--external-data"], "together"),
      (["--format", "onnx", "--seed", "x"], "--seed"),
    ] {
      let outcome = CommandLineProgram.run(["export", "lenet5"] + arguments, in: Environment())
      #expect(outcome.status == 64 && outcome.errors.contains(said), "\(arguments): \(outcome.errors)")
    }
  }

  /// What is read back has the parameters and the multiply-adds of what was written, whatever its layers became.
  @Test(arguments: [
    "lenet5_1998", "siamese", "deepface", "googlenet", "resnet50", "mobilenet_v3_small", "unet", "yolo_v3",
    "swin_t", "vit_b_16", "bert_base", "gpt2", "llama3_8b", "mamba_130m", "mixtral_8x7b", "efficientdet_d0",
    "t5_small", "deepseek_v2_lite",
  ])
  func whatIsReadBackHasTheSameTotals(name: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = scratch.url.appending(path: "net.onnx")
    #expect(archcalc("export", name, "-o", file.path(), "--no-weights").status == 0)
    #expect(try totals(file.path()) == totals(name))
  }

  private func totals(_ network: String) throws -> [Int] {
    let text = archcalc("summary", network, "-f", "json").output
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let totals = try #require(document?["totals"] as? [String: Any])
    return try ["parameters", "multiply_adds"].map { try #require(totals[$0] as? Int) }
  }
}
