import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct ValueTests {
  /// The filters of the one convolution of a body, as a way to see a number of the language.
  private func filters(_ expression: String, before: String = "") throws -> Int? {
    try expand(body: "\(before)\nconv(\(expression), kernel: 1)").nodes.last?.shape[0]
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-7 / 2 + 10", 6), ("-7 % 3", 2), ("7 / 2", 3),
    ("-2 ^ 2 + 10", 6), ("floor(7 / 2.0)", 3), ("ceil(3.2)", 4), ("round(2.5)", 3), ("abs(-5)", 5),
    ("min(5, 3, 4)", 3), ("max([5, 9, 4])", 9), ("round_to(33, 8)", 32), ("round_to(36, 8)", 40),
    ("round_to(11, 8)", 16), ("round_to(3, 8)", 8), ("62_958 - 62_950", 8), ("0.5 * 16", 8), ("1K / 100", 10),
    ("if 1 < 2 then 3 else 4", 3), ("if 1 == 1.0 and not false then 3 else 4", 3), ("[5, 6, 7][1]", 6),
    ("[5, 6, 7].count", 3), ("in.channels", 4), ("image.height", 16), ("it.shape[2]", 16), ("in.count", 1024),
    ("if false and 1 / 0 == 1 then 1 else 2", 2), ("if true or 1 / 0 == 1 then 1 else 2", 1), ("1e2", 100),
    ("if [1, 2] == [1, 2.0] then 1 else 2", 1), ("if 3 != 4 then 1 else 2", 1), ("2KiB", 2048),
  ]) func evaluates(expression: String, value: Int) throws {
    #expect(try filters(expression) == value)
  }

  @Test func constantsOfFilesAndBlocks() throws {
    #expect(try filters("width * 2", before: "let width = 8") == 16)
    let graph = try expand(
      "let base = width * 2\nlet width = 8\nnetwork net {\ninput image: [3, 4, 4]\nconv(base, kernel: 1)\n}\n"
    )
    #expect(graph.nodes.last?.shape[0] == 16)
  }

  @Test func wordsAndLayersAreValues() throws {
    let graph = try expand(
      """
      block unit(act = relu, padding = valid) { conv(8, kernel: 3, padding: padding) -> act }
      network net {
          input image: [4, 16, 16]
          unit
          unit(act: leaky_relu, padding: same)
      }
      """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "relu", "conv", "leaky_relu"])
    #expect(graph.nodes.last?.shape == [8, 14, 14])
  }

  @Test func settingsWinOverDefaultsAndDerivedArguments() throws {
    let text = """
      network base(width, depth = 1) {
          input image: [4, 16, 16]
          repeat depth { conv(width, kernel: 1) }
      }
      network wide = base(width: 32)
      """
    #expect(try expand(text, network: "wide").nodes.last?.shape[0] == 32)
    let settings = Settings(values: [("width", "2 * 3"), ("depth", "3")])
    let graph = try expand(text, settings: settings, network: "wide")
    #expect(graph.nodes.last?.shape[0] == 6)
    #expect(graph.nodes.count == 4)
  }

  @Test func inputsCanBeGivenFromOutside() throws {
    let settings = Settings(inputs: [(nil, [3, 8, 8])])
    #expect(try expand(body: "conv(2, kernel: 3)", settings: settings).nodes.last?.shape == [2, 6, 6])
  }
}
