import ArchCalc
import Testing

/// What tools print for whole networks, by their conventions to the digit.
///
/// The tools were run on torchvision's networks with random weights: torchinfo 1.8.0, fvcore 0.1.5, ptflops 0.7.5, thop 0.1.1,
/// calflops 0.3.2, MMEngine 0.10.7 (training mode), onnx-tool 1.0.1, PyTorch 2.13 and 2.15.
@Suite struct ToolCountTests {
  private static let tools = [
    "torchinfo", "fvcore", "ptflops", "ptflops-aten", "thop", "calflops", "calflops-macs", "mmengine",
    "flop-counter-mode", "onnx-tool",
  ]

  /// The counts of each network in the order of ``tools``.
  private static let counts: [String: [Int]] = [
    "alexnet_torchvision": [
      714_682_664, 714_197_696, 716_441_128, 714_682_664, 714_206_912, 1_429_741_184, 714_188_480,
      714_197_696,
      1_428_376_960, 715_979_944,
    ],
    "vgg16_torchvision": [
      15_483_821_032, 15_470_289_408, 15_523_225_576, 15_483_821_032, 15_470_314_496, 30_973_778_432,
      15_470_264_320, 15_470_289_408, 30_940_528_640, 15_503_523_304,
    ],
    "resnet50": [
      4_089_238_376, 4_111_512_576, 4_132_436_968, 4_089_185_256, 4_133_742_592, 8_211_108_352, 4_089_184_256,
      4_144_854_528, 8_178_368_512, 4_117_342_184,
    ],
    "squeezenet1_1": [
      351_741_288, 349_320_936, 359_982_728, 351_741_288, 349_321_936, 705_013_944, 349_151_936, 349_320_936,
      698_303_872, 357_475_224,
    ],
    "resnext50_32x4d": [
      4_230_549_096, 4_259_381_248, 4_286_878_696, 4_230_480_872, 4_288_184_320, 8_503_559_168, 4_230_479_872,
      4_302_582_784, 8_460_959_744, 4_265_210_856,
    ],
    "vit_b_16": [
      173_232_616, 16_867_412_736, 17_606_030_584, 16_864_992_232, 11_286_254_592, 33_723_326_208,
      16_848_500_736,
      16_867_412_736, 35_127_656_448,
    ],
  ]

  @Test(arguments: counts.keys.sorted()) func everyTool(network: String) throws {
    let analysis = try Self.analyse(network, Self.tools)
    for (tool, count) in zip(Self.tools, Self.counts[network] ?? []) {
      #expect(Self.count(tool, analysis) == count, "\(network), \(tool)")
    }
  }

  /// Poolings and activations that a network calls as functions, and older versions.
  @Test(arguments: [
    ("mobilenet_v2", "ptflops", 320_362_728), ("mobilenet_v2", "ptflops/functional-pools", 320_300_008),
    ("mobilenet_v2", "thop", 327_550_720), ("mobilenet_v2", "thop/functional-pools", 327_486_720),
    ("mobilenet_v2", "torchinfo", 300_809_384), ("mobilenet_v2", "fvcore", 314_193_216),
    ("mobilenet_v2", "calflops", 614_967_488), ("mobilenet_v2", "mmengine", 334_227_552),
    ("mobilenet_v2", "ptflops-aten", 300_775_272), ("mobilenet_v2", "2macs", 601_548_544),
    ("densenet121", "torchinfo", 2_834_246_312), ("densenet121", "fvcore", 2_865_546_752),
    ("densenet121", "calflops", 5_716_881_152), ("densenet121", "thop", 2_897_007_104 + 51_200),
    ("densenet121", "onnx-tool", 3_184_545_768), ("efficientnet_b0", "onnx-tool", 600_987_584),
    ("mobilenet_v2", "onnx-tool", 319_949_192),
    ("vit_b_16", "flop-counter-mode-2.13", 33_697_001_472),
    ("vgg16", "flop-counter-mode-training", 92_821_585_920),
    ("resnet50", "flop-counter-mode-training", 24_535_105_536),
    ("mobilenet_v2", "flop-counter-mode-training", 12_301_377_024),
    ("vit_b_16", "flop-counter-mode-training", 101_091_004_416),
    ("efficientnet_b0", "torchinfo", 385_867_108), ("efficientnet_b0", "fvcore", 401_659_392),
    ("yolo_v3", "darknet", 65_879_131_136), ("yolo_v3", "2macs", 65_864_075_264),
  ])
  func otherSpellings(network: String, tool: String, count: Int) throws {
    #expect(Self.count(tool, try Self.analyse(network, [tool])) == count, "\(network), \(tool)")
  }

  @Test func namesAreThoseOfAll() {
    #expect(Convention.names == Convention.all.map(\.name))
    for name in Convention.names { #expect(Counting(named: name)?.name == name) }
    for word in LibrarySpelling.Word.allCases {
      #expect(Counting(named: "thop/\(word.rawValue)")?.name == "thop/\(word.rawValue)")
    }
    #expect(
      Counting(named: "thop/") == nil && Counting(named: "thop/no") == nil && Counting(named: "") == nil)
  }

  @Test func parametersOfTools() throws {
    let vit = try Self.analyse("vit_b_16", ["thop"])
    #expect(Figure.named("params:thop")?.value(of: vit, .float32).known == 58_067_176)
    let resnet = try Self.analyse("resnet50", ["keras", "thop"])
    // Keras's own has biases in its convolutions besides: 25,636,712.
    #expect(Figure.named("params:keras")?.value(of: resnet, .float32).known == 25_557_032 + 53_120)
    #expect(Figure.named("params:thop")?.value(of: resnet, .float32).known == 25_557_032)
  }

  /// What a library has as several calls does together what the layer does.
  @Test func callsHaveTheMultiplyAddsOfTheLayer() throws {
    var checked = 0
    for op in Catalogue.standard.operators {
      for (layer, inputs, output) in Self.specimens(of: op) {
        guard let layer = layer as? any LibraryLayer else { continue }
        let calls = layer.libraryCalls(from: inputs, to: output)
        let sum = calls.reduce(CheckedInteger(0)) { $0 + $1.multiplyAdds }
        let work = layer.work(from: inputs, to: output)
        guard work.unknown == nil else { continue }
        #expect(sum == work[.multiplyAdds].checked, "\(layer.call) on \(inputs)")
        for call in calls where !call.parts.isEmpty {
          #expect(
            call.parts.reduce(CheckedInteger(0)) { $0 + $1.multiplyAdds } == call.multiplyAdds,
            "\(layer.call)")
        }
        checked += 1
      }
    }
    #expect(checked > 200)
  }

  private static func specimens<Op: Operator>(of op: Op.Type) -> [(any Operator, [Shape], Shape)] {
    op.specimens.compactMap { specimen in
      guard let output = try? specimen.op.output(of: specimen.inputs) else { return nil }
      return (specimen.op, specimen.inputs, output.shape(of: specimen.inputs))
    }
  }

  private static func analyse(_ network: String, _ tools: [String]) throws -> Analysis {
    try Analysis(embedded(network), fields: false, countings: tools.compactMap(Counting.init(named:)))
  }

  private static func count(_ tool: String, _ analysis: Analysis) -> Int? {
    Figure.named("macs:\(tool)")?.value(of: analysis, .float32).known
  }
}
