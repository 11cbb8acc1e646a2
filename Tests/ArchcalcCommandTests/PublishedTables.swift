import ArchDocuments
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
        text: "The table of a popular lecture on convolutional networks, as it is printed now.",
        command: command, columns: columns,
        rows: rows(["0", "608", "0", "3216", "0", "48120", "10164", "850"]),
        others: []),
      PublishedTable(
        text: "The first printed version, which still circulates, has different parameters.",
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
        text: "Depth, millions of parameters, and size in what is called MB but is MiB, or close to it.",
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
            ? " The paper draws the first block of a stage like the others; what it has in addition is noted below the table."
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
}
