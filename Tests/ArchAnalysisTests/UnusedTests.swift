import ArchAnalysis
import ArchDiagnostics
import Testing

/// Inputs and values that nothing uses: once for a line, and with the input that was used instead.
@Suite struct UnusedTests {
  private func warnings(_ text: String) throws -> [Diagnostic] { try Analysis(expand(text, "n")).warnings }

  @Test func theInputThatIsUsedInsteadIsNamed() throws {
    let found = try warnings("network n {\ninput image: [3, 8, 8]\ninput mask: [3, 8, 8]\nrelu\n}")
    #expect(
      found.map(\.title) == ["the input `image` is never used: the layers begin at `mask`, the last input"])
    #expect(found.first?.help == "`image -> …` begins a chain with it; or declare it last")
  }

  @Test func anInputBehindTheLayersIsJustUnused() throws {
    let found = try warnings("network n {\ninput image: [3, 8, 8]\nrelu\noutput y: tanh\ninput mask: [2]\n}")
    #expect(found.contains { $0.title == "the input `mask` is never used" })
  }

  @Test func onceForALine() throws {
    let found = try warnings(
      "block b {\nrelu -> tanh\nin -> sigmoid\n}\nnetwork n {\ninput x: [3]\nrepeat 4 { b }\n}")
    #expect(found.map(\.title) == ["the value of `b[0].tanh` is never used"])
    #expect(found.first?.evidence == ["nor are 3 more on this line"])
  }
}
