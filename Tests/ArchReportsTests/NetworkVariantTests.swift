import ArchCalc
import Testing

/// Networks like one, each different in one thing, which a figure may be of.
@Suite struct NetworkVariantTests {
  private func program(_ text: String) -> Program {
    Program(
      SourceText(name: "n.arch", text: text), catalogue: .standard, figures: Figure.claimed,
      imports: NoImports())
  }

  private func last(_ variant: NetworkVariant) -> [Int] {
    variant.graph.nodes[variant.graph.outputs[0].node].shape.dimensions
  }

  /// What a file claims of a network is not claimed of those like it, though it may mean nothing of them.
  @Test func parametersThatAreNotChosen() throws {
    let program = program(
      "network n(classes = 1000) {\n  input x: [4]\n  dense(classes)\n"
        + "  expect params == 4_950_000 / (classes - 10)\n}\n"
        + "network m {\n  input x: [4]\n  dense(7)\n}\n")
    let own = try program.expand("n").graph
    let variants = program.variants(like: own, of: "n", settings: Settings())
    let classes = [10, 21, 20, 80, 91, 100, 365, 1000, 1001, 21841]
    #expect(variants.map(\.label) == ["m"] + classes.map { "n(classes: \($0))" })
    #expect(variants.map(last) == [[7]] + classes.map { [$0] })
    #expect(variants.allSatisfy { $0.cost > 0 })
    // What is chosen stays so.
    var settings = Settings()
    settings.values = [("classes", "5")]
    let chosen = try program.expand("n", settings: settings).graph
    #expect(program.variants(like: chosen, of: "n", settings: settings).map(\.label) == ["m"])
  }

  /// Images of other sizes, but for that which it has.
  @Test func sizesOfImages() throws {
    let program = program("network n {\n  input image: [3, 224, 224]\n  conv(2, kernel: 1)\n}\n")
    let variants = program.variants(like: try program.expand("n").graph, of: "n", settings: Settings())
    for size in [28, 32, 227, 299, 1280] {
      let variant = try #require(variants.first { $0.label == "n at 3x\(size)x\(size)" })
      #expect(last(variant) == [2, size, size])
    }
    #expect(
      !variants.contains { $0.label.hasSuffix("224") } && Set(variants.map(\.label)).count == variants.count)
  }
}
