import ArchCalc
import Foundation
import TestSupport
import Testing

@testable import ArchLanguage

/// A graph written in the folded form and read again is the same graph, but for its paths.
@Suite struct FoldedWriterTests {
  @Test func everyNetworkThatShips() throws {
    var (count, lines, layers) = (0, 0, 0)
    for name in Zoo.some(GraphWriterTests.networks, from: 2) {
      guard let graph = try? embedded(name) else { continue }
      let text = try expectRoundTrip(graph)
      let isFlat = text == GraphWriter.text(of: graph, catalogue: .standard)
      #expect(!isFlat || graph.nodes.count < 4, "\(name) is written flat")
      count += 1
      lines += text.split(separator: "\n").count
      layers += graph.nodes.count
    }
    #expect(count > 70)
    // Ten layers on a line, blocks and claims counted.
    #expect(lines * 5 < layers)
  }

  @Test func everySpecimen() throws {
    for specimen in SpecimenNetwork.all {
      let graph = specimen.graph
      guard graph.inputs.allSatisfy({ graph.nodes[$0].shape.rank > 0 }) else { continue }
      try expectRoundTrip(graph)
    }
  }

  /// A block with a condition and more parameters than one reads is none, though it would make the text shorter.
  @Test func crowdedBlocks() throws {
    let graph = try embedded("inception_v4")
    let text = FoldedWriter.text(of: graph, catalogue: .standard)
    let writer = FoldedWriter(graph, catalogue: .standard)
    let attempt = try #require(writer.attempt(flat: [], mostUnions: 1))
    #expect(attempt.isCrowded && attempt.text.contains("with_conv"))
    #expect(attempt.text.split(separator: "\n").count < text.split(separator: "\n").count)
    #expect(!text.contains("with_conv"))
  }

  /// Parts that exist in training only are written flat.
  @Test func training() throws {
    var settings = Settings()
    settings.isTraining = true
    try expectRoundTrip(embedded("googlenet", settings: settings), isTraining: true)
  }

  // MARK: Files of other programs

  /// The most lines of the whole text, where there is a bar.
  static let bars = [
    "tv_resnet50_dynamo": 28, "tv_mobilenet_v2_op11": 32, "tv_densenet121_dynamo": 32, "tv_resnet18_op13": 50,
    "tv_googlenet_op17": 50, "tv_efficientnet_b0_dynamo": 35, "tv_regnet_y_400mf_op17": 32, "hf_gpt2_2l": 20,
    "tv_squeezenet1_1_op9": 50, "timm_mixer_s32": 50, "tv_mobilenet_v3_small_dynamo": 50,
    "timm_mobilenetv4_conv_small": 50, "timm_nf_resnet26": 50, "tv_shufflenet_v2_x0_5_op17": 50,
    "timm_hrnet_w18_small": 70,
  ]

  /// One set of weights with other strides or paddings, which the language cannot say.
  static let inexpressible: Set = ["trap_auto_pad_op11", "trap_conv_transpose_op11"]

  static let models: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: directory.path())) ?? [])
    .filter { $0.hasSuffix(".onnx") && !inexpressible.contains(String($0.dropLast(5))) }.sorted()

  private static let directory = Reference.directory.appending(path: "onnx")

  @Test(.enabled(if: !models.isEmpty, "the reference files are not here"), arguments: models)
  func files(file: String) throws {
    let source = try ModelSource(Self.directory.appending(path: file).path())
    let network = try #require(source.networks.first)
    var settings = Settings()
    let extents = ["height": "320", "width": "320", "h": "10", "batch": "1"]
    for name in network.parameters { settings.values.append((name, extents[name] ?? "16")) }
    guard let graph = try? source.expand(network.name, settings: settings).graph else {
      Issue.record("\(file) is not read")
      return
    }
    let text = try expectRoundTrip(graph, named: false)
    let name = String(file.dropLast(5))
    if let bar = Self.bars[name] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= bar, "\(name) has \(lines) lines")
    }
  }

  // MARK: Speed

  /// Six thousand layers in stages whose depths differ.
  @Test func largeNetworks() throws {
    var builder = GraphBuilder("large")
    var value = try builder.input("x", [8, 64, 64])
    var layer = 0
    while layer < 6000 {
      let start = value
      for filters in [16, 32, 8] {
        value = try builder.apply(
          Conv(filters, kernel: layer % 7 == 0 ? 1 : 3, padding: layer % 7 == 0 ? 0 : 1), to: [value])
        value = try builder.apply(ReLU(), to: [value])
      }
      value = try builder.apply(Add(), to: [value, start])
      layer += 7
      if layer % 11 == 0 { value = try builder.apply(BatchNorm(), to: [value]) }
    }
    builder.output(value, named: nil)
    let clock = ContinuousClock()
    let start = clock.now
    let text = FoldedWriter.text(of: builder.graph, catalogue: .standard)
    // Without optimisation, and beside other tests.
    #expect(clock.now - start < .seconds(30))
    #expect(text.split(separator: "\n").count < 400)
  }

  @discardableResult
  private func expectRoundTrip(_ graph: Graph, isTraining: Bool = false, named: Bool = true) throws -> String
  {
    let text = FoldedWriter.text(of: graph, catalogue: .standard)
    let source = SourceText(name: "\(graph.name).arch", bytes: Array(text.utf8))
    do {
      #expect(try ArchitectureFormatter.format(source) == text)
      let program = Program(source, catalogue: .standard, figures: Figure.claimed, imports: NoImports())
      var settings = Settings()
      settings.isTraining = isTraining
      let other = try program.expand(program.networks[0].name, settings: settings).graph
      #expect(graph.difference(from: other, named: named) == nil, "\(graph.name)")
    } catch {
      Issue.record("\(graph.name): \(error)\n\(text)")
    }
    return text
  }
}
