import ArchCalc
import Testing

/// What explains a figure that somebody printed.
@Suite struct FigureSearchTests {
  /// Figures that circulate, with the network and the count that explains each.
  private static let circulating = [
    // Stride on the first 1 x 1 (He et al. 2015), or on the 3 x 3.
    ("resnet50", "3.86G", "resnet50_v1", "MACs (papers)"), ("resnet50", "4.09G", "resnet50", "MACs (papers)"),
    ("resnet50", "4.145G", "resnet50", "MACs (mmengine)"),
    ("resnet50", "4.112 GFLOPs", "resnet50", "MACs (fvcore)"),
    ("resnet50", "8.22 GFLOPs", "resnet50", "FLOPs (flops)"),
    ("resnet50", "8.178G", "resnet50", "FLOPs (2macs)"),
    // Keras counts moving statistics.
    ("resnet50", "25.61M params", "resnet50", "parameters (keras)"),
    ("vgg16", "528MB", "vgg16", "parameters as float32"),
    ("vgg16", "553MB", "vgg16", "parameters as float32"),
    ("vit_b_16", "11.29G", "vit_b_16", "MACs (thop)"),
    ("vit_b_16", "58.07M", "vit_b_16", "parameters (thop)"),
    // A slide that was shifted by a row: the figures of the next network.
    ("resnet18", "25.6M", "resnet50", "parameters"), ("resnet50", "44.6M params", "resnet101", "parameters"),
    ("mobilenet_v2", "320.3M", "mobilenet_v2", "MACs (ptflops/functional-pools)"),
    ("yolo_v3", "65.879 BFLOPs", "yolo_v3", "FLOPs (darknet)"),
    ("yolo_v3", "65.86 BFLOPs", "yolo_v3", "FLOPs (2macs)"),
    // The mobile network at a smaller image and a smaller width.
    ("mobilenet_v1", "418M", "mobilenet_v1(resolution: 192)", "MACs (papers)"),
    ("mobilenet_v1", "149M mult-adds", "mobilenet_v1(width: 0.5)", "MACs (papers)"),
    ("googlenet", "13.4M params", "googlenet(auxiliary: true)", "parameters"),
    // Figures without their unit, as they stand in the columns of tables.
    ("vit_b_16", "17.61", "vit_b_16", "MACs (ptflops)"),
    ("yolo_v4_416", "60.1", "yolo_v4_416", "FLOPs (2macs)"),
    // Two for each multiply-add, beside others counted once.
    ("squeezenet1_0", "1700M", "squeezenet1_0", "FLOPs (flops)"),
    ("lenet5_1998", "340,908", "lenet5_1998", "connections"),
  ]

  @Test(arguments: Set(circulating.map(\.0)).sorted())
  func circulatingFigures(name: String) throws {
    let own = Self.circulating.filter { $0.0 == name }
    let variants = try Self.variants(name, own.map(\.2))
    for (_, figure, network, count) in own {
      let search = FigureSearch(try #require(PrintedFigure(figure)), among: variants)
      try expect(search, network, count)
    }
  }

  /// Expects that a network and a count are among the first explanations.
  private func expect(_ search: FigureSearch, _ network: String, _ count: String) throws {
    let found = search.explanations.prefix(3).contains { explanation in
      let labels = ([explanation.variant] + explanation.others).map { search.variants[$0].label }
      return labels.contains(network) && explanation.candidates.contains { $0.what == count }
    }
    let all = search.explanations.prefix(5).map { explanation in
      "\(search.variants[explanation.variant].label): \(explanation.candidates.map(\.what))"
    }
    #expect(found, "\(all)")
    let chance = search.explanations.first?.chance ?? 1
    #expect(chance < 0.2)
  }

  /// Sizes in a table that circulates are thousandths of 2^30 bytes, printed as megabytes.
  @Test(arguments: [
    ("vgg16", "515MB", "0.515 GiB"), ("alexnet", "227MB", "0.227 GiB"),
    ("inception_v3", "89MB", "90.922 MiB"),
  ])
  func unitsThatWereMixedUp(name: String, figure: String, size: String) throws {
    let search = try Self.search(name, figure)
    #expect(search.explanations.isEmpty)
    let report = FigureReport(search).text(width: nil)
    #expect(report.contains("nothing common explains \(figure)"))
    #expect(report.contains(size) && report.contains("thousandths of a GiB"))
  }

  /// One and a half bytes are not a number of bytes.
  @Test func rangesThatAreEmpty() throws {
    let report = FigureReport(try Self.search("lecture_cnn", "1.5B")).text(width: nil)
    #expect(report.contains("1.5B is 1,450,000,000 to 1,550,000,000 operations"))
    #expect(!report.contains("bytes"))
  }

  /// Figures made up at random are explained as often as is said, and said to fit by chance.
  @Test func madeUpFigures() throws {
    let variants = try Self.variants("resnet18", [])
    var generator = Seeded(state: 15)
    var explained = 0
    var convincing = 0
    for _ in 0..<60 {
      let digits = Int.random(in: 100...999, using: &generator)
      let figure = try #require(PrintedFigure("\(Double(digits) / 100)G"))
      let search = FigureSearch(figure, among: variants)
      guard let first = search.explanations.first else { continue }
      explained += 1
      if first.chance < 0.02 { convincing += 1 }
      let verdict = FigureReport(search).text(width: nil)
      #expect(first.chance < 0.02 || first.cost == 0 || verdict.contains("may be a coincidence"))
    }
    #expect(explained > 0)
    #expect(convincing <= 2)
  }

  /// Networks made up at random, a count by a convention drawn at random, printed with some digits: it is found.
  @Test func madeUpNetworks() throws {
    var generator = Seeded(state: 4_145)
    var (found, rounds) = (0, 0)
    for _ in 0..<110 {
      let lines = Self.lines(&generator)
      let variants = try [("itself", 0.0, 32), ("at 64", 2.0, 64), ("at 48", 2.0, 48)].map {
        label, cost, size in
        try FigureSearch.Variant(
          label: label, cost: cost,
          analysis: Analysis(
            graph(lines, input: "[3, \(size), \(size)]"), fields: false, countings: FigureSearch.countings))
      }
      let counted = variants[0].analysis.totals.counted
      let drawn = counted[Int.random(in: 0..<Convention.all.count, using: &generator)]
      let isParameters = Int.random(in: 0..<4, using: &generator) == 0
      let value = isParameters ? variants[0].analysis.totals.parameters : drawn.work
      let what =
        isParameters ? "parameters" : "\(drawn.counting.convention.unit.rawValue) (\(drawn.counting.name))"
      guard value > 0 else { continue }
      let digits = Int.random(in: 2...5, using: &generator)
      let text = NumberText.scaled(value, digits: digits)
      rounds += 1
      let search = FigureSearch(try #require(PrintedFigure(text), "\(text)"), among: variants)
      let isFound = search.explanations.prefix(3).contains { explanation in
        search.variants[explanation.variant].label == "itself"
          && explanation.candidates.contains { $0.what == what || $0.value == Double(value) }
      }
      if isFound { found += 1 } else { Issue.record("\(what) \(value), \(text), in\n\(lines)") }
    }
    #expect(rounds >= 100 && found * 100 >= rounds * 99)
  }

  /// Some layers of a small convolutional network.
  private static func lines(_ generator: inout Seeded) -> String {
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
    var lines: [String] = []
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      lines.append(
        "conv(\(pick([4, 6, 8, 12, 16])), kernel: \(pick([1, 3, 5])), padding: \(pick([0, 1, 2])))")
      if Bool.random(using: &generator) { lines.append("batch_norm") }
      lines.append(pick(["relu", "relu6", "silu", "gelu", "hard_swish", "leaky_relu(0.1)"]))
      if Bool.random(using: &generator) { lines.append(pick(["max_pool(2)", "avg_pool(2)"])) }
    }
    lines.append(pick(["global_avg_pool", "flatten", "adaptive_avg_pool(2) -> flatten"]))
    if Bool.random(using: &generator) { lines.append("dense(\(pick([16, 24])))") }
    lines.append("dense(10)")
    if Bool.random(using: &generator) { lines.append("softmax") }
    return lines.joined(separator: "\n")
  }

  private static func search(_ name: String, _ figure: String) throws -> FigureSearch {
    FigureSearch(try #require(PrintedFigure(figure)), among: try variants(name, []))
  }

  /// A network and those like it; of the many that differ in a setting some, and those that are wanted.
  private static func variants(_ name: String, _ wanted: [String]) throws -> [FigureSearch.Variant] {
    let program = try #require(EmbeddedNetworks.program(of: name))
    let own = try program.expand(name).graph
    let all =
      [NetworkVariant(label: name, cost: 0, graph: own)]
      + program.variants(like: own, of: name, settings: Settings())
    let some = all.indices.filter {
      all[$0].cost < 2 || $0.isMultiple(of: 6) || wanted.contains(all[$0].label)
    }
    return try some.map { index in
      let variant = all[index]
      return try FigureSearch.Variant(
        label: variant.label, cost: variant.cost,
        analysis: Analysis(variant.graph, fields: false, countings: FigureSearch.countings))
    }
  }
}
