import ArchCalc
import Testing

/// The register of figures: each is known everywhere, and adds up where it says so.
@Suite struct FigureTests {
  @Test func namesAndKeysAreUnique() {
    let names = Figure.all.flatMap { [$0.name, $0.alias].compactMap { $0 } }
    #expect(Set(names).count == names.count)
    #expect(Set(Figure.all.map(\.key)).count == Figure.all.count)
    for name in names { #expect(Figure.named(name) != nil) }
    // What cannot be written in a claim has another name there.
    #expect(Set(Figure.claimed) == Set(names.filter { !$0.contains(":") } + ["output"]))
    #expect(Figure.all.allSatisfy { !$0.name.contains(":") || $0.alias != nil })
  }

  /// Every kind of table has a column for each figure that its rows have.
  @Test func everyTableHasThem() {
    for figure in Figure.all {
      #expect(NetworkColumn.names.contains(figure.name))
      #expect(DifferenceColumn.names.contains(figure.name))
      #expect(SummaryColumn.names.contains(figure.name) == figure.isOfLayers)
    }
  }

  @Test(arguments: ["lecture_cnn", "resnet18", "yolo_v3", "fcn_8s", "bert_base"])
  func sumsAreThoseOfLayers(name: String) throws {
    let analysis = try Analysis(embedded(name), batch: 3)
    for figure in Figure.all where figure.isSum {
      let layers = analysis.graph.nodes.indices.map {
        figure.value(of: $0, in: analysis, .float16).known ?? 0
      }
      #expect(figure.value(of: analysis, .float16).known == layers.reduce(0, +), "\(figure.name)")
    }
    #expect(
      Figure.peak.value(of: analysis, .float64).known == 8 * (try MemoryPlan(analysis.graph, batch: 3)).extent
    )
  }

  /// `conv(8, kernel: 5)` on `[3, 32, 32]`: 470,400 multiply-adds and 6,272 biases on 608 weights, 3,072 inputs and 6,272
  /// outputs of four bytes each.
  @Test func intensityOfOneLayer() throws {
    let network = Network("n") {
      Input("image", [3, 32, 32])
      Conv(8, kernel: 5)
    }
    let analysis = try Analysis(try network.graph())
    #expect(
      Figure.intensity.value(of: 1, in: analysis, .float32)
        == .decimal(Double(2 * 470_400 + 6272) / Double(4 * (608 + 3072 + 6272)), decimals: 2))
    #expect(Figure.intensity.value(of: 0, in: analysis, .float32) == .absent)
  }

  @Test func workThatIsNotKnownIsNoZero() throws {
    var builder = GraphBuilder("n")
    let scores = try builder.input("scores", [4, 5])
    builder.output(try builder.apply(ReLU(), to: [scores]), named: nil)
    let tally = try Analysis(builder.graph).totals.tally
    #expect(Figure.multiplyAdds.value(of: tally, .float32) == .count(0))
    var unknown = tally
    unknown.unknownLayers = 1
    #expect(Figure.multiplyAdds.value(of: unknown, .float32) == .atLeast(0))
    #expect(Figure.intensity.value(of: unknown, .float32) == .absent)
    #expect(Figure.activations.value(of: unknown, .float32) == .count(20))
  }

  @Test func bytesBeyondAllCounting() {
    var tally = Tally()
    tally.parameters = Int.max / 2
    #expect(Figure.bytes.value(of: tally, .float32) == .tooLarge)
    #expect(Figure.parameters.value(of: tally, .float32) == .count(Int.max / 2))
  }
}
