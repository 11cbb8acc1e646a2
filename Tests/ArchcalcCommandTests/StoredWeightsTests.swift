import ArchCalc
import Foundation
import Testing

@testable import ArchcalcCommand

/// Runs of model files with the numbers of their weights.
@Suite struct StoredWeightsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "StoredWeights")

  private static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".onnx") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private struct Case {
    var data: Data
    var output: [Double]

    init(_ name: String) throws {
      let contents = try Data(contentsOf: folder.appending(path: name + ".json"))
      let document = try #require(try JSONSerialization.jsonObject(with: contents) as? [String: Any])
      data = try JSONSerialization.data(withJSONObject: ["inputs": document["inputs"]])
      output = try #require(document["output"] as? [Double])
    }
  }

  /// The numbers of the first value that a run printed, and the weights that it made up.
  private func values(_ result: Outcome) throws -> (numbers: [Double], madeUp: [String]) {
    #expect(result.status == 0, "\(result.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let values = try #require(document["values"] as? [[String: Any]])
    let madeUp = try #require((document["made_up"] as? [String: Any])?["weights"] as? [String])
    func flat(_ value: Any) -> [Double] {
      if let numbers = value as? [Any] { return numbers.flatMap(flat) }
      return (value as? Double).map { [$0] } ?? []
    }
    return (flat(try #require(values.first?["numbers"])), madeUp)
  }

  /// Gives what ONNX Runtime gives for the same file and input; of quantised files a number may be a step away.
  @Test(arguments: names) func givesWhatONNXRuntimeGives(name: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let expected = try Case(name)
    let data = scratch.url.appending(path: "data.json")
    try expected.data.write(to: data)
    let model = Self.folder.appending(path: name + ".onnx")
    let found = try values(archcalc("run", model.path(), "--data", data.path(), "--format", "json"))
    #expect(found.madeUp.isEmpty)
    #expect(found.numbers.count == expected.output.count)
    let size = expected.output.map(abs).max() ?? 0
    let difference = zip(found.numbers, expected.output).map { abs($0 - $1) }.max() ?? .infinity
    #expect(difference <= (name == "quantised" ? 0x1p-7 : 0x1p-19) * size)
    // Numbers that are made up give something else altogether.
    #expect(Set(expected.output).count > expected.output.count / 2 && size > 0.01)
  }

  /// A network that we wrote gives what it gives itself: numbers in the file, in one beside it, and lost.
  @Test(arguments: ["lecture_cnn", "lenet5", "siamese", "mixed"]) func isWhatWasWritten(name: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    func path(_ file: String) -> String { scratch.url.appending(path: file).path() }
    let network = name == "mixed" ? path("mixed.arch") : name
    if name == "mixed" { try Data(Self.mixed.utf8).write(to: URL(filePath: network)) }
    let own = try values(archcalc("run", network, "--seed", "3", "--format", "json"))
    for option in ["inside", "--external-data"] {
      let (file, isBeside) = (path("copy\(option).onnx"), option == "--external-data")
      let written =
        isBeside
        ? archcalc("export", network, "-o", file, "--seed", "3", option)
        : archcalc("export", network, "-o", file, "--seed", "3")
      #expect(written.status == 0, "\(written.errors)")
      let read = try values(archcalc("run", file, "--seed", "3", "--format", "json"))
      #expect(read.madeUp.isEmpty && read.numbers == own.numbers)
      guard isBeside else { continue }
      try FileManager.default.removeItem(atPath: file + ".data")
      let lost = try values(archcalc("run", file, "--seed", "4", "--format", "json"))
      #expect(!lost.madeUp.isEmpty && lost.numbers.count == own.numbers.count && lost.numbers != own.numbers)
    }
  }

  /// Layers without a twin in the format, a shared table, layers of which some are chosen.
  private static let mixed = """
    network mixed {
        input words: sequence(7)
        table: embedding(20, 8)
        k: layer_norm -> dense(8)
        v: table -> dense(8)
        wkv(k, v)
        experts(4, top: 2) { dense(16) -> relu -> dense(8) }
        gru(6) -> dense(8, bias: false) -> dense(20, weights: table.weight)
    }
    """

  /// A proof says whose weights it ran with.
  @Test func aProofSaysWhoseWeightsItHas() throws {
    let prepared = Self.folder.appending(path: "prepared.onnx").path()
    #expect(archcalc("validate", prepared).output.hasSuffix("seed 1, weights from the file)\n"))
    let json = archcalc("validate", prepared, "--format", "json").output
    #expect(json.contains("\"made_up_tensors\": 0"))
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = scratch.url.appending(path: "lost.onnx").path()
    #expect(archcalc("export", "lecture_cnn", "-o", file, "--no-weights").status == 0)
    #expect(archcalc("validate", file).output.hasSuffix("seed 1)\n"))
  }

  /// Numbers of which not all are there, and those that are outside the model's folder, are made up.
  @Test(
    arguments: [
      ("w.bin", 4, 36, true), ("w.bin", 0, nil, true), ("w.bin", 8, 36, false), ("w.bin", -4, 36, false),
      ("w.bin", 0, 32, false), ("w.bin", Int.max - 8, 36, false), ("../w.bin", 0, 36, false),
      ("link.bin", 0, 36, false), ("none.bin", 0, 36, false), ("", 0, 36, true), ("", 1 << 40, 36, false),
    ] as [(String, Int, Int?, Bool)])
  func numbersBeside(location: String, offset: Int, length: Int?, isRead: Bool) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let folder = scratch.url.appending(path: "models")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let numbers = Data(
      (0..<10).flatMap { withUnsafeBytes(of: Float($0).bitPattern.littleEndian, Array.init) })
    try numbers.write(to: folder.appending(path: "w.bin"))
    try numbers.write(to: scratch.url.appending(path: "w.bin"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.bin"), withDestinationURL: scratch.url.appending(path: "w.bin"))
    var model = ONNX.Model(irVersion: 10, opsets: ["": 21], producer: "", graph: ONNX.Graph(name: "net"))
    model.graph.nodes = [ONNX.Node("Conv", ["x", "w"], ["y"], name: "conv")]
    model.graph.inputs = [ONNX.ValueInfo("x", .float32, [1, 1, 5, 5].map { .value($0) })]
    model.graph.outputs = [ONNX.ValueInfo("y", .float32, [1, 1, 3, 3].map { .value($0) })]
    model.graph.initializers = [
      ONNX.Tensor(
        "w", .float32, [1, 1, 3, 3], .external(location: location, offset: offset, length: length))
    ]
    let file = folder.appending(path: "net.onnx")
    try Data(try ModelWriter(model).bytes).write(to: file)
    let found = try values(archcalc("run", file.path(), "--format", "json"))
    #expect(found.madeUp.isEmpty == isRead && found.numbers.count == 9)
  }

  @Test func thereAreSome() { #expect(Self.names.count >= 17) }
}
