import ArchCalc
import Architectures
import Foundation
import Testing

/// What papers say that training takes.
@Suite struct TrainingCostTests {
  /// Language models as their papers describe them, and a device's share of a layer of Megatron.
  private static let networks = """
    import "gpt2.arch"
    import "bert.arch"
    import "llama.arch"

    // Grattafiori et al. 2024, Table 3.
    network llama_405b = llama(features: 16_384, layers: 126, heads: 128, kv_heads: 8, hidden: 53_248)

    // Brown et al. 2020, Table 2.1; d_head is given there.
    block gpt3_layer(heads, width) {
        x: it
        mixed: x -> layer_norm -> attention(heads, key_width: width, causal: true)
        inner: add(x, mixed)
        wide: inner -> layer_norm -> dense(4 * in.features) -> gelu -> dense(in.features)
        add(inner, wide)
    }
    network gpt3(features, layers, heads, width) {
        input tokens: sequence(2048)
        words: embedding(50_257, features)
        position
        repeat layers { gpt3_layer(heads, width: width) }
        layer_norm -> dense(50_257, weights: words)
    }
    network encoder_base = bert(features: 768, layers: 12, heads: 12)
    network roberta_base = bert(features: 768, layers: 12, heads: 12, vocabulary: 50_265)
    network roberta_large = bert(features: 1024, layers: 24, heads: 16, vocabulary: 50_265)

    // Chowdhery et al. 2022, section 2: attention and feed-forward beside each other, one head of keys and values.
    block palm_layer(heads) {
        x: it
        normed: x -> layer_norm(shift: false)
        mixed: normed -> attention(heads, key_width: 256, key_heads: 1, bias: false, causal: true)
        wide: normed -> glu(4 * in.features, act: silu, bias: false)
        add(x, mixed, wide)
    }
    network palm(features, layers, heads) {
        input tokens: sequence(2048)
        words: embedding(256_000, features)
        repeat layers { palm_layer(heads) }
        layer_norm(shift: false) -> dense(256_000, weights: words)
    }

    // Korthikanti et al. 2022, Figure 2 and section 4.2: what one of `parts` devices has of each layer.
    block megatron_layer(features, heads, length, parts) {
        x: it
        normed: x -> layer_norm
        q: normed -> dense(features / parts) -> reshape([length, heads / parts, features / heads]) -> permute([1, 0, 2])
        k: normed -> dense(features / parts) -> reshape([length, heads / parts, features / heads]) -> permute([1, 0, 2])
        v: normed -> dense(features / parts) -> reshape([length, heads / parts, features / heads]) -> permute([1, 0, 2])
        shares: matmul(q, k, transpose_b: true) -> affine(0.1) -> softmax(axis: -1) -> dropout(0.1)
        rows: matmul(shares, v) -> permute([1, 0, 2]) -> reshape([length, features / parts])
        mixed: rows -> dense(features) -> dropout(0.1)
        inner: add(x, mixed)
        wide: inner -> layer_norm -> dense(4 * features / parts) -> gelu -> dense(features) -> dropout(0.1)
        add(inner, wide)
    }
    network megatron(features, heads, layers, parts, length = 2048) {
        input x: [length, features]
        repeat layers { megatron_layer(features, heads: heads, length: length, parts: parts) }
    }
    """

  private func graph(_ name: String, _ values: [(String, Int)] = []) throws -> Graph {
    var settings = Settings(values: values.map { ($0.0, "\($0.1)") })
    settings.isTraining = true
    settings.readsClaims = false
    return try Program(
      SourceText(name: "costs", text: Self.networks),
      catalogue: .standard, imports: EmbeddedImports()
    ).expand(name, settings: settings).graph
  }

  /// The operations of so many tokens by a convention.
  private func operations(_ graph: Graph, _ convention: String, tokens: Double) throws -> Double {
    let counting = try #require(Counting(named: convention))
    let analysis = try Analysis(graph, fields: false, countings: [counting])
    let count = try #require(analysis.totals.counted.first).work
    return Double(count) / Double(graph.tokens) * tokens
  }

  private func expect(_ found: Double, _ wanted: Double, _ name: String, within share: Double = 0.01) {
    #expect(abs(found / wanted - 1) <= share, "\(name): \(found), published \(wanted)")
  }

  /// Brown and others 2020, Table D.1: six operations for each parameter and token.
  ///
  /// Table 2.1 gives GPT-3 XL 24 heads of 128 features; its 1.32 billion parameters are those of 16.
  @Test(
    arguments: [
      (768, 12, 12, 64, 2.25e20), (1024, 24, 16, 64, 6.41e20), (1536, 24, 16, 96, 1.37e21),
      (2048, 24, 16, 128, 2.38e21), (2560, 32, 32, 80, 4.77e21), (4096, 32, 32, 128, 1.2e22),
      (5140, 40, 40, 128, 2.31e22), (12288, 96, 96, 128, 3.14e23),
    ])
  func gpt3(features: Int, layers: Int, heads: Int, width: Int, flops: Double) throws {
    let graph = try graph(
      "gpt3", [("features", features), ("layers", layers), ("heads", heads), ("width", width)])
    expect(try operations(graph, "6nd", tokens: 3e11), flops, "\(features)")
  }

  @Test(
    arguments: [
      ("encoder_base", 2.5e11, 1.64e20), ("roberta_base", 2e12, 1.5e21), ("roberta_large", 2e12, 4.26e21),
    ])
  func encoders(name: String, tokens: Double, flops: Double) throws {
    let graph = try graph(name)
    let parameters = try Analysis(graph, fields: false).totals.parameters
    expect(6 * Double(parameters) * tokens, flops, name)
  }

  /// Chowdhery and others 2022: `6N + 12LHQT` for each token.
  @Test(arguments: [
    (4096, 32, 16, 7.8e11, 4.29e22), (8192, 64, 32, 7.95e11, 3.08e23), (18432, 118, 48, 7.8e11, 2.56e24),
  ])
  func palm(features: Int, layers: Int, heads: Int, tokens: Double, flops: Double) throws {
    let graph = try graph("palm", [("features", features), ("layers", layers), ("heads", heads)])
    expect(try operations(graph, "palm", tokens: tokens), flops, "\(features)")
  }

  /// Llama 3.1 405B on 15.6 trillion tokens.
  @Test func llama() throws {
    expect(try operations(graph("llama_405b"), "6nd", tokens: 1.56e13), 3.8e25, "405B")
  }

  /// 90 epochs of ResNet-50: `2 x (forward + backward)` for each example.
  @Test func resnet50() throws {
    let file = try #require(EmbeddedArchitectures.files.first { $0.name == "resnet.arch" })
    let graph = try Program(
      SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
      imports: EmbeddedImports()
    ).expand("resnet50").graph
    let work = try TrainingFigures(graph, batch: 1).work.total
    let multiplyAdds = work.forward[.multiplyAdds] + work.backward[.multiplyAdds]
    expect(2 * Double(multiplyAdds) * 115_305_030, 2.80181e18, "ResNet-50", within: 1e-5)
  }

  /// A model of Korthikanti and others 2022, Figure 1, with what its first stage keeps in GiB.
  struct Stage: Sendable {
    var features: Int
    var heads: Int
    var layers: Int
    var batch: Int
    /// How many layers' activations the first stage has, for each of its own.
    var stages: Double
    /// With layers split over 8 devices.
    var split: Double
    /// With sequences split too, and scores computed again.
    var selective: Double
  }

  private static let stages: [Stage] = [
    Stage(
      features: 6144, heads: 64, layers: 48, batch: 4, stages: 1, split: 59.25, selective: 9.5625),
    Stage(
      features: 12288, heads: 96, layers: 96, batch: 1, stages: 1 + 7.0 / 24, split: 66.84375,
      selective: 12.3515625),
    Stage(
      features: 20480, heads: 128, layers: 105, batch: 1, stages: 1 + 34.0 / 105, split: 114.0234375,
      selective: 23.076171875),
    Stage(
      features: 25600, heads: 160, layers: 128, batch: 1, stages: 1, split: 131.25, selective: 26.5625),
  ]

  /// Korthikanti and others 2022: activations of the first stage in 16 bits, split over 8 devices, in GiB.
  ///
  /// The paper leaves the statistics of norms out, which have 4 bytes. With sequences split and scores computed again, all but what has
  /// the size of the scores is kept, an eighth on each device.
  @Test(arguments: stages) func megatron(_ stage: Stage) throws {
    let (features, heads, layers, batch) = (stage.features, stage.heads, stage.layers, stage.batch)
    func kept(parts: Int) throws -> [KeptValues.Tensor] {
      let graph = try graph(
        "megatron", [("features", features), ("heads", heads), ("layers", layers), ("parts", parts)])
      let figures = try TrainingFigures(graph, batch: batch)
      return try #require(figures.kept[.pytorchCUDA]).tensors.filter { $0.element != .single }
    }
    func gibibytes(_ tensors: [KeptValues.Tensor]) -> Double {
      Double(tensors.reduce(0) { $0 + ($1.bytes(.float16) ?? 0) }) / 0x1p30
    }
    #expect(gibibytes(try kept(parts: 8)) * stage.stages == stage.split)
    let scores = batch * heads * 2048 * 2048
    let others = try kept(parts: 1).filter { $0.elements != scores }
    #expect(gibibytes(others) / 8 * stage.stages == stage.selective)
  }
}
