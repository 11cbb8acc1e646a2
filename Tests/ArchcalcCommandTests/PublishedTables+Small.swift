import ArchDocuments
import Foundation

/// The tables of MobileNet, GoogLeNet and SqueezeNet.
extension PublishedTable {
  // MARK: MobileNet

  static let mobileNet: [PublishedTable] = {
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
        text: "The softmax, a separate line in the paper, is in the row of the last layer.",
        command: [
          "mobilenet_v1", "--fold-norms", "--layout", "hwc", "--columns", "layer,operator,weights,input",
        ],
        columns: [("operator", type), ("weights", filter), ("input", input)], rows: rows,
        slips: [
          Slip(
            row: "unit[12].depthwise", column: "operator", right: "Conv dw / s1",
            why: "the maps before and after it are both 7 x 7")
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
              "4,867,293,184; without the classifier's 1,024,000, which the 569 beside it include, 4,866,269,184"
          )
        ]),
      PublishedTable(
        title: "MobileNet, Table 6",
        text: "The width multiplier; the paper's accuracies are for networks with settings.",
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

  static let googLeNet = PublishedTable(
    title: "GoogLeNet, Table 1",
    text: """
      The filters of each module in the order #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj. The paper's K is
      1,024, and it leaves the biases out; its row `conv2` and the pooling after it are one row here.
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

  static let squeezeNet = PublishedTable(
    title: "SqueezeNet, Table 1",
    text: """
      The filters of each fire module in the order s1x1, e1x1, e3x3, and parameters before pruning. The maps are those of
      an image of 227 x 227, though the paper says 224 x 224; a pooling after a module is in its row.
      """,
    command: [
      "squeezenet1_0", "--input", "227x227x3", "--group", "--layout", "hwc", "--columns",
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
