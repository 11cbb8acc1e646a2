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

  /// So do chains without a name of their own, in a long loop or in many branches; a few are rows of their own.
  @Test func chainsWithoutANameFold() throws {
    let chain = "conv(8, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu"
    func network(_ body: String) -> String { "network n {\ninput x: [8, 16, 16]\n\(body)\n}" }
    #expect(try rows(network("repeat 12 { \(chain) }")) == ["x: input", "conv[0..11]: [3x3, 8] x 12"])
    #expect(try rows(network("repeat 3 { \(chain) }")).count == 4)
    let branch = "branch { conv(2, kernel: 1) -> relu -> conv(2, kernel: 3, padding: 1) }"
    let found = try rows(network("concat { repeat 6 { \(branch) } branch {} }"))
    #expect(found == ["x: input", "conv[0..10]: [1x1, 2; 3x3, 2] x 6 branches", "concat: concat"])
    // Where a stride stands among them they are no repetition.
    let strided = "repeat 8 as i { conv(8, kernel: 3, stride: 1 + i % 2, padding: 1) -> batch_norm -> relu }"
    #expect(try rows(network(strided)).count == 9)
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
