import ArchCalc
import Testing

/// The way from our count to another adds up, for every convention.
@Suite struct BridgeTests {
  private static let networks = [
    "lecture_cnn", "alexnet", "vgg16", "resnet18", "resnet50", "mobilenet_v2", "shufflenet_v2_x1_0",
    "efficientnet_b0",
    "densenet121", "googlenet", "unet", "fcn_8s", "yolo_v3_tiny", "squeezenet1_1", "se_resnet50",
    "convnext_tiny",
    "vit_b_16", "swin_t", "bert_base", "gpt2_lm", "llama3_2_1b", "mixtral_8x7b", "mamba_130m", "lenet5_1998",
    "siamese", "three_inputs", "deepface",
  ]

  @Test(arguments: networks) func addsUp(name: String) throws {
    let countings = Convention.all.map { Counting($0) }
    for batch in [2] {
      let analysis = try Analysis(shipped(name), batch: batch, fields: false, countings: countings)
      for counting in countings {
        let bridge = try Bridge(analysis, to: counting)
        let figure = Figure.counted(.work, by: counting)
        #expect(figure.value(of: analysis, .float32).known == bridge.count, "\(name), \(counting.name)")
        let sum = bridge.terms.reduce(bridge.perMultiplyAdd * bridge.multiplyAdds) { $0 + $1.count }
        #expect(sum == bridge.count, "\(name), \(counting.name)")
        #expect(bridge.terms.allSatisfy { $0.factor != 0 && $0.quantity > 0 && !$0.layers.isEmpty })
      }
    }
  }

  /// The bridges of the reference, term by term.
  @Test func resNet50() throws {
    let analysis = try Analysis(shipped("resnet50"), fields: false)
    func terms(_ name: String) throws -> [String] {
      let counting = try #require(Counting(named: name))
      return try Bridge(analysis, to: counting).terms.map {
        "\($0.factor) x \($0.quantity) \($0.subject.title)"
      }
    }
    #expect(
      try terms("fvcore") == [
        "2 x 11113984 elements of batch norms", "1 x 100352 input elements of adaptive average poolings",
      ])
    #expect(
      try terms("torchinfo") == [
        "1 x 53120 parameters of batch norms, once each", "1 x 1000 biases added in dense layers",
      ])
    #expect(
      try terms("ptflops") == [
        "2 x 11113984 elements of batch norms", "2 x 9608704 elements of ReLUs",
        "2 x 802816 input elements of max poolings", "2 x 100352 input elements of adaptive average poolings",
        "1 x 1000 biases added in dense layers",
      ])
    #expect(
      try terms("calflops") == [
        "2 x 11113984 elements of batch norms", "1 x 9608704 elements of ReLUs",
        "1 x 802816 input elements of max poolings", "1 x 100352 input elements of adaptive average poolings",
      ])
    #expect(try terms("2macs").isEmpty)
    #expect(try terms("torchvision").isEmpty)
  }

  /// A language model by its published sizes: layers, width, vocabulary, tokens.
  @Test func formulasOfLanguageModels() throws {
    let analysis = try Analysis(shipped("gpt2_lm"), fields: false)
    let (layers, width, vocabulary, tokens) = (12, 768, 50_257, 1024)
    let parameters = 124_439_808
    func count(_ name: String) throws -> Int {
      try Bridge(analysis, to: #require(Counting(named: name))).count
    }
    #expect(try count("2n") == 2 * parameters * tokens)
    #expect(try count("6nd") == 6 * parameters * tokens)
    #expect(try count("palm") == (6 * parameters + 12 * layers * width * tokens) * tokens)
    // 72 B L s h^2 (1 + s/6h + V/12Lh), multiplied out.
    #expect(
      try count("megatron") == 72 * layers * tokens * width * width + 12 * layers * tokens * tokens * width
        + 6 * tokens * width * vocabulary)
    // Chinchilla's appendix F: forward once, backward twice.
    let embedding = 2 * tokens * vocabulary * width
    let attention =
      2 * 3 * tokens * width * width + 2 * tokens * tokens * width + 3 * 12 * tokens * tokens
      + 2 * tokens * tokens * width + 2 * tokens * width * width
    let dense = 2 * tokens * 2 * width * 4 * width
    let logits = 2 * tokens * width * vocabulary
    #expect(try count("chinchilla") == 3 * (embedding + layers * (attention + dense) + logits))
  }

  /// A gated hidden layer and shared heads of keys are no GPT: the difference is named.
  @Test func llamaIsNoGPT() throws {
    let analysis = try Analysis(shipped("llama3_2_1b"), fields: false)
    let megatron = try Bridge(analysis, to: #require(Counting(named: "megatron")))
    #expect(megatron.count != 6 * analysis.totals.multiplyAdds)
    #expect(megatron.terms.contains { $0.subject.title.hasPrefix("squared features") })
    // Of experts two of eight are met.
    let mixtral = try Analysis(shipped("mixtral_8x7b"), fields: false)
    #expect(
      try Bridge(mixtral, to: #require(Counting(named: "2n"))).count == 2 * mixtral.totals.active
        * mixtral.graph.tokens)
  }

  /// What an operator that no tool knows does is neither left out nor guessed at.
  @Test func unknownToTheTool() throws {
    let analysis = try Analysis(shipped("lenet5_1998"), fields: false)
    let report = try BridgeReport(analysis, to: [#require(Counting(named: "thop"))])
    #expect(report.json.contains("\"convention\": \"thop\""))
  }
}
