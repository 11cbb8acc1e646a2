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

  /// torchvision's classification models that we ship under a name derived from theirs: parameters exactly, and
  /// multiply-adds at all digits that are printed.
  @Test func torchvision() throws {
    let names = Set(
      EmbeddedArchitectures.files.flatMap { file in
        Program(
          SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
          imports: Embedded()
        ).networks.filter(\.isComplete).map(\.name)
      })
    var compared = 0
    var seen: Set<String> = []
    for row in try Reference.rows("model-totals-torchvision.csv") {
      guard let model = row["model"], let weights = row["weights"], let crop = row["crop_size"],
        let name = Self.name(of: model),
        names.contains(name), !weights.contains("Quantized"), seen.insert("\(name) \(crop)").inserted
      else { continue }
      var settings = Settings(inputs: [(nil, [3, Int(crop) ?? 224, Int(crop) ?? 224])])
      settings.readsClaims = false
      let analysis = try Analysis(embedded(name, settings: settings), fields: false)
      if let published = Self.parameters[name] ?? row["num_params"].flatMap({ Int($0) }) {
        #expect(analysis.totals.parameters == published, "\(name)")
      }
      if Self.otherWork[name] == nil {
        let digits = row["gflops_1mac"]?.split(separator: ".").last?.count ?? 0
        let gigas = Double(analysis.totals.multiplyAdds) / 1e9
        let printed = NumberText.fixed(gigas, decimals: digits).filter { $0 != "," }
        #expect(printed == row["gflops_1mac"], "\(name) at \(crop)")
      }
      compared += 1
    }
    #expect(compared >= 12)
  }

  /// Where the table's number is another's, with the reason.
  private static let parameters = [
    // torchvision's GoogLeNet has batch norms and no biases; ours is Caffe's, without batch norm.
    "googlenet": 6_998_552,
    // The table counts the auxiliary classifier, which acts in training only.
    "inception_v3": 23_834_568,
  ]

  /// Where the table's work is another network's, with the reason.
  private static let otherWork = [
    "googlenet": "torchvision has a 3x3 where the paper and Caffe have a 5x5"
  ]

  private static func name(of model: String) -> String? {
    let name = model.lowercased()
    switch name {
    case "alexnet": return "alexnet_torchvision"
    case "squeezenet1_0", "squeezenet1_1": return name
    default: return name
    }
  }
}
