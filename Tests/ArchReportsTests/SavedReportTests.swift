import ArchAnalysis
import ArchCalc
import ArchDocuments
import Architectures
import TestSupport
import Testing

@testable import ArchReports

/// Saved reports as one side of a comparison.
@Suite struct SavedReportTests {
  private func read(_ text: String) throws -> ComparedNetwork {
    try ComparedNetwork(report: JSONValue(parsing: Array(text.utf8)), catalogue: .standard)
  }

  private func expectAlike(_ analysis: Analysis, _ options: SummaryOptions = SummaryOptions()) throws {
    let live = ComparedNetwork(analysis)
    let saved = try read(SummaryReport(analysis, options).json)
    let comparison = Comparison([saved, live])
    #expect(comparison.difference?.isEmpty == true, "\(live.title)")
    for measure in Figure.all {
      #expect(
        saved.total(measure, .float32) == live.total(measure, .float32), "\(measure.name) of \(live.title)")
    }
  }

  /// Every network that is shipped is read as what was written.
  @Test func everyNetwork() throws {
    for file in EmbeddedArchitectures.files {
      let program = Program(
        SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
        imports: EmbeddedImports())
      for network in Zoo.some(program.networks.filter(\.isComplete), from: 0) {
        try expectAlike(try Analysis(try program.expand(network.name).graph))
      }
    }
  }

  @Test func otherLayoutBatchAndUnknownWork() throws {
    var options = SummaryOptions()
    options.layout = .hwc
    let conv = try graph(
      "a: conv(8, kernel: [3, 1], padding: [1, 0]) -> relu\nshared t: conv(8, kernel: 1)\nt\nt")
    try expectAlike(try Analysis(conv, batch: 4), options)
    try expectAlike(try Analysis(try graph("boxes: dense(20)\nnon_maximum_suppression(5)", input: "[8, 10]")))
  }

  /// What changed since is found.
  @Test func whatChangedSince() throws {
    let saved = try read(SummaryReport(try Analysis(try graph("conv(8, kernel: 3, stride: 2)"))).json)
    let live = try network("conv(8, kernel: 3)")
    let report = DifferenceReport(Comparison([saved, live]))
    #expect(
      report.lines.map(\.text) == ["alike", "stride 2 -> 1"] || report.lines.map(\.text) == ["stride 2 -> 1"])
  }

  @Test(arguments: [
    ("{}", "not a report"), ("[1]", "not a report"), ("{\"schema\": 1, \"networks\": []}", "not a report"),
    ("{\"schema\": 2, \"network\": \"n\"}", "it has schema 2, but this archcalc knows 1"),
    ("{\"schema\": 1, \"network\": \"n\"}", "`inputs` is missing"),
  ]) func foreignDocuments(text: String, reason: String) throws {
    let fault = #expect(throws: ReportFault.self) { try read(text) }
    #expect(fault?.reason.contains(reason) == true)
  }

  @Test func damagedReports() throws {
    let text = SummaryReport(try Analysis(try graph("a: conv(8, kernel: 3) -> relu\nb: conv(8, kernel: 1)")))
      .json
    for (part, replacement, reason) in [
      (
        "\"operator\": \"conv\"", "\"operator\": \"convv\"",
        "there is no layer called `convv`, the operator of `a`"
      ),
      ("\"parameters\": 224", "\"parameters\": 225", "its total of `parameters` is not the sum"),
      ("\"parameters\": 224", "\"parameters\": -224", "`layers[0].parameters` is -224, which is impossible"),
      ("\"batch\": 1", "\"batch\": -1", "`batch` is -1, which is impossible"),
      ("\"batch\": 1", "\"batch\": 0", "`batch` is 0, which is impossible"),
      ("\"depth\": 2", "\"depth\": -2", "`totals.depth` is -2, which is impossible"),
      (
        "\"peak_elements\": ", "\"peak_elements\": 92233720368547",
        "`totals.peak_elements` is 92233720368547"
      ),
      ("\"parameters\": 224", "\"parameters\": 9223372036854775807", "is not the sum"),
      (
        "\"parameters\": 224", "\"parameters\": \"224\"",
        "`layers[0].parameters` is missing, or has the wrong type"
      ),
      (
        "\"arguments\": {\"filters\": 8, \"kernel\": 3,", "\"argument\": {\"filters\": 8, \"kernel\": 3,",
        "`layers[0].arguments` is missing"
      ),
      (
        "{\"filters\": 8, \"kernel\": 3,", "{\"filters\": 8, \"kernel\": -3,",
        "`a` has arguments that its layer cannot have"
      ),
      ("\"inputs\": [\"image\"]", "\"inputs\": [\"imago\"]", "`a` takes `imago`, which is not before it"),
      (
        "\"output_shape\": [8, 30, 30]", "\"output_shape\": [8, -30, 30]",
        "`layers[0].output_shape` is -30, which is impossible"
      ),
      ("\"depth\": 2", "\"depth\": null", "`totals.depth` is missing"),
    ] {
      #expect(text.contains(part), "\(part)")
      let fault = #expect(throws: ReportFault.self) {
        try read(String(text.replacing(part, with: replacement, maxReplacements: 1)))
      }
      #expect(fault?.reason.contains(reason) == true, "\(part): \(fault?.reason ?? "none")")
    }
  }

  /// A report that any line is missing of is refused, or compared without a crash.
  @Test func anyLineMayBeMissing() throws {
    let analysis = try Analysis(
      try graph(
        "separable_conv(8, kernel: 3) -> relu\nadd { branch { conv(8, kernel: 1) } branch {} }\nflatten -> dense(3)"
      ))
    let live = ComparedNetwork(analysis)
    let lines = SummaryReport(analysis).json.split(separator: "\n")
    for line in lines.indices {
      var damaged = lines
      damaged.remove(at: line)
      let text = damaged.joined(separator: "\n").replacing(",\n  ]", with: "\n  ]")
      guard let saved = try? read(String(text)) else { continue }
      _ = DifferenceReport(Comparison([saved, live])).json
    }
    for (before, after) in [("[8, 30, 30]", "[]"), ("[8, 30, 30]", "[0, 0, 0]"), ("[3, 32, 32]", "[1]")] {
      let text = lines.joined(separator: "\n").replacing(before, with: after)
      guard let saved = try? read(String(text)) else { continue }
      let report = DifferenceReport(Comparison([saved, try network("conv(8, kernel: 3)")]))
      _ = report.text(width: 80) + report.json + report.csv()
    }
  }
}
