import ArchCalc
import Architectures
import TestSupport
import Testing

/// A graph written as text and read again is the same graph, but for its paths.
@Suite struct GraphWriterTests {
  static let networks: [String] = EmbeddedArchitectures.files.flatMap { file in
    String(decoding: file.text(), as: UTF8.self).split(separator: "\n").compactMap { line in
      line.hasPrefix("network ") ? line.dropFirst(8).prefix { $0.isLetter || $0.isNumber || $0 == "_" } : nil
    }.map(String.init)
  }

  @Test func everyNetworkThatShips() throws {
    var count = 0
    for name in Zoo.some(Self.networks, from: 1) {
      guard let graph = try? embedded(name) else { continue }
      try expectRoundTrip(graph)
      count += 1
    }
    #expect(count > 70)
  }

  @Test func everySpecimen() throws {
    for specimen in SpecimenNetwork.all {
      // Layers may give single numbers, but inputs of the language have at least one axis.
      let graph = specimen.graph
      guard graph.inputs.allSatisfy({ graph.nodes[$0].shape.rank > 0 }) else { continue }
      try expectRoundTrip(graph)
    }
  }

  @Test func partsThatExistInTrainingOnly() throws {
    var settings = Settings()
    settings.isTraining = true
    try expectRoundTrip(embedded("googlenet", settings: settings), isTraining: true)
  }

  /// One instance, whose padding depends on what it is given.
  @Test func sharedWeightsOfOtherArguments() throws {
    let text = """
      block padded() { conv(2, kernel: 3, padding: if in.height > 4 then 1 else 0) }
      network n {
        input x: [1, 8, 8]
        input y: [1, 4, 4]
        shared tower: padded
        a: x -> tower
        b: y -> tower
        output a
        output b
      }
      """
    let graph = try Program(
      SourceText(name: "n.arch", bytes: Array(text.utf8)), catalogue: .standard, imports: NoImports()
    ).expand("n").graph
    try expectRoundTrip(graph)
    #expect(try again(graph).weights.count == 1)
  }

  /// Claims about the network and about one layer stay.
  @Test func claimsStay() throws {
    let graph = try again(embedded("lecture_cnn"))
    #expect(!graph.expectations.isEmpty)
    #expect(try Analysis(graph).claims().allSatisfy(\.holds))
  }

  /// Words that a label may not be, and values that are called as operators are.
  @Test func namesFromElsewhere() throws {
    var spelling = LabelSpelling(reserved: ["conv"])
    let names = [
      "/layer1/layer1.0/conv1/Conv", "/layer1/layer1_0/conv1/Conv", "conv", "repeat", "1", "", "é", "a.b",
      "a_b", "a.b",
    ]
    let labels = names.map { spelling.label(for: $0) }
    #expect(
      labels == [
        "layer1_layer1_0_conv1_Conv", "layer1_layer1_0_conv1_Conv_2", "conv_2", "repeat_2", "layer_1",
        "layer",
        "layer_2", "a_b", "a_b_2", "a_b_3",
      ])
    var builder = GraphBuilder("7 seas")
    let input = try builder.input("x", [2, 8, 8])
    let first = try builder.apply(ReLU(), to: [input], label: "conv")
    let second = try builder.apply(Conv(2, kernel: 1), to: [first], label: "relu")
    builder.output(try builder.apply(Add(), to: [second, first], label: "if"), named: "result")
    try expectRoundTrip(builder.graph)
  }

  private func again(_ graph: Graph, isTraining: Bool = false) throws -> Graph {
    let text = GraphWriter.text(of: graph, catalogue: .standard)
    let source = SourceText(name: "\(graph.name).arch", bytes: Array(text.utf8))
    #expect(try ArchitectureFormatter.format(source) == text)
    let program = Program(source, catalogue: .standard, figures: Figure.claimed, imports: NoImports())
    var settings = Settings()
    settings.isTraining = isTraining
    do {
      return try program.expand(program.networks[0].name, settings: settings).graph
    } catch {
      Issue.record("\(DiagnosticRenderer().render(error.items))")
      throw error
    }
  }

  private func expectRoundTrip(_ graph: Graph, isTraining: Bool = false) throws {
    let other = try again(graph, isTraining: isTraining)
    #expect(graph.difference(from: other) == nil, "\(graph.name)")
    // What was read is written the same way again, but for the numbers that labels got.
    #expect(try again(other, isTraining: isTraining).difference(from: other) == nil)
  }
}
