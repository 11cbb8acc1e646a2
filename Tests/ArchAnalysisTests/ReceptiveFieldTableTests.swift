import ArchAnalysis
import ArchGraph
import ArchLanguage
import Testing

/// The table of google-research/receptive_field (commit f12ae8e): size, stride and padding at every end point.
///
/// Its networks are TF-slim's, written here in this language: padding is TensorFlow's SAME, and slim's ResNet strides in
/// the last unit of a block, so that the strides at the ends of blocks are twice those of the paper's placement
/// while all sizes are equal. The networks that archcalc ships are compared by size in their own files' claims.
@Suite struct ReceptiveFieldTableTests {
  static let slim = """
    block conv_same(filters, kernel, stride = 1) {
        conv(filters, kernel: kernel, stride: stride, padding: (kernel - 1) / 2, bias: false)
    }

    block unit(width, stride) {
        add {
            branch { conv_same(width, kernel: 1) -> conv_same(width, kernel: 3, stride: stride) -> conv_same(4 * width, kernel: 1) }
            branch {
                if in.channels != 4 * width { conv(4 * width, kernel: 1, stride: stride, bias: false) }
                else if stride != 1 { max_pool(1, stride: stride) }
            }
        }
    }

    network resnet_v1(depths, size) {
        input image: [3, size, size]
        conv_same(64, kernel: 7, stride: 2) -> max_pool(3, stride: 2, padding: same)
        for i, depth in depths {
            stage: repeat depth as j { unit(64 * 2 ^ i, stride: if i < 3 and j == depth - 1 then 2 else 1) }
        }
    }
    network resnet_v1_50(size) = resnet_v1([3, 4, 6, 3], size)
    network resnet_v1_101(size) = resnet_v1([3, 4, 23, 3], size)
    network resnet_v1_152(size) = resnet_v1([3, 8, 36, 3], size)
    network resnet_v1_200(size) = resnet_v1([3, 24, 36, 3], size)

    network alexnet_v2(size) {
        input image: [3, size, size]
        conv1: conv(64, kernel: 11, stride: 4)
        pool1: max_pool(3, stride: 2)
        conv2: conv(192, kernel: 5, padding: same)
        pool2: max_pool(3, stride: 2)
        conv3: conv(384, kernel: 3, padding: same)
        conv4: conv(384, kernel: 3, padding: same)
        conv5: conv(256, kernel: 3, padding: same)
        pool5: max_pool(3, stride: 2)
    }

    block vgg_stage(depth, width) { repeat depth { layer: conv(width, kernel: 3, padding: same) } }
    network vgg(depths, size) {
        input image: [3, size, size]
        for i, depth in depths {
            part: vgg_stage(depth, width: [64, 128, 256, 512, 512][i])
            pool: max_pool(2)
        }
    }
    network vgg_16(size) = vgg([2, 2, 3, 3, 3], size)
    network vgg_a(size) = vgg([1, 1, 2, 2, 2], size)

    network mobilenet_v1(size) {
        input image: [3, size, size]
        stem: conv(32, kernel: 3, stride: 2, padding: same)
        for stride in [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1] {
            pair: separable_conv(8, kernel: 3, stride: stride, padding: same)
        }
    }
    """

  /// The path in the networks above of an end point of the table.
  static func path(_ model: String, _ endpoint: String) -> String? {
    let name = endpoint.split(separator: "/").last.map(String.init) ?? endpoint
    if model.hasPrefix("resnet"), let block = Int(name.dropFirst(5)) { return "stage[\(block - 1)]" }
    if model.hasPrefix("vgg"), name.hasPrefix("pool"), let pool = Int(name.dropFirst(4)) {
      return "pool[\(pool - 1)]"
    }
    if model.hasPrefix("vgg") {
      let numbers = name.dropFirst(4).split(separator: "_").compactMap { Int($0) }
      return numbers.count == 2 ? "part[\(numbers[0] - 1)].layer|\(numbers[1] - 1)" : nil
    }
    if model == "mobilenet_v1" {
      let numbers = name.split(separator: "_").compactMap { Int($0) }
      guard let number = numbers.first else { return nil }
      return number == 0 ? "stem" : "pair[\(number - 1)]"
    }
    return name
  }

  static let models = [
    "alexnet_v2", "vgg_16", "vgg_a", "resnet_v1_50", "resnet_v1_101", "resnet_v1_152", "resnet_v1_200",
    "mobilenet_v1",
  ]

  @Test(.enabled(if: Reference.isThere, "the reference tables are not here"), arguments: models)
  func agreesAtEveryEndPoint(model: String) throws {
    var compared = 0
    let rows = try Reference.rows("receptive-fields.csv").filter { $0["model"] == model }
    for size in ["", "224", "321"] {
      let graph = try expand(
        Self.slim, model, settings: Settings(values: [("size", size.isEmpty ? "224" : size)]))
      let fields = ReceptiveFields(of: graph, from: 0, isOpen: size.isEmpty)
      for row in rows where row["input_resolution"] == size {
        let endpoint = try #require(row["endpoint"])
        let path = try #require(Self.path(model, endpoint))
        let parts = path.split(separator: "|").map(String.init)
        let candidates = [path, parts[0], parts.count > 1 ? "\(parts[0])[\(parts[1])]" : path]
        let node = try #require(candidates.reversed().lazy.compactMap { graph.last($0) }.first, "\(endpoint)")
        let field = try #require(fields.fields[node]?.square, "\(endpoint)")
        let note: Comment = "\(endpoint) at \(size.isEmpty ? "unknown" : size)"
        #expect(field.size == row["rf"].flatMap { Int($0) }, note)
        #expect(field.stride == row["effective_stride"].flatMap { Double($0) }, note)
        #expect(field.padding == row["effective_padding"].flatMap { Int($0) }, note)
        compared += 1
      }
    }
    #expect(compared == rows.count && compared > 0)
  }

  /// The table's headline figures, for a clone without the tables.
  @Test(arguments: [
    ("alexnet_v2", "pool5", 195, 32.0, 64), ("vgg_16", "pool[4]", 212, 32, 90),
    ("resnet_v1_50", "stage[3]", 483, 32, 239), ("resnet_v1_101", "stage[3]", 1027, 32, 511),
    ("resnet_v1_152", "stage[3]", 1507, 32, 751), ("mobilenet_v1", "pair[12]", 315, 32, 126),
  ]) func agreesWithTheHeadlines(model: String, path: String, size: Int, stride: Double, padding: Int) throws
  {
    let graph = try expand(Self.slim, model, settings: Settings(values: [("size", "224")]))
    let node = try #require(graph.last(path))
    let field = try #require(ReceptiveFields(of: graph, from: 0).fields[node]?.square)
    #expect(field.size == size)
    #expect(field.stride == stride)
    #expect(field.padding == padding)
  }
}
