import ArchCalc
import ArchDocuments
import Testing

/// The systems, the layers and the worked examples that the project was asked for: none can go missing unnoticed.
///
/// The figures are other people's, and need no file beside the tests: torchvision's documentation, Keras's, those of
/// papers' authors and of lectures. Tests with whole tables stand elsewhere.
@Suite struct CoverageTests {
  /// Parameters as torchvision's documentation gives them (`num_params` of its weights).
  private static let torchvision: [(String, Int)] = [
    ("alexnet_torchvision", 61_100_840), ("vgg11", 132_863_336), ("vgg13", 133_047_848),
    ("vgg16", 138_357_544),
    ("vgg19", 143_667_240), ("vgg11_bn", 132_868_840), ("vgg13_bn", 133_053_736), ("vgg16_bn", 138_365_992),
    ("vgg19_bn", 143_678_248), ("googlenet_torchvision", 6_624_904), ("inception_v3_auxiliary", 27_161_264),
    ("resnet18", 11_689_512), ("resnet34", 21_797_672), ("resnet50", 25_557_032), ("resnet101", 44_549_160),
    ("resnet152", 60_192_808), ("wide_resnet50_2", 68_883_240), ("wide_resnet101_2", 126_886_696),
    ("densenet121", 7_978_856), ("densenet169", 14_149_480), ("densenet201", 20_013_928),
    ("densenet161", 28_681_000), ("resnext50_32x4d", 25_028_904), ("resnext101_32x8d", 88_791_336),
    ("resnext101_64x4d", 83_455_272), ("mobilenet_v2", 3_504_872), ("mobilenet_v3_large", 5_483_032),
    ("mobilenet_v3_small", 2_542_856), ("squeezenet1_0", 1_248_424), ("squeezenet1_1", 1_235_496),
    ("shufflenet_v2_x0_5", 1_366_792), ("shufflenet_v2_x1_0", 2_278_604), ("shufflenet_v2_x1_5", 3_503_624),
    ("shufflenet_v2_x2_0", 7_393_996), ("mnasnet0_5", 2_218_512), ("mnasnet0_75", 3_170_208),
    ("mnasnet1_0", 4_383_312), ("mnasnet1_3", 6_282_256), ("efficientnet_b0", 5_288_548),
    ("efficientnet_b1", 7_794_184), ("efficientnet_b2", 9_109_994), ("efficientnet_b3", 12_233_232),
    ("efficientnet_b4", 19_341_616), ("efficientnet_b5", 30_389_784), ("efficientnet_b6", 43_040_704),
    ("efficientnet_b7", 66_347_960), ("regnet_y_400mf", 4_344_144), ("regnet_y_800mf", 6_432_512),
    ("regnet_y_1_6gf", 11_202_430), ("regnet_y_3_2gf", 19_436_338), ("regnet_y_8gf", 39_381_472),
    ("regnet_y_16gf", 83_590_140), ("regnet_y_32gf", 145_046_770), ("regnet_x_400mf", 5_495_976),
    ("regnet_x_800mf", 7_259_656), ("regnet_x_1_6gf", 9_190_136), ("regnet_x_3_2gf", 15_296_552),
    ("regnet_x_8gf", 39_572_648), ("regnet_x_16gf", 54_278_536), ("regnet_x_32gf", 107_811_560),
    ("convnext_tiny", 28_589_128), ("convnext_small", 50_223_688), ("convnext_base", 88_591_464),
    ("convnext_large", 197_767_336), ("vit_b_16", 86_567_656), ("vit_b_32", 88_224_232),
    ("vit_l_16", 304_326_632), ("vit_l_32", 306_535_400), ("swin_t", 28_288_354), ("swin_s", 49_606_258),
    ("swin_b", 87_768_224),
  ]

  /// Others: Keras's applications less their buffers, Hugging Face's models, Caffe's, papers and lectures.
  private static let others: [(String, Int)] = [
    ("lenet5", 61_706), ("lenet5_1998", 60_000), ("lenet_caffe", 431_080), ("alexnet", 60_965_224),
    ("alexnet_single_tower", 62_378_344), ("inception_v3", 23_834_568), ("inception_resnet_v2", 55_843_464),
    ("xception", 22_855_952), ("mobilenet_v1", 4_231_976), ("bert_base", 109_482_240), ("gpt2", 124_439_808),
    ("gpt2_medium", 354_823_168), ("gpt2_large", 774_030_080), ("gpt2_xl", 1_557_611_200),
    ("dense_instead_of_conv", 14_450_688), ("conv_instead_of_dense", 456), ("conv_on_grey", 156),
    ("one_filter", 28), ("standard_convolution", 135), ("two_3x3", 18), ("one_5x5", 25), ("three_3x3", 27),
    ("one_7x7", 49), ("factorised_3x3", 6), ("factorised_7x7", 14), ("enlarge_copies", 0),
    ("dense_on_pixels", 3_000_000_000),
  ]

  /// What is there besides; the claims of each file hold its figures.
  private static let systems = [
    "alexnet_towers", "zfnet", "vgg11_lrn", "vgg16_c", "network_in_network", "googlenet", "inception_v2",
    "bn_inception", "inception_v4", "resnet50_v1", "resnet101_v1", "resnet152_v1", "resnet20_cifar",
    "resnet1202_cifar", "preact_resnet200", "preact_resnet1001", "se_resnet50", "senet154",
    "resnet110_stochastic_depth", "wide_resnet28_10", "mobilenet_v1_full", "yolo_v1", "yolo_v2", "yolo_v3",
    "darknet53", "sliding_window", "sliding_window_gap", "localization", "landmarks", "fcn_32s", "fcn_16s",
    "fcn_8s", "unet", "siamese", "deepface", "style_transfer", "three_inputs", "flowers", "shufflenet_v1",
  ]

  @Test func theSystemsHaveTheirParameters() throws {
    for (name, parameters) in Self.torchvision + Self.others {
      let analysis = try Analysis(embedded(name), fields: false)
      #expect(analysis.totals.parameters == parameters, "\(name)")
    }
    for name in Self.systems { #expect(embeddedNetworks.contains(name), "\(name)") }
  }

  /// Multiply-adds that papers and torchvision print, in millions or thousands of millions, to the digits printed.
  @Test(arguments: [
    ("alexnet_torchvision", 0.71), ("vgg16", 15.47), ("resnet18", 1.81), ("resnet50", 4.09),
    ("resnet101", 7.80),
    ("resnet152", 11.51), ("densenet121", 2.83), ("resnext50_32x4d", 4.23), ("mobilenet_v2", 0.30),
    ("mobilenet_v1", 0.57), ("efficientnet_b0", 0.39), ("convnext_tiny", 4.46), ("regnet_y_400mf", 0.40),
    ("shufflenet_v2_x1_0", 0.14), ("wide_resnet50_2", 11.40), ("vgg11", 7.61), ("vgg19", 19.63),
  ])
  func theSystemsDoTheirWork(name: String, billions: Double) throws {
    let totals = try Analysis(embedded(name), fields: false).totals
    let macs = try #require(try? WorkView.multiplyAdds.value(of: totals.work))
    #expect(
      NumberText.fixed(Double(macs) / 1e9, decimals: 2) == NumberText.fixed(billions, decimals: 2), "\(name)")
  }

  /// The lecture's network, layer by layer: shapes, sizes and parameters.
  @Test func theLecture() throws {
    let analysis = try Analysis(embedded("lecture_cnn"))
    let nodes = analysis.graph.nodes
    let rows = ["image", "conv1", "pool1", "conv2", "pool2", "fc3", "fc4", "fc5"].map { path in
      nodes.indices.first { analysis.graph.path(of: $0) == path } ?? 0
    }
    #expect(
      rows.map { nodes[$0].shape.dimensions } == [
        [3, 32, 32], [8, 28, 28], [8, 14, 14], [16, 10, 10], [16, 5, 5], [120], [84], [10],
      ])
    #expect(rows.map { nodes[$0].shape.elementCount } == [3072, 6272, 1568, 1600, 400, 120, 84, 10])
    #expect(rows.map { analysis.layers[$0].parameters } == [0, 608, 0, 3216, 0, 48_120, 10_164, 850])
  }

  /// The words of the language for layers.
  @Test func theLayers() {
    let names = Set(Catalogue.standard.names)
    for name in [
      "input", "conv", "depthwise_conv", "conv_transpose", "locally_connected", "max_pool", "avg_pool",
      "global_avg_pool", "global_max_pool", "adaptive_avg_pool", "adaptive_max_pool", "lp_pool", "dense",
      "flatten",
      "reshape", "permute", "relu", "relu6", "leaky_relu", "prelu", "elu", "sigmoid", "tanh", "softmax",
      "hard_sigmoid", "hard_swish", "silu", "gelu", "softplus", "maxout", "dropout", "batch_norm",
      "layer_norm",
      "group_norm", "instance_norm", "rms_norm", "local_response_norm", "add", "multiply", "concat",
      "subtract",
      "abs_difference", "split", "slice", "channel_shuffle", "pad", "crop", "space_to_depth",
      "depth_to_space",
      "upsample", "embedding", "rnn", "lstm", "gru", "attention", "position", "non_maximum_suppression",
      "box_decode",
    ] {
      #expect(names.contains(name), "\(name)")
    }
    // The cost of post-processing is given, or said to be unknown, and never silently zero.
    for name in ["non_maximum_suppression", "box_decode"] {
      guard let type = Catalogue.standard[name] else { continue }
      let isStated = Self.isStated(type)
      #expect(isStated, "\(name)")
    }
  }

  private static func isStated<O: Operator>(_ type: O.Type) -> Bool {
    type.specimens.allSatisfy { specimen in
      guard let output = try? specimen.op.output(of: specimen.inputs).shape(of: specimen.inputs) else {
        return false
      }
      let work = specimen.op.work(from: specimen.inputs, to: output)
      guard work.unknown == nil else { return true }
      return (try? work.vector().operations) ?? 0 > 0
    }
  }
}
