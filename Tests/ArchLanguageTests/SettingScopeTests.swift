import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// What a setting can name: what the file declares, and nothing of the network that it is for.
@Suite struct SettingScopeTests {
  private static let text = """
    let most = 9
    network base(width, depth = 1) {
        input image: [1, 8, 8]
        repeat depth { conv(width, kernel: 1) }
    }
    network small(k = 2) = base(width: k)
    """

  private func layers(_ network: String, _ settings: [(name: String, text: String)]) throws -> [String] {
    let program = Program(
      SourceText(name: "t", text: Self.text), catalogue: .standard, imports: NoImports())
    var given = Settings()
    given.values = settings
    return try program.expand(network, settings: given).graph.nodes.dropFirst().map { $0.op.call }
  }

  @Test func itSeesTheFile() throws {
    #expect(try layers("base", [("width", "most - 1")]) == ["conv(8, kernel: 1)"])
    #expect(try layers("small", [("depth", "most - 7")]).count == 2)
  }

  @Test(arguments: [("small", "depth", "k"), ("base", "depth", "width"), ("small", "k", "depth")])
  func itSeesNoParameter(network: String, name: String, other: String) {
    let fault = #expect(throws: Diagnostics.self) {
      try layers(network, [("width", "3"), (name, other)].filter { network == "base" || $0.0 != "width" })
    }
    #expect(fault?.items.first?.title == "nothing here is called `\(other)`")
  }

  /// A text that is not the language is not read to its end: more faults than anyone reads are enough.
  @Test(arguments: [19, 20, 21, 500]) func faultsOfATextThatIsNone(count: Int) {
    let text = "// " + String(repeating: "\u{7}", count: count) + "\n"
    let program = Program(SourceText(name: "t", text: text), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.count { $0.code == "control-character" } == min(count, 20))
  }
}
