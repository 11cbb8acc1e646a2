import ArchAnalysis
import ArchCalc
import ArchReports
import Testing

/// Blocks of any length fold, and so do equal branches.
@Suite struct FoldingTests {
  private func report(_ text: String) throws -> SummaryReport {
    let program = Program(
      SourceText(name: "test.arch", text: text), catalogue: .standard, figures: Figure.claimed,
      imports: NoImports())
    var options = SummaryOptions()
    options.rows = .blocks
    return SummaryReport(try Analysis(program.expand("n", settings: Settings()).graph), options)
  }

  private func rows(_ text: String) throws -> [String] {
    try report(text).rows.map { "\($0.path): \($0.text)" }
  }

  @Test(arguments: [2, 24, 25, 300]) func blocksOfAnyLengthFold(count: Int) throws {
    let found = try rows(
      """
      block unit {
      concat { repeat \(count) { branch { dense(16) } } }
      slice(0, to: 4)
      }
      network n {
      input x: [4, 8]
      repeat 3 { unit }
      }
      """)
    let listed = count == 2 ? "dense 16; dense 16" : "[dense 16] x \(count)"
    #expect(found == ["x: input", "unit[0..2]: [\(listed)] x 3"])
  }

  @Test func equalBranchesFold() throws {
    let found = try rows(
      """
      block expert(width) {
      gate: dense(width) -> silu
      up: in -> dense(width)
      multiply(gate, up) -> dense(in.features)
      }
      network n {
      input x: [16, 64]
      dense(64)
      add { repeat 8 { branch { expert(256) } } }
      relu -> dense(2)
      }
      """)
    #expect(found.contains("expert[0..7]: [dense 256; dense 256; dense 64] x 8 branches"), "\(found)")
  }

  /// Branches that are not alike, or are not on one value, are rows of their own.
  @Test func otherBranchesDoNot() throws {
    let found = try rows(
      """
      network n {
      input x: [16, 64]
      add { for i in [1, 2, 3] { branch { dense(i) -> dense(9) -> dense(64) -> dense(8) -> dense(64) } } }
      add { repeat 9 { branch { dense(64) -> relu -> dense(8) -> softmax(axis: -1) -> dense(64) } } }
      }
      """)
    #expect(!found.contains { $0.contains("branches") && $0.contains("dense 9") }, "\(found)")
  }

  @Test func manyInputsAreShort() throws {
    let text =
      "network n {\ninput first: [2]\nrepeat 64 { input past: [4, 8] }\nlast: concat(past) -> flatten\nconcat(first)\n}"
    let report = try report(text)
    #expect(report.heading[1] == "input first (2), past (4, 8) and 63 more, batch 1")
    #expect(report.rows.map(\.path).prefix(2) == ["first", "past[0..63]"])
    #expect(report.rows[1].text == "input x 64")
  }
}
