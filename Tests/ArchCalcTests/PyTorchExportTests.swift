import ArchCalc
import ArchEngines
import Architectures
import Foundation
import TestSupport
import Testing

/// The networks of all embedded files, each once.
let embeddedNetworks: [String] = EmbeddedArchitectures.files.flatMap { file in
  Program(
    SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
    imports: EmbeddedImports()
  ).networks.filter(\.isComplete).map(\.name)
}

/// A specimen of an operator as a network of one layer.
struct SpecimenNetwork: Sendable {
  let call: String
  let graph: Graph

  /// All specimens of the catalogue that can be layers.
  static let all: [SpecimenNetwork] = Catalogue.standard.operators.filter { $0.signature.name != "input" }
    .flatMap { of($0) }

  private static func of<O: Operator>(_ type: O.Type) -> [SpecimenNetwork] {
    type.specimens.compactMap { specimen in
      var builder = GraphBuilder("specimen")
      // What takes no value still is in a network that does.
      if specimen.inputs.isEmpty { _ = try? builder.input("unused", [1]) }
      guard
        let inputs = try? specimen.inputs.enumerated().map({
          try builder.input("input\($0.offset)", $0.element)
        }),
        let node = try? builder.apply(specimen.op, to: inputs)
      else { return nil }
      builder.output(node, named: nil)
      let shapes = specimen.inputs.map(\.description).joined(separator: ", ")
      return SpecimenNetwork(call: "\(specimen.op.call) on \(shapes)", graph: builder.graph)
    }
  }
}

/// The `python3` of this machine, where there is one.
let systemPython: String? = {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  return path.split(separator: ":").map { "\($0)/python3" }.first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}()

/// What is exported for PyTorch; `TorchTests` runs it.
@Suite struct PyTorchExportTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// With the variable RECORD_GOLDEN set the files are written again, and the test fails so that they are read.
  @Test(arguments: ["lecture_cnn", "resnet50", "googlenet", "siamese", "vit_b_16"])
  func writesWhatWasRecorded(name: String) throws {
    let text = try PyTorchExport(embedded(name)).text
    let url = Self.directory.appending(path: "\(name).py")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("\(name) was recorded")
    } else {
      #expect(try text == String(contentsOf: url, encoding: .utf8))
    }
  }

  @Test func everySpecimenHasAForm() throws {
    #expect(SpecimenNetwork.all.count > 500)
    for specimen in SpecimenNetwork.all {
      let export = try PyTorchExport(specimen.graph)
      #expect(Self.isBalanced(export.text), "\(specimen.call)")
      let names = export.tensors.flatMap { $0 }
      #expect(!names.contains("") && Set(names).count == names.count, "\(specimen.call): \(names)")
      for (weights, own) in zip(specimen.graph.weights, export.tensors) {
        #expect(weights.parameters.count == own.count, "\(specimen.call)")
      }
    }
  }

  @Test func everyTensorOfANetworkHasANameOfItsOwn() throws {
    for name in embeddedNetworks {
      let names = try PyTorchExport(embedded(name)).tensors.flatMap { $0 }
      #expect(!names.contains("") && Set(names).count == names.count, "\(name)")
    }
  }

  private static func isBalanced(_ text: String) -> Bool {
    var open: [Character] = []
    let pairs: [Character: Character] = [")": "(", "]": "[", "}": "{"]
    for character in text {
      if "([{".contains(character) { open.append(character) }
      if let own = pairs[character], open.popLast() != own { return false }
    }
    return open.isEmpty
  }

  @Test(.enabled(if: systemPython != nil, "there is no python3 here")) func pythonTakesEveryNetwork() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in Zoo.some(embeddedNetworks, from: 1) {
      try PyTorchExport(embedded(name)).text.write(
        to: folder.appending(path: "\(name).py"), atomically: true, encoding: .utf8)
    }
    for (index, specimen) in SpecimenNetwork.all.enumerated() {
      try PyTorchExport(specimen.graph).text.write(
        to: folder.appending(path: "specimen\(index).py"), atomically: true, encoding: .utf8)
    }
    try TorchJob.driver.write(to: folder.appending(path: "driver.py"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(systemPython))
    process.arguments = ["-m", "compileall", "-q", folder.path()]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }

  /// Names that Python or a module has for itself, and several outputs.
  @Test func writesWhatPythonCouldMistake() throws {
    let program = Program(
      SourceText(
        name: "odd.arch",
        text: """
          block lambda(width) { dense(width) -> relu }
          network odd {
              input self: [4]
              forward: lambda(3)
              from_class: dense(3) -> relu
              output train: add(forward, from_class)
              output half: from_class -> dense(2)
          }
          """), path: "odd.arch", catalogue: .standard, imports: NoImports())
    let text = try PyTorchExport(program.expand("odd", settings: Settings()).graph).text
    #expect(text.contains("def forward(self, self_)") && text.contains("self.forward_ = Lambda()"), "\(text)")
    #expect(text.contains("return train_, x"), "\(text)")
  }
}
