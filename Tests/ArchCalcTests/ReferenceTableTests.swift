import ArchCalc
import Architectures
import Foundation
import Testing

/// The published tables that are kept beside the project, against what we compute.
enum Reference {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/reference")

  static var isThere: Bool { FileManager.default.fileExists(atPath: directory.path()) }

  /// The rows of a table, each by the names of its columns; cells in quotes may hold commas.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: directory.appending(path: name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map(cells)
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { cells.append("") } else { cells[cells.count - 1].append(character) }
    }
    return cells.map { $0.filter { $0 != "\"" } }
  }
}

/// An embedded network, expanded with settings.
func embedded(_ name: String, settings: Settings = Settings()) throws -> Graph {
  for file in EmbeddedArchitectures.files {
    let program = Program(
      SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
      imports: Embedded())
    if program.networks.contains(where: { $0.name == name }) {
      return try program.expand(name, settings: settings).graph
    }
  }
  throw Diagnostics([])
}

@Suite(.enabled(if: Reference.isThere, "the reference tables are not here")) struct ReferenceTableTests {
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
