import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import Testing

/// What shifts one path against another, named by what is there and nothing else.
@Suite struct MisalignmentTests {
  private func warnings(_ text: String) throws -> [Diagnostic] {
    try Analysis(expand(text, "n")).misalignmentWarnings
  }

  private func network(_ branch: String) -> String {
    "network n {\ninput x: [4, 16, 16]\nadd { branch { \(branch) } branch { conv(4, kernel: 1, stride: 2) } }\n}"
  }

  @Test(arguments: [
    ("conv(4, kernel: 4, stride: 2, padding: 1)", "an even kernel"),
    ("conv(4, kernel: 3, stride: 2, padding: same)", "`same` padding with a stride"),
    ("conv(4, kernel: 3, stride: 2, padding: [[2, 0], [2, 0]])", "padding that is not half the window"),
    ("max_pool(2)", "positions that are added, cut off or rearranged"),
  ])
  func theCauseIsNamed(branch: String, words: String) throws {
    let found = try warnings(network(branch))
    #expect(found.count == 1)
    #expect(found.first?.help?.contains(words) == true, "\(found.first?.help ?? "")")
  }

  @Test func whatIsAlignedIsNot() throws {
    #expect(try warnings(network("conv(4, kernel: 3, stride: 2, padding: 1)")).isEmpty)
    #expect(try warnings(network("conv(4, kernel: 5, stride: 2, padding: 2)")).isEmpty)
  }

  /// Calls of a block are one line of the text, and one warning.
  @Test func onceForALine() throws {
    let found = try warnings(
      """
      block b { add { branch { conv(4, kernel: 2, padding: [[0, 1], [0, 1]]) } branch {} } }
      network n {
      input x: [4, 16, 16]
      output one: x -> b
      output two: x -> b
      output three: x -> b
      }
      """)
    #expect(found.count == 1)
    #expect(found.first?.evidence.contains("so are 2 more on this line") == true, "\(found)")
  }
}
