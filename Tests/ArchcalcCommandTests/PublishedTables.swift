import Foundation

/// The tables of papers and lectures that `docs/tables.md` shows.
extension PublishedTable {
  static let all = lecture + vgg + resnet + mobileNet + [googLeNet, squeezeNet]

  // MARK: Lectures

  private static let lecture: [PublishedTable] = {
    let command = ["lecture_cnn", "--layout", "hwc", "--columns", "layer,output,size,params"]
    let columns: [(String, Reading)] = [("output", shape), ("size", exact), ("params", exact)]
    func rows(_ parameters: [String]) -> [(name: String, printed: [String])] {
      let names = ["image", "conv1", "pool1", "conv2", "pool2", "fc3", "fc4", "fc5"]
      let shapes = ["32x32x3", "28x28x8", "14x14x8", "10x10x16", "5x5x16", "120", "84", "10"]
      let sizes = ["3072", "6272", "1568", "1600", "400", "120", "84", "10"]
      return names.indices.map { (names[$0], [shapes[$0], sizes[$0], parameters[$0]]) }
    }
    let channels = "the filters reach through all channels of their input, and each has a bias"
    let biases = "one bias for each unit, not one for the layer"
    return [
      PublishedTable(
        title: "A lecture's network",
        text: "The table of an often watched lecture on convolutional networks, as it is printed now.",
        command: command, columns: columns,
        rows: rows(["0", "608", "0", "3216", "0", "48120", "10164", "850"]),
        others: []),
      PublishedTable(
        text: "The form in which it was first printed, and still circulates, has other parameters.",
        command: ["lecture_cnn", "--layout", "hwc", "--columns", "layer,operator,output,size,params"],
        columns: columns, rows: rows(["0", "208", "0", "416", "0", "48001", "10081", "841"]),
        others: [],
        slips: [
          Slip(
            row: "conv1", column: "params", right: "608",
            why: "(5 x 5 x 3 + 1) x 8, not (5 x 5 + 1) x 8: \(channels)"),
          Slip(
            row: "conv2", column: "params", right: "3216",
            why: "(5 x 5 x 8 + 1) x 16, not (5 x 5 + 1) x 16: the same"),
          Slip(row: "fc3", column: "params", right: "48120", why: "400 x 120 + 120, not + 1: \(biases)"),
          Slip(row: "fc4", column: "params", right: "10164", why: "120 x 84 + 84: the same"),
          Slip(row: "fc5", column: "params", right: "850", why: "84 x 10 + 10: the same"),
        ]),
      PublishedTable(
        title: "A lecture's comparison",
        text: "Depth, millions of parameters, and size in what is called MB and is MiB or something near it.",
        command: [
          "alexnet", "googlenet", "inception_v3", "vgg16", "resnet18", "resnet50", "--columns",
          "network,depth,params,mb,mib,macs",
        ], key: "network", columns: [("depth", exact), ("params", rounded(1e6)), ("mib", rounded(1))],
        rows: [
          ("alexnet", ["8", "61.0", "227"]), ("googlenet", ["22", "7.0", "27"]),
          ("inception_v3", ["48", "23.9", "89"]), ("vgg16", ["16", "138", "515"]),
          ("resnet18", ["18", "25.6", "96"]), ("resnet50", ["50", "44.6", "167"]),
        ], others: [],
        slips: [
          Slip(row: "alexnet", column: "mib", right: "233", why: "the printed size is MiB / 1.024"),
          Slip(
            row: "inception_v3", column: "params", right: "23.8",
            why: "Keras counts the means of batch norms too"),
          Slip(row: "inception_v3", column: "mib", right: "91", why: "the printed size is MiB / 1.024"),
          Slip(row: "vgg16", column: "mib", right: "528", why: "the printed size is MiB / 1.024"),
          Slip(row: "resnet18", column: "params", right: "11.7", why: "the row of ResNet-50"),
          Slip(row: "resnet18", column: "mib", right: "45", why: "the row of ResNet-50, which has 97.5 MiB"),
          Slip(row: "resnet50", column: "params", right: "25.6", why: "the row of ResNet-101"),
          Slip(
            row: "resnet50", column: "mib", right: "97", why: "the row of ResNet-101, which has 169.9 MiB"),
        ]),
    ]
  }()

  // MARK: VGG

  private static let vgg: [PublishedTable] = {
    /// The paper's words: `conv3-64 conv3-64`, `maxpool`, `FC-4096`.
    let reading: Reading = { computed, _ in
      let text = computed as? String ?? ""
      let words = operators(text).map { word -> String in
        let parts = word.components(separatedBy: ", ")
        if word.hasPrefix("max_pool") { return "maxpool" }
        if word.hasPrefix("local_response_norm") { return "LRN" }
        if word.hasPrefix("dense ") { return "FC-" + word.dropFirst(6) }
        return "conv\(parts[0].prefix(1))-\(parts[1])"
      }
      let times = text.components(separatedBy: "] x ").dropFirst().first.flatMap { Int($0) } ?? 1
      return Array(repeating: words, count: times).flatMap { $0 }.joined(separator: " ")
    }
    func table(_ network: String, _ column: String, _ stages: [[String]]) -> PublishedTable {
      var rows: [(name: String, printed: [String])] = []
      var unit = 0
      for (stage, layers) in stages.enumerated() {
        for run in layers {
          let count = run.split(separator: " ").count
          if run == "LRN" {
            rows.append(("features.local_response_norm", [run]))
            continue
          }
          rows.append(
            (count > 1 ? "features.unit[\(unit)..\(unit + count - 1)]" : "features.unit[\(unit)]", [run]))
          unit += count
        }
        rows.append(("features.pool[\(stage)]", ["maxpool"]))
      }
      rows += [("fc6", ["FC-4096"]), ("fc7", ["FC-4096"]), ("fc8", ["FC-1000"])]
      return PublishedTable(
        title: column == "A" ? "VGG, Table 1" : nil, text: "Column \(column).",
        command: [network, "--group", "--columns", "layer,operator,output"], columns: [("operator", reading)],
        rows: rows)
    }
    func pair(_ width: Int) -> String { "conv3-\(width) conv3-\(width)" }
    func rest(_ runs: (Int) -> [String]) -> [[String]] { [runs(256), runs(512), runs(512)] }
    let narrow = [["conv3-64"], ["conv3-128"]] + rest { [pair($0)] }
    let wide = [[pair(64)], [pair(128)]]
    return [
      table("vgg11", "A", narrow),
      table("vgg11_lrn", "A-LRN", [["conv3-64", "LRN"]] + narrow.dropFirst()),
      table("vgg13", "B", wide + rest { [pair($0)] }),
      table("vgg16_c", "C", wide + rest { [pair($0), "conv1-\($0)"] }),
      table("vgg16", "D", wide + rest { ["\(pair($0)) conv3-\($0)"] }),
      table("vgg19", "E", wide + rest { ["\(pair($0)) \(pair($0))"] }),
      PublishedTable(
        title: "VGG, Table 2",
        text: "Millions of parameters; the number of layers with weights is from Table 1.",
        command: [
          "vgg11", "vgg11_lrn", "vgg13", "vgg16_c", "vgg16", "vgg19", "--columns", "network,depth,params",
          "--numbers",
          "si", "--digits", "3",
        ], key: "network", columns: [("depth", exact), ("params", rounded(1e6))],
        rows: [
          ("vgg11", ["11", "133"]), ("vgg11_lrn", ["11", "133"]), ("vgg13", ["13", "133"]),
          ("vgg16_c", ["16", "134"]),
          ("vgg16", ["16", "138"]), ("vgg19", ["19", "144"]),
        ], others: []),
    ]
  }()

  // MARK: ResNet

  private static let resnet: [PublishedTable] = {
    let reading: Reading = { computed, _ in
      switch computed as? String {
      case "max_pool 3x3, stride 2": "3x3 max pool, stride 2"
      case "global_avg_pool": "average pool"
      case "dense 1000": "1000-d fc, softmax"
      case let text: text ?? ""
      }
    }
    func table(_ network: String, _ depth: Int, _ blocks: [String]) -> PublishedTable {
      let sizes = ["56x56", "28x28", "14x14", "7x7"]
      var rows = [
        ("stem.conv", ["7x7, 64, stride 2", "112x112"]),
        ("stem.max_pool", ["3x3 max pool, stride 2", "56x56"]),
      ]
      for (index, block) in blocks.enumerated() { rows.append(("stage[\(index)]", [block, sizes[index]])) }
      rows += [("global_avg_pool", ["average pool", "1x1"]), ("head", ["1000-d fc, softmax", "1x1"])]
      let area: Reading = { computed, _ in
        let extents = computed as? [Int] ?? []
        return extents.count > 1 ? "\(extents[0])x\(extents[1])" : "1x1"
      }
      return PublishedTable(
        title: depth == 18 ? "ResNet, Table 1" : nil,
        text: "\(depth) layers."
          + (depth == 18
            ? " The paper draws the first block of a stage like the others; what it has besides stands below the table."
            : ""),
        command: [network, "--group", "--layout", "hwc", "--columns", "layer,operator,output,params,macs"],
        columns: [("operator", reading), ("output", area)], rows: rows)
    }
    func basic(_ counts: [Int]) -> [String] {
      zip([64, 128, 256, 512], counts).map { "[3x3, \($0); 3x3, \($0)] x \($1)" }
    }
    func bottleneck(_ counts: [Int]) -> [String] {
      zip([64, 128, 256, 512], counts).map { "[1x1, \($0); 3x3, \($0); 1x1, \(4 * $0)] x \($1)" }
    }
    return [
      table("resnet18", 18, basic([2, 2, 2, 2])), table("resnet34", 34, basic([3, 4, 6, 3])),
      table("resnet50_v1", 50, bottleneck([3, 4, 6, 3])),
      table("resnet101_v1", 101, bottleneck([3, 4, 23, 3])),
      table("resnet152_v1", 152, bottleneck([3, 8, 36, 3])),
      PublishedTable(
        text: "Its last line, billions of multiply-adds; the stride is on the first 1 x 1 as in the paper.",
        command: [
          "resnet18", "resnet34", "resnet50_v1", "resnet101_v1", "resnet152_v1", "--columns",
          "network,depth,params,macs",
        ], key: "network", columns: [("depth", exact), ("macs", rounded(1e9))],
        rows: [
          ("resnet18", ["18", "1.8"]), ("resnet34", ["34", "3.6"]), ("resnet50_v1", ["50", "3.8"]),
          ("resnet101_v1", ["101", "7.6"]), ("resnet152_v1", ["152", "11.3"]),
        ], others: [],
        slips: [
          Slip(row: "resnet34", column: "macs", right: "3.7", why: "3,663,761,408, cut off and not rounded"),
          Slip(
            row: "resnet50_v1", column: "macs", right: "3.9", why: "3,857,973,248, cut off and not rounded"),
        ]),
    ]
  }()

  // MARK: MobileNet

  private static let mobileNet: [PublishedTable] = {
    let type: Reading = { computed, _ in
      let text = computed as? String ?? ""
      let stride = text.contains("stride 2") ? "s2" : "s1"
      let name =
        text.hasPrefix("depthwise_conv")
        ? "Conv dw" : text.hasPrefix("conv") ? "Conv" : text.hasPrefix("dense") ? "FC" : "Avg Pool"
      return "\(name) / \(stride)"
    }
    let filter: Reading = { computed, _ in
      let extents = computed as? [Int] ?? []
      let isDepthwise = extents.count == 4 && extents[2] == 1
      return (isDepthwise ? [extents[0], extents[1], extents[3]] : extents).map(String.init).joined(
        separator: "x")
        + (isDepthwise ? " dw" : "")
    }
    let input: Reading = { computed, _ in
      let extents = computed as? [Int] ?? []
      return ((extents.count == 1 ? [1, 1] : []) + extents).map(String.init).joined(separator: "x")
    }
    // Width, stride and size of the map that each unit receives, as printed.
    let units = [
      (64, 1, 112), (128, 2, 112), (128, 1, 56), (256, 2, 56), (256, 1, 28), (512, 2, 28), (512, 1, 14),
      (512, 1, 14),
      (512, 1, 14), (512, 1, 14), (512, 1, 14), (1024, 2, 14), (1024, 2, 7),
    ]
    var rows = [("stem", ["Conv / s2", "3x3x3x32", "224x224x3"])]
    var width = 32
    for (index, unit) in units.enumerated() {
      let size = index == 12 ? unit.2 : unit.2 / unit.1
      rows.append(
        (
          "unit[\(index)].depthwise",
          ["Conv dw / s\(unit.1)", "3x3x\(width) dw", "\(unit.2)x\(unit.2)x\(width)"]
        ))
      rows.append(
        ("unit[\(index)].pointwise", ["Conv / s1", "1x1x\(width)x\(unit.0)", "\(size)x\(size)x\(width)"]))
      width = unit.0
    }
    rows += [
      ("global_avg_pool", ["Avg Pool / s1", "", "7x7x1024"]), ("head", ["FC / s1", "1024x1000", "1x1x1024"]),
    ]
    func multiplier(_ name: String, _ values: [String]) -> [String] {
      values.map { "mobilenet_v1(\(name): \($0))" }
    }
    let totals: [(String, Reading)] = [("macs", rounded(1e6)), ("params", rounded(1e6))]
    let short = ["--columns", "network,macs,params", "--numbers", "si", "--digits", "3"]
    return [
      PublishedTable(
        title: "MobileNet, Table 1",
        text: "The softmax, a line of its own in the paper, stands in the row of the last layer.",
        command: [
          "mobilenet_v1", "--fold-norms", "--layout", "hwc", "--columns", "layer,operator,weights,input",
        ],
        columns: [("operator", type), ("weights", filter), ("input", input)], rows: rows,
        slips: [
          Slip(
            row: "unit[12].depthwise", column: "operator", right: "Conv dw / s1",
            why: "the maps before and behind it are both 7 x 7")
        ]),
      PublishedTable(
        title: "MobileNet, Table 4", text: "Full convolutions against depthwise separable ones, in millions.",
        command: ["mobilenet_v1_full", "mobilenet_v1", "--columns", "network,top1,macs,params"],
        key: "network",
        columns: [("top1", rounded(1, "%")), ("macs", rounded(1e6)), ("params", rounded(1e6))],
        rows: [
          ("mobilenet_v1_full", ["71.7%", "4866", "29.3"]), ("mobilenet_v1", ["70.6%", "569", "4.2"]),
        ],
        others: [],
        slips: [
          Slip(
            row: "mobilenet_v1_full", column: "macs", right: "4867",
            why:
              "4,867,293,184; without the 1,024,000 of the classifier, which the 569 beside it include, 4,866,269,184"
          )
        ]),
      PublishedTable(
        title: "MobileNet, Table 6",
        text: "The width multiplier; the accuracies of the paper are of networks with settings.",
        command: multiplier("width", ["1.0", "0.75", "0.5", "0.25"]) + short, key: "network", columns: totals,
        rows: Array(
          zip(
            multiplier("width", ["1.0", "0.75", "0.5", "0.25"]),
            [["569", "4.2"], ["325", "2.6"], ["149", "1.3"], ["41", "0.5"]])
        ), others: []),
      PublishedTable(
        title: "MobileNet, Table 7", text: "The resolution multiplier.",
        command: multiplier("resolution", ["224", "192", "160", "128"]) + short, key: "network",
        columns: totals,
        rows: Array(
          zip(
            multiplier("resolution", ["224", "192", "160", "128"]),
            [["569", "4.2"], ["418", "4.2"], ["290", "4.2"], ["186", "4.2"]])), others: [],
        slips: [
          Slip(
            row: "mobilenet_v1(resolution: 160)", column: "macs", right: "291",
            why: "290,675,200, cut off and not rounded")
        ]),
    ]
  }()

  // MARK: GoogLeNet and SqueezeNet

  /// The filters of the convolutions of a row, in their order.
  private static let filters: Reading = { computed, _ in
    operators(computed as? String ?? "").compactMap { text in
      let parts = text.components(separatedBy: ", ")
      if text.hasPrefix("dense ") { return String(text.dropFirst(6)) }
      return text.first?.isNumber == true ? parts[1] : nil
    }.joined(separator: " ")
  }

  private static let googLeNet = PublishedTable(
    title: "GoogLeNet, Table 1",
    text: """
      The filters of each module in the order #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj. The paper's K is
      1,024, and it leaves the biases out; its row `conv2` and the pooling behind it are one row here.
      """,
    command: ["googlenet", "--group", "--layout", "hwc", "--columns", "layer,operator,output,params,macs"],
    columns: [
      ("operator", filters), ("output", shape), ("params", rounded(1024, "K")), ("macs", rounded(1e6, "M")),
    ],
    rows: [
      ("conv1.conv", ["64", "112x112x64", "2.7K", "34M"]), ("conv1.max_pool", ["", "56x56x64", "", ""]),
      ("conv2", ["64 192", "28x28x192", "112K", "360M"]),
      ("module3a", ["64 96 128 16 32 32", "28x28x256", "159K", "128M"]),
      ("module3b", ["128 128 192 32 96 64", "28x28x480", "380K", "304M"]),
      ("pool3", ["", "14x14x480", "", ""]),
      ("module4a", ["192 96 208 16 48 64", "14x14x512", "364K", "73M"]),
      ("module4b", ["160 112 224 24 64 64", "14x14x512", "437K", "88M"]),
      ("module4c", ["128 128 256 24 64 64", "14x14x512", "463K", "100M"]),
      ("module4d", ["112 144 288 32 64 64", "14x14x528", "580K", "119M"]),
      ("module4e", ["256 160 320 32 128 128", "14x14x832", "840K", "170M"]),
      ("pool4", ["", "7x7x832", "", ""]),
      ("module5a", ["256 160 320 32 128 128", "7x7x832", "1072K", "54M"]),
      ("module5b", ["384 192 384 48 128 128", "7x7x1024", "1388K", "71M"]),
      ("global_avg_pool", ["", "1024", "", ""]), ("head", ["1000", "1000", "1000K", "1M"]),
    ], others: ["image", "conv1.local_response_norm"],
    slips: [
      Slip(
        row: "conv1.conv", column: "params", right: "9.2K",
        why: "7 x 7 x 3 x 64 + 64; the printed ones fit a separable 7 x 7"),
      Slip(row: "conv1.conv", column: "macs", right: "118M", why: "7 x 7 x 3 x 64 x 112 x 112; the same"),
      Slip(row: "module3a", column: "params", right: "160K", why: "159.5K without biases"),
      Slip(row: "module4a", column: "params", right: "367K", why: "from the filters in the same row"),
      Slip(row: "module4a", column: "macs", right: "74M", why: "73.6M, cut off and not rounded"),
      Slip(row: "module4b", column: "params", right: "439K", why: "438K without biases"),
      Slip(
        row: "module4c", column: "params", right: "498K",
        why: "from the filters in the same row, 497.5K without biases"),
      Slip(row: "module4d", column: "params", right: "591K", why: "from the filters in the same row"),
      Slip(
        row: "module4e", column: "params", right: "848K",
        why: "from the filters in the same row, 847K without biases"),
      Slip(
        row: "module5a", column: "params", right: "1019K",
        why: "from the filters in the same row, 1018K without biases"),
      Slip(row: "module5a", column: "macs", right: "51M", why: "from the filters in the same row"),
      Slip(
        row: "module5b", column: "params", right: "1410K",
        why: "from the filters in the same row, 1409K without biases"),
      Slip(row: "head", column: "params", right: "1001K", why: "1000K without biases"),
    ])

  private static let squeezeNet = PublishedTable(
    title: "SqueezeNet, Table 1",
    text: """
      The filters of each fire module in the order s1x1, e1x1, e3x3, and parameters before pruning. The maps are those of
      an image of 227 x 227, though the paper says 224 x 224; a pooling behind a module is in its row.
      """,
    command: [
      "squeezenet1_0", "--input", "3x227x227", "--group", "--layout", "hwc", "--columns",
      "layer,operator,output,params",
    ], columns: [("operator", filters), ("output", shape), ("params", exactOrNone)],
    rows: [
      ("conv1", ["96", "111x111x96", "14208"]), ("conv1.max_pool", ["", "55x55x96", ""]),
      ("fire2", ["16 64 64", "55x55x128", "11920"]), ("fire3", ["16 64 64", "55x55x128", "12432"]),
      ("fire4", ["32 128 128", "27x27x256", "45344"]), ("fire5", ["32 128 128", "27x27x256", "49440"]),
      ("fire6", ["48 192 192", "27x27x384", "104880"]), ("fire7", ["48 192 192", "27x27x384", "111024"]),
      ("fire8", ["64 256 256", "13x13x512", "188992"]), ("fire9", ["64 256 256", "13x13x512", "197184"]),
      ("conv10", ["1000", "1000", "513000"]),
    ])
}
