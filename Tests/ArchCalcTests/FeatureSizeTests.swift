import ArchCalc
import ArchDocuments
import Testing

/// The reports of albanie/convnet-burden: the size of one feature map for five or six images, the memory and the work up
/// to there for 128 images, and the memory of all parameters, for each of its models that archcalc has too.
@Suite(.withReference) struct FeatureSizeTests {
  /// A model of the reports: the network here, the layer whose map is meant, and the last pooling where it is not part
  /// of the network here.
  private struct Model {
    var network: String
    var layer: String
    var pool = 1
    /// Figures that follow another form of the network.
    var hasFigures = true
  }

  private static let models: [String: Model] = {
    var models: [String: Model] = [
      "alexnet": Model(network: "alexnet", layer: "pool5"),
      "matconvnet-alex": Model(network: "alexnet", layer: "pool5"),
      "caffenet": Model(network: caffeNet, layer: "pool5"),
      "caffe-ref": Model(network: caffeNet, layer: "pool5"),
      "vgg-vd-16": Model(network: vgg("vgg16_plan"), layer: "pool[4]"),
      "vgg-vd-19": Model(network: vgg("vgg19_plan"), layer: "pool[4]"),
      // Their other layers differ; the convolutions up to here are VGG-16's.
      "vgg-vd-16-atrous": Model(network: vgg("vgg16_plan"), layer: "pool[4]", hasFigures: false),
      "faster-rcnn-vggvd-pascal": Model(network: vgg("vgg16_plan"), layer: "unit[12]", hasFigures: false),
      "ssd-pascal-vggvd-300": Model(network: vgg("vgg16_plan"), layer: "unit[9]", hasFigures: false),
      "ssd-pascal-vggvd-512": Model(network: vgg("vgg16_plan"), layer: "unit[9]", hasFigures: false),
      "googlenet": Model(network: "googlenet", layer: "module5b"),
      "inception-v3": Model(network: "inception_v3", layer: "mixed7", pool: 8),
      "mcn-mobilenet": Model(network: "mobilenet_v1", layer: "head"),
      // Its report has 1.4 times the work and memory of the network with these parameters.
      "mcn-mobilenet-v2": Model(network: "mobilenet_v2", layer: "head", hasFigures: false),
      "SENet": Model(network: "senet154", layer: "stage[3]"),
      "squeezenet1-0": Model(network: "squeezenet1_0", layer: "fire9"),
      "squeezenet1-1": Model(network: "squeezenet1_1", layer: "fire9"),
    ]
    for depth in ["121", "161", "169", "201"] {
      models["densenet\(depth)"] = Model(network: "densenet\(depth)", layer: "head.relu", pool: 7)
    }
    for network in ["resnet18", "resnet34", "resnet50"] {
      models[network] = Model(network: network, layer: "stage[3]")
    }
    for depth in ["50", "101", "152"] {
      models["resnet-\(depth)"] = Model(network: "resnet\(depth)_v1", layer: "stage[3]")
      models["SE-ResNet-\(depth)"] = Model(network: "se_resnet\(depth)", layer: "stage[3]")
    }
    for form in ["50-32x4d", "101-32x4d", "101-64x4d"] {
      let name = form.replacing("-", with: "_")
      models["resnext-\(form)"] = Model(network: "resnext\(name)", layer: "stage[3]")
      if form != "101-64x4d" {
        models["SE-ResNeXt-\(form)"] = Model(network: "se_resnext\(name)", layer: "stage[3]")
      }
    }
    for scale in ["8", "16", "32"] {
      models["pascal-fcn\(scale)s"] = Model(network: "fcn_\(scale)s", layer: "score_fr")
    }
    return models
  }()

  /// AlexNet as Caffe has it: pooling that rounds up.
  private static let caffeNet = """
    network caffenet {
        input image: [3, 224, 224]
        conv(96, kernel: 11, stride: 4) -> relu -> max_pool(3, stride: 2, ceil: true) -> local_response_norm(5)
        conv(256, kernel: 5, padding: 2, groups: 2) -> relu -> max_pool(3, stride: 2, ceil: true)
        local_response_norm(5)
        conv(384, kernel: 3, padding: 1) -> relu
        conv(384, kernel: 3, padding: 1, groups: 2) -> relu
        conv(256, kernel: 3, padding: 1, groups: 2) -> relu
        pool5: max_pool(3, stride: 2, ceil: true)
    }
    """

  /// VGG as Caffe has it: pooling that rounds up.
  private static func vgg(_ plan: String) -> String {
    """
    import "vgg.arch"
    network caffe_vgg {
        input image: [3, 224, 224]
        for widths in \(plan) {
            for width in widths { unit: vgg_conv(width, kernel: 3, norm: false) }
            pool: max_pool(2, ceil: true)
        }
    }
    """
  }

  /// Models of the reports without a network here, with the rows that they have.
  private static let absent: [String: (rows: Int, reason: String)] = [
    "vgg-f": (6, "not among ours"), "vgg-m": (6, "not among ours"), "vgg-m-128": (6, "not among ours"),
    "vgg-m-1024": (6, "not among ours"), "vgg-m-2048": (6, "not among ours"), "vgg-s": (6, "not among ours"),
    "multipose-coco": (6, "not among ours"), "multipose-mpi": (6, "not among ours"),
    "ssd-pascal-mobilenet-ft": (6, "not among ours"),
    "rfcn-res50-pascal": (6, "the last stage is dilated"),
    "rfcn-res101-pascal": (6, "the last stage is dilated"),
    "deeplab-res101-v2": (6, "several scales and dilated stages"), "deeplab-vggvd-v2": (6, "dilated stages"),
    "SE-BN-Inception": (1, "where its gates stand is not published with the report"),
  ]

  @Test func everyReport() throws {
    let comparison = Comparison()
    var absences: [String: Int] = [:]
    var sizes = 0
    var natives: Set<String> = []
    for row in try Reference.rows("layers-convnet-burden-feature-sizes.csv") {
      let name = try #require(row["model"])
      if Self.absent[name] != nil {
        absences[name, default: 0] += 1
        continue
      }
      let model = try #require(Self.models[name], "\(name): no network, and no reason")
      let image = [3] + (row["input_hw"] ?? "").split(separator: "x").compactMap { Int($0) }
      let isText = model.network.contains("network ")
      let network =
        try isText ? Figures(text: model.network, image: image) : Figures(model.network, image: image)
      let key = "\(name) at \(row["input_hw"] ?? "")"
      let map = network.graph.nodes[try #require(network.layers(model.layer).last, "\(name)")].shape
      let pooled = Shape([map[0]] + map.spatial.map { $0 / model.pool })
      comparison.expect(key, Figures.mapSize(pooled), prints: row["feature_hxwxc"] ?? "")
      sizes += 1
      guard model.hasFigures else { continue }
      let burden = Burden(network, upTo: model.layer, countsResponseNorm: !name.contains("alex"))
      comparison.expect("\(key) work", burden.work, inUnitsOf: row["flops_batch128(MAC=1)"] ?? "")
      comparison.expect("\(key) memory", burden.memory, inUnitsOf: row["feature_memory_batch128"] ?? "")
      if !isText, natives.insert(name).inserted {
        try comparison.expect(
          "\(name) parameters", Self.memory(name, model.network), inUnitsOf: row["model_params_mem"] ?? "")
      }
    }
    #expect(absences == Self.absent.mapValues(\.rows))
    #expect(sizes == 300 - Self.absent.values.reduce(0) { $0 + $1.rows })
    comparison.finish(634)
  }

  /// Parameters and statistics of batch norms, in bytes; the report of GoogLeNet has its auxiliary classifiers.
  private static func memory(_ name: String, _ network: String) throws -> Int {
    let figures = try name == "googlenet" ? Figures(network, ["auxiliary": "true"]) : Figures(network)
    return 4 * (figures.parameters + figures.analysis.totals.buffers)
  }
}

/// The rules of convnet-burden, for 128 images.
private struct Burden {
  /// The operations.
  ///
  /// One for a multiply-add, a bias and an element of a sum or product, two for a ReLU, four for a sigmoid, twice the
  /// square of its stride for an element of pooling, three for one of response norm. Batch norms are merged.
  var work = 0
  /// All outputs but those in place: ReLU, dropout, and gates, which are applied as they are added.
  var memory = 0

  init(_ network: Figures, upTo layer: String, countsResponseNorm: Bool) {
    let end = network.layers(layer).last ?? 0
    for (id, node) in network.graph.nodes.enumerated().prefix(end + 1) {
      let elements = node.shape.elementCount ?? 0
      switch node.op {
      case is InputLayer, is Dropout, is Flatten: continue
      case is Conv, is DepthwiseConv, is Dense:
        work += network.analysis.layers[id].work[.multiplyAdds] + network.analysis.layers[id].work[.additions]
      case is ReLU, is ReLU6:
        work += 2 * elements
        continue
      case is Multiply:
        work += elements
        continue
      case is Add: work += elements
      case is Sigmoid: work += 4 * elements
      case is GlobalAvgPool: work += node.inputShapes[0].elementCount ?? 0
      case is MaxPool, is AvgPool:
        let stride = (try? network.window(id))?.stride ?? 1
        work += 2 * elements * stride * stride
      case is LocalResponseNorm:
        if !countsResponseNorm { continue }
        work += 3 * elements
      default: break
      }
      memory += elements
    }
    work *= 128
    memory *= 128 * 4
  }
}

extension Comparison {
  /// Compares with `86 GFLOPs` or `377 MB`, of which a MB is 2^20 bytes.
  fileprivate func expect(_ key: String, _ ours: Int, inUnitsOf published: String) {
    let parts = published.split(separator: " ")
    let scales: [String: Double] = [
      "GFLOPS": 1e9, "TFLOPS": 1e12, "MB": 1_048_576, "GB": 1_073_741_824, "TB": 1_099_511_627_776,
    ]
    let scale = parts.last.flatMap { scales[$0.uppercased()] } ?? .nan
    expect(
      key, NumberText.fixed(Double(ours) / scale, decimals: 0).filter { $0 != "," },
      prints: String(parts.first ?? ""))
  }
}
