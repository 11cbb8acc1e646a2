import ArchAnalysis
import ArchGraph
import Foundation
import TestSupport
import Testing

/// Every convention of a tool gives what the tool itself printed for single layers; `Tests/counting-tools-facts` made the table
/// with the tools.
@Suite struct CountingToolTests {
  @Test func everyFactOfATool() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Facts/counting-tools.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count > 1000)
    var wrong: [String: [String]] = [:]
    var analyses: [String: Analysis] = [:]
    let countings = Convention.all.map { Counting($0, Self.spelling) }
    for line in lines {
      let cells = Models.fields(line)
      try #require(cells.count == 4)
      let (layers, input, tool) = (cells[0], cells[1], cells[2])
      let count = try #require(Int(cells[3]))
      let key = layers + input
      if analyses[key] == nil {
        let shape =
          input.contains("(") ? input : "[" + input.split(separator: "x").joined(separator: ", ") + "]"
        analyses[key] = try Analysis(
          expand("network fact {\n  input x: \(shape)\n  \(layers)\n}"), countings: countings)
      }
      let name =
        (tool.hasSuffix("-params") ? "params:" + tool.dropLast(7) : "macs:" + tool)
        + "/operator-products+output-softmax"
      guard let figure = Figure.named(name) else { continue }
      let found = figure.value(of: analyses[key]!, .float32).known
      if found != count {
        wrong[tool, default: []].append("\(layers) on \(input): \(count), we have \(found ?? -1)")
      }
    }
    for (tool, lines) in wrong.sorted(by: { $0.key < $1.key }) {
      Issue.record("\(tool)\n  \(lines.joined(separator: "\n  "))")
    }
  }

  /// The table's matrix products are written with `@`.
  private static let spelling =
    Counting(named: "papers/operator-products+output-softmax")?.spelling ?? .modules
}
