import ArchCalc
import Architectures
import Foundation
import Testing

@Suite(.withReference) struct ReferenceTableTests {
  /// All 6,561 networks of NAS-Bench-Macro from one parametrised file, both columns exactly.
  @Test func nasBenchMacro() throws {
    let file = try #require(EmbeddedArchitectures.files.first { $0.name == "nas_bench_macro.arch" })
    let program = Program(
      SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
      imports: NoImports())
    let rows = try Reference.rows("nas-bench-macro.csv")
    #expect(rows.count == 6561)
    for row in rows {
      let name = try #require(row.first { $0.key.hasPrefix("arch") }?.value)
      var settings = Settings(values: [("choices", "[" + name.map(String.init).joined(separator: ", ") + "]")]
      )
      settings.readsClaims = false
      let analysis = try Analysis(program.expand("nas_bench_macro", settings: settings).graph, fields: false)
      guard "\(analysis.totals.parameters)" == row["params"],
        "\(analysis.totals.multiplyAdds)" == row["flops"]
      else {
        Issue.record(
          "\(name): \(analysis.totals.parameters) and \(analysis.totals.multiplyAdds), published \(row)")
        return
      }
    }
  }

  /// All weights of torchvision's classification models: parameters exactly, work at all digits that are printed.
  ///
  /// What it has beyond classification is counted, so that no row is lost.
  @Test func torchvision() throws {
    let comparison = Comparison()
    var models: Set<String> = []
    var absent: [String: Int] = [:]
    for row in try Reference.rows("model-totals-torchvision.csv") {
      let model = try #require(row["model"])
      let folder = (row["source_file"] ?? "").split(separator: "/").dropLast().first ?? ""
      if !["", "quantization"].contains(folder) {
        absent[String(folder), default: 0] += 1
        continue
      }
      if Self.newer.contains(model) {
        absent["newer", default: 0] += 1
        continue
      }
      let crop = try #require(Int(row["crop_size"] ?? ""))
      let network = try Figures(Self.name(of: model), image: [3, crop, crop])
      // Inception's auxiliary classifier is among the parameters, and not in the work.
      let counted = model == "Inception_V3" ? try Figures("inception_v3_auxiliary") : network
      let key = row["weights"] ?? model
      comparison.expect("\(key) parameters", counted.parameters, prints: row["num_params"] ?? "")
      comparison.expect("\(key) work", network.multiplyAdds, prints: (row["gflops_1mac"] ?? "") + "G")
      models.insert(model)
    }
    comparison.finish(2 * 122)
    #expect(models.count == 73)
    #expect(
      absent == ["newer": 7, "detection": 13, "segmentation": 6, "optical_flow": 8, "video": 10])
  }

  /// Classification models later than the families that archcalc ships.
  private static let newer: Set = [
    "EfficientNet_V2_S", "EfficientNet_V2_M", "EfficientNet_V2_L", "MaxVit_T", "Swin_V2_T", "Swin_V2_S",
    "Swin_V2_B",
  ]

  /// The name of the same network here.
  private static func name(of model: String) -> String {
    switch model {
    case "AlexNet": "alexnet_torchvision"
    case "GoogLeNet": "googlenet_torchvision"
    default: model.lowercased()
    }
  }
}
