import ArchCalc
import ArchDocuments
import Testing

/// One row for each total that a paper or a repository prints: all 201 are compared, or are in a list with the reason.
@Suite(.withReference) struct PaperTotalsTests {
  @Test func everyRow() throws {
    let comparison = Comparison(PaperTotals.differences)
    var absent = PaperTotals.absent
    var counts = (compared: 0, absent: 0, recalled: 0)
    for row in try Reference.rows("paper-totals.csv") {
      let model = PaperTotals.Row(row)
      // Figures that were recalled, not found: no test of anything.
      if row["seen_in_store"] != "yes" {
        counts.recalled += 1
        continue
      }
      if absent[model.key] != nil {
        absent[model.key]?.isMet = true
        counts.absent += 1
        continue
      }
      let network = try #require(try model.network(), "\(model.key): no network, and no reason")
      if let printed = Printed.number(in: row["params_published"]) {
        comparison.expect("\(model.key) parameters", model.parameters(of: network), prints: printed)
      }
      if let printed = Printed.number(in: row["macs_or_flops_published"]) {
        comparison.expect("\(model.key) work", try model.work(of: network), prints: printed)
      }
      counts.compared += 1
    }
    #expect(counts == (157, 20, 24), "rows compared, absent, recalled")
    for (key, absence) in absent { #expect(absence.isMet, "\(key), \(absence.reason), is in no row") }
    comparison.finish(213)
  }
}

extension Printed {
  /// The first number with its unit in a cell that may hold words too: `60M` of `60M (650,000 neurons)`.
  static func number(in cell: String?) -> String? {
    (cell ?? "").firstMatch(of: /[0-9][0-9.,]*(?:[KMGB]|e[0-9]+)?/).map { String($0.0) }
  }
}

/// What the rows of `paper-totals.csv` mean.
enum PaperTotals {
  /// Rows without a network here.
  struct Absence {
    var reason: String
    var isMet = false
  }

  /// A row: whose figure, of which network.
  struct Row {
    var paper: String
    var table: String
    var model: String
    var setting: String

    init(_ row: [String: String]) {
      paper = String((row["paper"] ?? "").prefix { $0 != " " })
      table = row["table"] ?? ""
      model = row["model"] ?? ""
      setting = row["setting"] ?? ""
    }

    /// What differences and absences name it by.
    var key: String {
      let size =
        paper.hasPrefix("facebookresearch") || paper.hasPrefix("microsoft") ? " " + numbers(setting)[0] : ""
      return "\(paper.split(separator: "/").last ?? "") \(model)\(size)"
    }

    /// The runs of digits in a text.
    func numbers(_ text: String) -> [String] {
      text.split { !$0.isNumber }.map(String.init)
    }

    /// Parameters as the table counts them.
    func parameters(of network: Figures) -> Int {
      switch (paper, table) {
      case ("SENet", "Table 10"): network.parameters + network.analysis.totals.buffers
      case ("FCN", _): network.analysis.totals.trainable
      default: network.parameters
      }
    }

    /// Work as the table counts it.
    func work(of network: Figures) throws -> Int {
      let multiplyAdds = network.multiplyAdds
      switch paper {
      case "YOLOv3", "YOLOv2": return 2 * multiplyAdds
      case "AlexeyAB/darknet": return model == "yolov3 416" ? 2 * multiplyAdds : network.darknetOperations
      case "SENet": return multiplyAdds + network.gateProducts
      case "ShuffleNet": return multiplyAdds - network.multiplyAdds("head")
      default: return multiplyAdds
      }
    }
  }
}

extension Figures {
  /// The products of gates and maps, which SENet's tables count.
  fileprivate var gateProducts: Int {
    graph.nodes.reduce(0) { $0 + ($1.op is Multiply ? $1.shape.elementCount ?? 0 : 0) }
  }

  /// What AlexeyAB's darknet prints: two for each multiply-add of convolutions, a window's elements for each maximum, and
  /// one for each element of a sum or an enlarged map.
  fileprivate var darknetOperations: Int {
    var sum = 2 * multiplyAdds
    for (id, node) in graph.nodes.enumerated() {
      let elements = node.shape.elementCount ?? 0
      switch node.op {
      case is MaxPool:
        let kernel = (try? window(id))?.kernel ?? 0
        sum += kernel * kernel * elements
      case is Add, is Upsample: sum += elements
      default: break
      }
    }
    return sum
  }
}
