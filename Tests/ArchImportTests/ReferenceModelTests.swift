import ArchAnalysis
import ArchGraph
import ArchImport
import ArchONNX
import TestSupport
import Testing

/// Model files as graphs, compared with what ONNX Runtime and PyTorch say of them.
struct ReferenceModelTests {
  /// The parameters that files have otherwise than the modules that were exported, and why.
  static let parameters: [String: (ours: Int, reason: String)] = [
    "conv3d_net": (868, "batch norms are folded into convolutions"),
    "hf_bert_2l": (38602752, "zero biases are left out by the exporter"),
    "hf_gpt2_2l": (15717888, "zero biases are left out by the exporter"),
    "norm_zoo_op17": (
      2870, "a batch norm is folded into one of four uses of one convolution, whose numbers are others then"
    ),
    "timm_hrnet_w18_small": (13163432, "batch norms are folded into convolutions, and zero biases left out"),
    "timm_levit_128s": (
      7768496, "bias tables are gathered ahead, zero biases left out and some batch norms folded"
    ),
    "timm_mixer_s32": (19103112, "zero biases are left out by the exporter"),
    "timm_mobilenetv4_conv_small": (
      3747936, "batch norms are folded into convolutions, and zero biases left out"
    ),
    "timm_nf_resnet26": (
      15963328, "kernels are standardised by nodes of the file, whose gains are no layers"
    ),
    "timm_tf_efficientnet_lite0": (4631000, "batch norms are folded into convolutions"),
    "tv_convnext_tiny_dynamo": (28580064, "zero biases are left out by the exporter"),
    "tv_densenet121_dynamo": (7962880, "batch norms are folded into convolutions, and zero biases left out"),
    "tv_efficientnet_b0_dynamo": (
      5236192, "batch norms are folded into convolutions, and zero biases left out"
    ),
    "tv_googlenet_op17": (6617624, "batch norms are folded into convolutions"),
    "tv_lraspp_mobilenet_v3": (3209210, "batch norms are folded into convolutions"),
    "tv_mobilenet_v2_op11": (3487816, "batch norms are folded into convolutions"),
    "tv_mobilenet_v3_small_dynamo": (
      2525832, "batch norms are folded into convolutions, and zero biases left out"
    ),
    "tv_regnet_y_400mf_op17": (4330568, "batch norms are folded into convolutions"),
    "tv_resnet18_op13": (11684712, "batch norms are folded into convolutions"),
    "tv_resnet50_dynamo": (25503912, "batch norms are folded into convolutions, and zero biases left out"),
    "tv_shufflenet_v2_x0_5_op17": (1362816, "batch norms are folded into convolutions"),
    "tv_vit_b_32_dynamic_batch": (88213248, "zero biases are left out by the exporter"),
  ]

  /// The multiply-adds where the table has no rule for an operator, as its notes tell.
  static let multiplyAdds = [
    // A product of matrices 2 560, packed attention 9 280.
    "trap_contrib_domain_op17": 11840,
    // The branch 32, five rounds of the loop 160.
    "trap_if_loop_op13": 192,
  ]

  @Test(
    .enabled(if: Models.arePresent, "the reference files are not on this machine"), arguments: Models.names)
  func figuresAreThose(_ name: String) throws {
    let row = try #require(try Models.rows("models").first { $0["file"] == name })
    let model = try Models.model(name)
    let flat = try FlatModel(model, symbols: Models.symbols(of: model, run: row), layer: OwnLayers.shape)
    let imported = try ImportedModel(flat, declared: model.graph.inputs, name: name, file: name)
    let analysis = try Analysis(imported.graph)
    let batch = if case .followed(_, let extent) = imported.batch { extent } else { 1 }
    let once = imported.once.reduce(0) { $0 + analysis.layers[$1].multiplyAdds }
    let expected = try Self.multiplyAdds[name] ?? #require(row["macs"].flatMap { Int($0) })
    #expect((analysis.totals.multiplyAdds - once) * batch + once == expected)
    guard let parameters = row["module_params"].flatMap({ Int($0) }) else { return }
    let difference = Self.parameters[name]
    #expect(analysis.totals.parameters == difference?.ours ?? parameters)
    if let difference { #expect(difference.ours != parameters, "it does not differ any more") }
  }

  /// In a file at a batch of its own, figures are of one example, and so are those of the axis that the batch is in.
  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func theBatchIsFollowed() throws {
    var axes: [String: Int] = [:]
    for name in Models.names {
      let row = try #require(try Models.rows("models").first { $0["file"] == name })
      let model = try Models.model(name)
      let flat = try FlatModel(model, symbols: Models.symbols(of: model, run: row), layer: OwnLayers.shape)
      let imported = try ImportedModel(flat, declared: model.graph.inputs, name: name, file: name)
      guard case .followed(let inputs, _) = imported.batch else {
        #expect(name == "trap_if_loop_op13", "an `If` that asks about the whole batch")
        continue
      }
      axes[name] = inputs.map(\.axis).max()
    }
    #expect(axes.filter { $0.value != 0 } == ["trap_recurrent_op14": 1])
  }
}
