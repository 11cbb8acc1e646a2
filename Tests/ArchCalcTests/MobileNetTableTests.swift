import ArchCalc
import Testing

/// The tables of the MobileNet papers.
@Suite(.withReference) struct MobileNetTableTests {
  /// Table 1: kind, stride, filters and input of every layer.
  @Test func layersOfTheFirst() throws {
    let network = try Figures("mobilenet_v1")
    let graph = network.graph
    var layers: [(kind: String, stride: String, filter: String, input: String)] = []
    for id in graph.nodes.indices {
      let node = graph.nodes[id]
      guard let shape = node.inputShapes.first else { continue }
      let input = Figures.mapSize(shape)
      let stride = "s\(try network.window(id)?.stride ?? 1)"
      switch node.op {
      case let op as Conv:
        let kernel = try network.window(id)?.kernel ?? 0
        layers.append(("Conv", stride, "\(kernel)x\(kernel)x\(shape[0])x\(op.filters)", input))
      case is DepthwiseConv:
        let kernel = try network.window(id)?.kernel ?? 0
        layers.append(("Conv dw", stride, "\(kernel)x\(kernel)x\(shape[0]) dw", input))
      case is GlobalAvgPool: layers.append(("Avg Pool", stride, "Pool \(shape[1])x\(shape[2])", input))
      case is Dense: layers.append(("FC", stride, "\(shape[0])x\(node.shape[0])", input))
      case is Softmax: layers.append(("Softmax", stride, "Classifier", input))
      default: break
      }
    }
    // A line of the table that stands for five pairs is five lines.
    var rows: [[String: String]] = []
    for row in try Reference.rows("layers-mobilenet-v1-table1.csv") {
      guard let type = row["type"], type.hasPrefix("5x ") else {
        rows.append(row)
        continue
      }
      var single = row
      single["type"] = String(type.dropFirst(3))
      rows.append(single)
      if single["type"] == "Conv" { for _ in 0..<4 { rows += rows.suffix(2) } }
    }
    let comparison = Comparison([
      "25 stride": ("s1", "the maps before and after it are both 7 x 7")
    ])
    #expect(rows.count == layers.count)
    for (index, (row, layer)) in zip(rows, layers).enumerated() {
      comparison.expect("\(index) kind", layer.kind, prints: row["type"] ?? "")
      comparison.expect("\(index) stride", layer.stride, prints: row["stride"] ?? "")
      comparison.expect("\(index) filter", layer.filter, prints: row["filter_shape"] ?? "")
      comparison.expect("\(index) input", layer.input, prints: row["input_size"] ?? "")
    }
    comparison.finish(30 * 4)
  }

  /// Table 3's layer, 512 maps of 14 x 14 to 512, as it is changed row by row.
  private static func table3(_ row: String) throws -> Figures {
    let channels = row == "alpha=0.75" || row == "rho=0.714" ? 384 : 512
    let size = row == "rho=0.714" ? 10 : 14
    let layer = row == "Convolution" ? "conv" : "separable_conv"
    return try Figures(
      text: """
        network one {
            input maps: [\(channels), \(size), \(size)]
            \(layer)(\(channels), kernel: 3, padding: 1, bias: false)
        }
        """)
  }

  private static func network(_ table: String, _ row: String) throws -> Figures? {
    switch (table, row) {
    case ("Table3", _): return try table3(row)
    case (_, "Conv MobileNet"): return try Figures("mobilenet_v1_full")
    case (_, "MobileNet"): return try Figures("mobilenet_v1")
    case (_, "0.75 MobileNet"): return try Figures("mobilenet_v1", ["width": "0.75"])
    case (_, "Shallow MobileNet"): return try Figures("mobilenet_v1_shallow")
    case (_, "GoogleNet"): return try Figures("googlenet")
    case (_, "VGG 16"): return try Figures("vgg16")
    case (_, "Squeezenet"): return try Figures("squeezenet1_0")
    case (_, "AlexNet"): return try Figures("alexnet")
    default:
      // `0.75 MobileNet-224` and `MobileNet_v1_0.75_224`.
      let numbers = row.split { $0 == " " || $0 == "-" || $0 == "_" }.filter { $0.first?.isNumber == true }
      guard row.contains("MobileNet"), numbers.count == 2 else { return nil }
      return try Figures("mobilenet_v1", ["width": String(numbers[0]), "resolution": String(numbers[1])])
    }
  }

  /// Tables 2 to 9, and TensorFlow-Slim's table of all widths and resolutions.
  @Test func tablesOfTheFirst() throws {
    let slim = "tf-slim mobilenet_v1.md MobileNet_v1"
    let statistic = "as if one statistic of each batch norm were a parameter; the paper has 4.2 M and 1.3 M"
    let low = "Slim's figures for this width are 2.6 % too low; the paper has 325 M at 224"
    var differences: Comparison.Differences = [
      "Table2 Conv 3x3 work": ("1.91%", "10,838,016 of 568,740,352; the digits are the wrong way round"),
      "Table4 Conv MobileNet work": ("4867M", "without the classifier's 1,024,000 it is 4866 M"),
      "Table7 1.0 MobileNet-160 work": ("291M", "290,675,200, cut off"),
      "Table8 GoogleNet work": ("1583M", "1,582,671,872 by its own table's filters"),
      "Table8 GoogleNet parameters": ("7.0M", "6.8 M are the sum of a table whose K is 1024"),
      "Table8 VGG 16 work": ("15470M", "its convolutions alone have 15,346,630,656"),
      "Table9 0.50 MobileNet-160 work": ("77M", "76,524,800, cut off"),
      "Table9 0.50 MobileNet-160 parameters": ("1.33M", "1,320,648 without batch norms"),
      "Table9 Squeezenet work": ("819M", "1700 M count a multiply-add as two"),
      "Table9 AlexNet work": ("724M", "724,406,816 at two digits"),
      "Table9 AlexNet parameters": ("61M", "60,965,224, cut off"),
      "\(slim)_0.5_224 work": ("149M", "149,497,088; the paper has 149 M"),
      "\(slim)_0.25_192 work": ("30M", "30,212,608; the neighbours fit"),
    ]
    for (size, ours) in [(224, "325M"), (192, "239M"), (160, "166M"), (128, "107M")] {
      differences["\(slim)_0.75_\(size) work"] = (ours, low)
      differences["\(slim)_1.0_\(size) parameters"] = ("4.23M", statistic)
      differences["\(slim)_0.5_\(size) parameters"] = ("1.33M", statistic)
    }
    let comparison = Comparison(differences)
    for row in try Reference.rows("layers-mobilenet-v1-tables.csv") {
      let table = try #require(row["table"])
      let name = try #require(row["row"])
      let key = "\(table) \(name)"
      let printed = (work: row["mult_adds_published"] ?? "", parameters: row["params_published"] ?? "")
      if table == "Table2" {
        let share = try Self.share(name)
        comparison.expect("\(key) work", Printed.like(printed.work, share.work), prints: printed.work)
        comparison.expect(
          "\(key) parameters", Printed.like(printed.parameters, share.parameters), prints: printed.parameters)
        continue
      }
      let network = try #require(try Self.network(table, name), "\(name)")
      comparison.expect("\(key) work", network.multiplyAdds, prints: printed.work)
      comparison.expect("\(key) parameters", network.parameters, prints: printed.parameters)
    }
    comparison.finish(42 * 2)
  }

  /// A kind of layer's share of work and of parameters, of which Table 2 counts the weights.
  private static func share(_ kind: String) throws -> (work: Double, parameters: Double) {
    let network = try Figures("mobilenet_v1")
    var work = 0
    var parameters = 0
    var all = 0
    for (id, node) in network.graph.nodes.enumerated() {
      var own = ""
      if node.op is Conv { own = try network.window(id)?.kernel == 1 ? "Conv 1x1" : "Conv 3x3" }
      if node.op is DepthwiseConv { own = "Conv DW 3x3" }
      if node.op is Dense { own = "Fully Connected" }
      if own.isEmpty { continue }
      let weights = network.analysis.layers[id].parameters - network.biases(network.path(id))
      all += weights
      guard own == kind else { continue }
      work += network.analysis.layers[id].multiplyAdds
      parameters += weights
    }
    return (Double(work) / Double(network.multiplyAdds), Double(parameters) / Double(all))
  }

  /// MobileNet v3 with the multiplier of the paper's code.
  ///
  /// The last layers keep their features, and a unit widens what enters it by the ratio of the full network. torchvision,
  /// and so `mobilenet_v3`, scales them all by themselves.
  private static func third(_ size: String, last: Int, width: Double) throws -> Figures {
    try Figures(
      text: """
        import "mobilenet_v3.arch"
        import "mobilenet_v2.arch"
        network third {
            input image: [3, 224, 224]
            conv_bn_act(round_to(16 * \(width), 8), kernel: 3, stride: 2, act: hard_swish)
            for i, row in mobilenet_v3_\(size)_plan {
                let entering = if i == 0 then 16 else mobilenet_v3_\(size)_plan[i - 1][2]
                let inner = round_to(it.channels * row[1] / (1.0 * entering), 8)
                inverted_residual(
                    inner,
                    round_to(row[2] * \(width), 8),
                    kernel: row[0],
                    stride: row[5],
                    act: row[4],
                    squeeze: if row[3] then round_to(inner / 4, 8) else 0,
                    gate: hard_sigmoid,
                )
            }
            conv_bn_act(6 * it.channels, kernel: 1, act: hard_swish)
            global_avg_pool -> dense(\(last)) -> hard_swish -> dense(1000)
        }
        """)
  }

  /// The network of a row of the second and third paper; nil for those that are not described.
  private static func network(_ row: String) throws -> Figures? {
    switch row {
    case "MobileNetV1": try Figures("mobilenet_v1")
    case "ShuffleNet (1.5)": try Figures("shufflenet_v1", ["filters": "360"])
    case "ShuffleNet (x2)": try Figures("shufflenet_v1", ["filters": "480", "start": "48"])
    case "NasNet-A": try Figures("nasnet_a_mobile")
    case "MobileNetV2": try Figures("mobilenet_v2")
    case "MobileNetV2 (1.4)": try Figures("mobilenet_v2_1_4")
    case "YOLOv2 (det)": try Figures("yolo_v2_voc")
    case "V3-Large 1.0": try third("large", last: 1280, width: 1)
    case "V3-Large 0.75": try third("large", last: 1280, width: 0.75)
    case "V3-Small 1.0": try third("small", last: 1024, width: 1)
    case "V3-Small 0.75": try third("small", last: 1024, width: 0.75)
    default: nil
    }
  }

  /// The tables of the second and third paper.
  @Test func tablesOfTheSecondAndThird() throws {
    let comparison = Comparison([
      "MobileNetV1 work": ("569M", "its own paper has 569 M"),
      "MobileNetV2 work": ("301M", "300,774,272, cut off"),
      "MobileNetV2 parameters": ("3.5M", "3,470,760 without batch norms, cut off"),
      "MobileNetV2 (1.4) work": ("582M", "Slim, by the same authors, has 582 M"),
      "MobileNetV2 (1.4) parameters": ("6.1M", "Slim has 6.06 M"),
      "YOLOv2 (det) work": ("14.7B", "17.45 G are `yolo_v2_paper`, whose parameters are more than 50.7 M"),
      "V3-Large 1.0 work": ("217M", "Slim and torchvision have 217 M"),
      "V3-Large 1.0 parameters": ("5.5M", "5,458,632 without batch norms, cut off"),
      "V3-Small 1.0 work": ("57M", "56,510,400, cut off"),
      "V3-Small 0.75 work": ("43M", "43,399,344"),
    ])
    var absent = [
      "MobileNetV2+SSDLite (det, 320)": "no SSDLite among the networks",
      "V3-Small 1.0 (first draft)": "the draft's network is in no table",
      "V3-Small 0.75 (first draft)": "the same",
    ]
    for row in try Reference.rows("layers-mobilenet-v2v3-tables.csv") {
      let name = try #require(row["row"])
      if absent.removeValue(forKey: name) != nil { continue }
      let network = try #require(try Self.network(name), "\(name)")
      comparison.expect("\(name) work", network.multiplyAdds, prints: row["madds_published"] ?? "")
      comparison.expect("\(name) parameters", network.parameters, prints: row["params_published"] ?? "")
    }
    #expect(absent.isEmpty)
    comparison.finish(11 * 2)
    let paper = try Figures("yolo_v2_paper")
    #expect(Printed.like("34.90B", Double(2 * paper.multiplyAdds)) == "34.90B")
    #expect(paper.parameters > 60_000_000)
  }
}
