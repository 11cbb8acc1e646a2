import ArchCalc
import Architectures
import Foundation
import TestSupport
import Testing

/// Forward and backward work and what autograd keeps, beside what PyTorch did.
@Suite struct TrainingTableTests {
  /// A row of the table: what PyTorch calls it, and the same network here.
  struct Subject: Sendable {
    var row: String
    var network: String
    var text: String?
    var batch = 1
    /// Whether dense layers here are convolutions there, so that only both together are the same.
    var isSqueezing = false
  }

  static let subjects: [Subject] =
    [
      ("alexnet", "alexnet_torchvision"), ("vgg16", "vgg16_torchvision"), ("resnet18", "resnet18"),
      ("resnet50", "resnet50"), ("resnet101", "resnet101"), ("densenet121", "densenet121"),
      ("mobilenet_v2", "mobilenet_v2"),
      ("squeezenet1_0", "squeezenet1_0"), ("shufflenet_v2_x1_0", "shufflenet_v2_x1_0"),
      ("vit_b_16", "vit_b_16"), ("googlenet (no aux)", "googlenet_torchvision"),
      ("check: resnet18 on CPU", "resnet18"), ("check: mobilenet_v2 on CPU", "mobilenet_v2"),
      ("check: resnet50 on CPU", "resnet50"),
    ].map { Subject(row: $0.0, network: $0.1) }
    + [
      Subject(
        row: "efficientnet_b0", network: "efficientnet_b0_dropped", text: TrainingNetworks.stochastic,
        isSqueezing: true),
      Subject(row: "mobilenet_v3_small", network: "mobilenet_v3_small", isSqueezing: true),
      Subject(row: "inception_v3 (aux)", network: "inception_v3_auxiliary", batch: 2),
      Subject(row: "resnet50 batch 8", network: "resnet50", batch: 8),
      Subject(
        row: "resnet50 frozen, new head of 10", network: "resnet50_frozen", text: TrainingNetworks.frozen),
    ]
    + [
      ("bert-base, 128 tokens, no dropout", "bert"),
      ("gpt2 width, 2 layers, 256 tokens, vocabulary 1000", "gpt2_width"),
      ("llama, h=1024 f=2816 a=16 kv=4, 2 layers, 256 tokens, vocabulary 1000", "llama_width"),
      ("encoder h=1024 a=16 s=512 1 layer, dropout .1", "encoder_1"),
      ("encoder h=1024 a=16 s=512 2 layers, dropout .1", "encoder_2"),
    ].map { Subject(row: $0.0, network: $0.1, text: TrainingNetworks.transformers) }
    + [
      ("unit: conv", "conv_1"), ("unit: conv, conv", "conv_2"), ("unit: conv, relu, conv", "conv_relu"),
      ("unit: conv, relu inplace, conv", "conv_relu"), ("unit: conv, bn, relu, conv", "conv_norm"),
      ("unit: conv, maxpool, conv", "conv_pool"), ("unit: conv, silu, conv", "conv_silu"),
      ("unit: conv, sigmoid, conv", "conv_sigmoid"), ("unit: conv, dropout, conv", "conv_dropout"),
      ("unit: grouped conv 4, grouped conv 4", "grouped"), ("unit: depthwise pair", "depthwise"),
      ("unit: upsample nearest", "larger"),
    ].map { Subject(row: $0.0, network: $0.1, text: TrainingNetworks.units, batch: 2) }
    + [("unit: linear, linear", "rows"), ("unit: linear, layernorm, linear", "rows_norm")].map {
      Subject(row: $0.0, network: $0.1, text: TrainingNetworks.units, batch: 4)
    }

  /// What was counted of a network.
  struct Counts: Equatable {
    var forward: Int
    /// Of the gradients of convolutions by filters, and by inputs.
    var convolutions: [Int]
    /// Of all other gradients.
    var products: Int
    var kept: Int

    /// The same with all gradients in one number.
    var together: Counts {
      Counts(
        forward: forward, convolutions: [0, 0], products: convolutions.reduce(products, +), kept: kept)
    }
  }

  static func counts(_ subject: Subject) throws -> Counts {
    let graph: Graph
    if let text = subject.text {
      graph = try Program(
        SourceText(name: "training", text: text), catalogue: .standard, imports: EmbeddedImports()
      ).expand(subject.network).graph
    } else {
      graph = try embedded(subject.network)
    }
    let figures = try TrainingFigures(graph, batch: subject.batch)
    var counts = Counts(
      forward: figures.work.total.forward[.multiplyAdds], convolutions: [0, 0], products: 0, kept: 0)
    for (node, layer) in zip(graph.nodes, figures.work.layers) {
      let (weights, inputs) = (layer.byWeights[.multiplyAdds], layer.byInputs[.multiplyAdds])
      if node.op.traits.filters == nil {
        counts.products += weights + inputs
      } else {
        counts.convolutions[0] += weights
        counts.convolutions[1] += inputs
      }
    }
    counts.kept = try #require(figures.kept[.pytorchCPU]).bytes()
    #expect(figures.work.unknownLayers.isEmpty)
    return counts
  }

  private static func embedded(_ name: String) throws -> Graph {
    let file = try #require(
      EmbeddedArchitectures.files.first { file in
        Program(
          SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
          imports: EmbeddedImports()
        ).networks.contains { $0.name == name }
      })
    var settings = Settings()
    settings.isTraining = true
    return try Program(
      SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
      imports: EmbeddedImports()
    ).expand(name, settings: settings).graph
  }

  @Test(.withReference, arguments: subjects) func asInPyTorch(_ subject: Subject) throws {
    let rows = try Reference.rows("training-flops-memory-torch.csv").filter { $0["network"] == subject.row }
    let row = try #require(rows.first, "\(subject.row)")
    func number(_ column: String) throws -> Int {
      try #require(row[column].flatMap { Int($0) }, "\(column) of \(subject.row)")
    }
    let wanted = Counts(
      forward: try number("forward_macs"),
      convolutions: [
        try number("backward_conv_weight_macs"), try number("backward_conv_input_macs"),
      ], products: try number("backward_matmul_macs"), kept: try number("saved_bytes"))
    let found = try Self.counts(subject)
    #expect(
      (subject.isSqueezing ? found.together : found) == (subject.isSqueezing ? wanted.together : wanted))
  }

  @Test(.withReference) func noRowIsLeftOut() throws {
    let rows = try Reference.rows("training-flops-memory-torch.csv").compactMap { $0["network"] }
    #expect(Set(rows) == Set(Self.subjects.map(\.row)))
    #expect(rows.count == 38)
  }

  /// A row for each kind of network, which are here too: PyTorch 2.13 with torchvision 0.28 and transformers 5.24.
  @Test(
    arguments: [
      (
        "resnet50",
        Counts(
          forward: 4_089_184_256, convolutions: [4_087_136_256, 3_969_122_304], products: 4_096_000,
          kept: 86_121_984)
      ),
      (
        "mobilenet_v2",
        Counts(
          forward: 300_774_272, convolutions: [299_494_272, 288_656_256], products: 2_560_000,
          kept: 78_345_984)
      ),
      (
        "bert-base, 128 tokens, no dropout",
        Counts(
          forward: 11_174_215_680, convolutions: [0, 0], products: 22_348_431_360, kept: 85_751_808)
      ),
      (
        "resnet50 frozen, new head of 10",
        Counts(forward: 4_087_156_736, convolutions: [0, 0], products: 20_480, kept: 8192)
      ),
      (
        "unit: conv, maxpool, conv",
        Counts(forward: 677_376, convolutions: [677_376, 225_792], products: 0, kept: 56_448)
      ),
    ])
  func asInPyTorchHere(_ name: String, _ wanted: Counts) throws {
    let subject = try #require(Self.subjects.first { $0.row == name })
    #expect(try Self.counts(subject) == wanted)
  }

  /// What gradients read, as they are written here, of networks in which PyTorch keeps no more.
  @Test(arguments: [("resnet50", 86_121_984), ("mobilenet_v2", 78_345_984)])
  func keptByAdjoints(_ name: String, _ bytes: Int) throws {
    let figures = try TrainingFigures(try Self.embedded(name), batch: 1)
    #expect(try #require(figures.kept[.adjoint]).bytes() == bytes)
  }
}
