import ArchCalc
import Testing

/// The table of google-research/receptive_field (commit f12ae8e): size, stride and padding at every end point.
///
/// They are for an image of unknown size, of 224 x 224 and of 321 x 321. The column of operations counts other operators
/// too, by the rules of TensorFlow's profiler, and is not compared. The networks are TF-slim's. The Inceptions and
/// MobileNets are those that archcalc ships; the others are ``SlimNetworks``. Pre-activation changes no window, so that
/// version 2 of ResNet is version 1 here.
@Suite struct ReferenceFieldTests {
  /// The path of an end point of the table.
  static func path(_ model: String, _ endpoint: String) -> String {
    let name = endpoint.split(separator: "/").last.map(String.init) ?? endpoint
    let numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
    if model.hasPrefix("resnet") { return "stage[\(numbers[0] - 1)]" }
    if model.hasPrefix("vgg"), name.hasPrefix("pool") { return "pool[\(numbers[0] - 1)]" }
    if model.hasPrefix("vgg") { return "part[\(numbers[0] - 1)].layer|\(numbers[1] - 1)" }
    if model.hasPrefix("mobilenet") {
      // `Conv2d_3_pointwise`: the first number is the operator's.
      return numbers[1] == 0 ? "stem" : "unit[\(numbers[1] - 1)]"
    }
    if model == "inception_resnet_v2-same" || !model.hasPrefix("inception") { return name }
    if model.hasPrefix("inception_v2"), let part = partsOfInceptionV2[name] { return part }
    if let part = partsOfStem[name] { return part }
    if name == "PreAuxLogits" { return "units17" }
    // `Mixed_6c` is the second of the modules after `Mixed_6a`, where a label has them all.
    let place = String(name.dropFirst("Mixed_".count))
    let stage = place.prefix(1)
    let blocks = ["inception_v3": "inception_", "inception_v4": "inception4_"]
    if let block = blocks[model], place.last != "a", let letter = place.last?.asciiValue {
      let index = Int(letter) - Int(UInt8(ascii: "b"))
      return "mixed\(stage).\(block)\(["5": "a", "6": "b", "7": "c"][stage] ?? "")[\(index)]"
    }
    return model == "inception_v4" && ["3a", "4a", "5a"].contains(place)
      ? "entry.mixed\(place)" : "mixed\(place)"
  }

  private static let partsOfInceptionV2 = [
    "Conv2d_1a_7x7": "conv1", "MaxPool_2a_3x3": "pool1", "Conv2d_2b_1x1": "conv2.relu",
    "Conv2d_2c_3x3": "conv2", "MaxPool_3a_3x3": "pool2",
  ]

  private static let partsOfStem = [
    "Conv2d_1a_3x3": "entry.conv_bn_relu[0]", "Conv2d_2a_3x3": "entry.conv_bn_relu[1]",
    "Conv2d_2b_3x3": "entry.conv_bn_relu[2]", "MaxPool_3a_3x3": "entry.max_pool[0]",
    "Conv2d_3b_1x1": "entry.conv_bn_relu[3]", "Conv2d_4a_3x3": "entry.conv_bn_relu[4]",
    "MaxPool_5a_3x3": "entry.max_pool[1]", "Conv2d_7b_1x1": "conv7b",
  ]

  /// The network of a model for an image of some size: one that archcalc ships, or one of those above.
  private static func graph(_ model: String, _ size: Int) throws -> Graph {
    let image = [3, size, size]
    switch model {
    case "inception_v2", "inception_v3", "inception_v4", "inception_resnet_v2":
      return try Figures(model, image: image).graph
    case "inception_v2-no-separable-conv":
      return try Figures("inception_v2", ["separable": "false"], image: image).graph
    case "mobilenet_v1": return try Figures(model, image: image).graph
    case "mobilenet_v1_075": return try Figures("mobilenet_v1", ["width": "0.75"], image: image).graph
    default:
      let program = Program(
        SourceText(name: "slim", text: SlimNetworks.text), catalogue: .standard, imports: NoImports())
      let name =
        model.hasPrefix("resnet_v2") ? model.replacing("v2", with: "v1") : model.replacing("-", with: "_")
      return try program.expand(name, settings: Settings(values: [("size", "\(size)")])).graph
    }
  }

  /// Each model with the end points that the table has of it, for three sizes.
  static let models = [
    ("alexnet_v2", 7), ("vgg_16", 13), ("vgg_a", 13), ("resnet_v1_50", 4), ("resnet_v1_101", 4),
    ("resnet_v1_152", 4), ("resnet_v1_200", 4), ("resnet_v2_50", 4), ("resnet_v2_101", 4),
    ("resnet_v2_152", 4), ("resnet_v2_200", 4), ("inception_v2", 15),
    ("inception_v2-no-separable-conv", 15), ("inception_v3", 18), ("inception_v4", 22),
    ("inception_resnet_v2", 12), ("inception_resnet_v2-same", 12), ("mobilenet_v1", 14),
    ("mobilenet_v1_075", 14),
  ]

  @Test(.withReference) func everyModelIsListed() throws {
    let rows = try Reference.rows("receptive-fields.csv")
    #expect(Set(rows.compactMap { $0["model"] }) == Set(Self.models.map(\.0)))
    #expect(rows.count == 3 * Self.models.reduce(0) { $0 + $1.1 })
  }

  @Test(.withReference, arguments: models)
  func agreesAtEveryEndPoint(model: String, endpoints: Int) throws {
    let rows = try Reference.rows("receptive-fields.csv").filter { $0["model"] == model }
    var compared = 0
    for size in ["", "224", "321"] {
      let graph = try Self.graph(model, Int(size) ?? 224)
      let fields = ReceptiveFields(of: graph, from: 0, isOpen: size.isEmpty)
      for row in rows where row["input_resolution"] == size {
        let endpoint = try #require(row["endpoint"])
        let parts = Self.path(model, endpoint).split(separator: "|").map(String.init)
        let candidates = parts.count > 1 ? ["\(parts[0])[\(parts[1])]", parts[0]] : parts
        let node = try #require(candidates.lazy.compactMap { graph.last($0) }.first, "\(endpoint): \(parts)")
        let field = try #require(fields.fields[node]?.square, "\(endpoint)")
        let note: Comment = "\(endpoint) at \(size.isEmpty ? "unknown" : size)"
        #expect(field.size == row["rf"].flatMap { Int($0) }, note)
        #expect(field.stride == row["effective_stride"].flatMap { Double($0) }, note)
        #expect(field.padding == row["effective_padding"].flatMap { Int($0) }, note)
        compared += 1
      }
    }
    #expect(compared == rows.count && compared == 3 * endpoints)
  }

  /// The table's headline figures, for a clone without the tables.
  @Test(arguments: [
    ("alexnet_v2", "pool5", 195, 32.0, 64), ("vgg_16", "pool5", 212, 32, 90),
    ("resnet_v1_50", "block4", 483, 32, 239), ("resnet_v1_101", "block4", 1027, 32, 511),
    ("resnet_v1_152", "block4", 1507, 32, 751), ("mobilenet_v1", "Conv2d_13_pointwise", 315, 32, 126),
    ("inception_v2", "Mixed_5c", 699, 32, 318), ("inception_v3", "Mixed_7c", 1311, 32, 618),
    ("inception_v4", "Mixed_7d", 2071, 32, 998), ("inception_resnet_v2", "Conv2d_7b_1x1", 3039, 32, 1482),
  ]) func agreesWithTheHeadlines(model: String, point: String, size: Int, stride: Double, padding: Int) throws
  {
    let graph = try Self.graph(model, 224)
    let node = try #require(graph.last(Self.path(model, point)))
    let field = try #require(ReceptiveFields(of: graph, from: 0).fields[node]?.square)
    #expect(field.size == size)
    #expect(field.stride == stride)
    #expect(field.padding == padding)
  }

  // MARK: Other papers

  private static func field(_ figures: Figures, _ path: String) throws -> (
    size: Int?, stride: Double?, padding: Int?
  ) {
    let node = try #require(figures.graph.last(path), "\(path)")
    return try #require(ReceptiveFields(of: figures.graph, from: 0).fields[node]?.square, "\(path)")
  }

  /// A further convolution of 3 x 3 on a layer, as a region proposal network has it.
  private static func proposals(_ figures: Figures, _ path: String) throws -> (
    size: Int?, stride: Double?, padding: Int?
  ) {
    var found = try field(figures, path)
    if let size = found.size, let stride = found.stride { found.size = size + 2 * Int(stride) }
    return found
  }

  private static func stacked(_ depth: Int) throws -> Figures {
    try Figures(
      text:
        "network stack {\n    input image: [3, 32, 32]\n    last: repeat \(depth) { conv(8, kernel: 3) }\n}\n"
    )
  }

  private static func field(ofNetwork network: String) throws -> (size: Int?, stride: Double?, padding: Int?)?
  {
    switch network {
    case "ZF + RPN": try proposals(Figures("zfnet"), "conv5")
    case "VGG-16 + RPN": try proposals(Figures("vgg16"), "features.unit[12]")
    case "FCN-AlexNet": try field(Figures(text: FullyConvolutional.alexNet), "score")
    case "FCN-VGG16": try field(Figures("fcn_32s"), "score_fr")
    case "FCN-GoogLeNet": try field(Figures(text: FullyConvolutional.googLeNet), "score")
    case "DeepFace": try field(Figures("deepface"), "l6")
    case "Keras InceptionV3": try field(Figures("inception_v3"), "mixed7.inception_c[0]")
    case "Inception-ResNet-v2": try field(Figures("inception_resnet_v2"), "conv7b")
    case "ResNet-50 v1.5 (stride in 3x3)": try field(Figures("resnet50"), "stage[3]")
    default: nil
    }
  }

  /// `receptive-fields-extra.csv`.
  @Test(.withReference) func otherPapers() throws {
    let comparison = Comparison([
      "DeepFace L6 size": ("73", "kernels of 11, 3, 9, 9, 7, 5 with strides of 1, 2, 1, 1, 2, 1")
    ])
    // DeepLab's field of view is an extent of one kernel, in round numbers, and no receptive field.
    var absent = ["DeepLab-CRF-7x7", "DeepLab-CRF", "DeepLab-CRF-4x4", "DeepLab-CRF-LargeFOV"][...]
    var recalled = 0
    for row in try Reference.rows("receptive-fields-extra.csv") {
      let network = try #require(row["network"])
      let point = row["point"] ?? ""
      if row["seen_in_store"] != "yes" {
        recalled += 1
        continue
      }
      if absent.first == network {
        absent.removeFirst()
        continue
      }
      let depth = Int(point.prefix(1)) ?? 0
      let found = try #require(
        network == "VGG block"
          ? try Self.field(Self.stacked(depth), "last") : try Self.field(ofNetwork: network),
        "\(network)")
      let key = "\(network) \(point)"
      comparison.expect("\(key) size", found.size ?? 0, prints: row["rf_published"] ?? "")
      if let stride = row["stride"], !stride.isEmpty {
        comparison.expect("\(key) stride", Int(found.stride ?? 0), prints: stride)
      }
      if let padding = row["padding"], !padding.isEmpty {
        comparison.expect("\(key) padding", found.padding ?? 0, prints: padding)
      }
      // The centre of the field of the feature at [0, 2].
      if network == "Inception-ResNet-v2", let size = found.size, let padding = found.padding {
        let centre = (size - 1) / 2 - padding
        #expect(row["note"] == "input centre = [\(centre),\(centre + 2 * 32)]")
      }
    }
    #expect(absent.isEmpty && recalled == 1)
    comparison.finish(11 + 11 + 2)
    // The sizes that are computed beside the last row.
    #expect(try Self.field(Figures("resnet101"), "stage[3]").size == 971)
    #expect(try Self.field(Figures("resnet152"), "stage[3]").size == 1451)
  }
}

extension Graph {
  /// The last layer at a path or in a part with that path.
  fileprivate func last(_ path: String) -> Node.ID? {
    nodes.indices.last {
      let own = self.path(of: $0)
      return own == path || own.hasPrefix(path + ".")
    }
  }
}

extension ReceptiveField {
  /// Size, stride and padding where both axes agree.
  fileprivate var square: (size: Int?, stride: Double?, padding: Int?)? {
    guard case .axes(let axes) = self, let first = axes.first, axes.allSatisfy({ $0 == first }) else {
      return nil
    }
    return (first.size, first.strideValue, first.offset.map { -$0 })
  }
}
