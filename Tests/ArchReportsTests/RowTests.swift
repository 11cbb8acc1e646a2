import ArchCalc
import Architectures
import Testing

@Suite struct RowTests {
  /// Whatever has a row of its own, each layer is in one row, and rows are in the order of their first layers.
  @Test func everyLayerIsInOneRow() throws {
    for file in EmbeddedArchitectures.files {
      let program = Program(
        SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
        imports: EmbeddedImports())
      for network in program.networks.filter(\.isComplete).prefix(2) {
        let analysis = try Analysis(program.expand(network.name).graph, fields: false)
        for choice: RowChoice in [
          .layers, .layersWithNormalisations, .everyLayer, .parts(depth: 1), .parts(depth: 3), .blocks,
        ] {
          let rows = analysis.rows(choice)
          let nodes = rows.flatMap(\.nodes)
          #expect(nodes.sorted() == Array(analysis.graph.nodes.indices), "\(network.name), \(choice)")
          #expect(
            rows.allSatisfy { $0.nodes.contains($0.main) && !$0.text.isEmpty }, "\(network.name), \(choice)")
        }
      }
    }
  }

  private func blocks(_ text: String) throws -> [String] {
    let program = Program(SourceText(name: "t", text: text), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.isEmpty)
    let analysis = try Analysis(program.expand(program.networks[0].name).graph)
    return analysis.blockRows().map { "\($0.path): \($0.text)" + ($0.note.map { " (\($0))" } ?? "") }
  }

  /// A window over one axis is one number, and so is a list of one; the window comes first, then the filters.
  @Test func blocksOfOneAxis() throws {
    let block = "block unit(n, k) { conv(n, kernel: k) -> conv(n, kernel: 1) }\n"
    #expect(
      try blocks(block + "network n {\n input i: [2, 40]\n unit(8, 3)\n unit(8, 5)\n}\n")
        == ["i: input", "unit[0]: [3, 8; 1, 8]", "unit[1]: [5, 8; 1, 8]"])
  }

  private static let unit =
    "block unit(n, k = 3, s = 1) { conv(n, kernel: k, stride: s, padding: k / 2) -> batch_norm -> relu }\n"

  @Test func neighboursThatAreEqualAreOneRow() throws {
    #expect(
      try blocks(
        Self.unit + "network n {\n input i: [3, 32, 32]\n repeat 3 { unit(8) }\n unit(16) -> unit(16)\n}\n")
        == ["i: input", "unit[0..2]: [3x3, 8] x 3", "unit[3..4]: [3x3, 16] x 2"])
  }

  @Test func theFirstMayHaveAStrideAndMore() throws {
    let text = """
      block res(n, s = 1) {
          add {
              branch { unit(n, s: s) -> conv(n, kernel: 3, padding: 1) }
              branch { if s != 1 { conv(n, kernel: 1, stride: s) } }
          }
      }
      network n {
          input i: [8, 32, 32]
          a: repeat 2 { res(8) }
          b: repeat 3 as k { res(8, s: if k == 0 then 2 else 1) }
      }

      """
    #expect(
      try blocks(Self.unit + text) == [
        "i: input", "a: [3x3, 8; 3x3, 8] x 2",
        "b: [3x3, 8; 3x3, 8] x 3 (3x3, 8, stride 2; also 1x1, 8, stride 2)",
      ])
  }

  @Test func moreInTheChainIsAnotherBlock() throws {
    let text = """
      block more(n, first = false, last = false) {
          if first { conv(n, kernel: 7, padding: 3) }
          conv(n, kernel: 3, padding: 1) -> conv(n, kernel: 1)
          if last { conv(n, kernel: 5, padding: 2) }
      }
      network n {
          input i: [8, 32, 32]
          more(8, first: true) -> more(8) -> more(8)
          a: relu
          more(8, last: true) -> more(8)
      }

      """
    let rows = try blocks(text)
    #expect(rows.contains("more[0]: [7x7, 8; 3x3, 8; 1x1, 8]"))
    #expect(rows.contains("more[1..2]: [3x3, 8; 1x1, 8] x 2"))
    #expect(rows.contains("more[3]: [3x3, 8; 1x1, 8; 5x5, 8]"))
    #expect(rows.contains("more[4]: [3x3, 8; 1x1, 8]"))
  }

  @Test func whatDiffersIsNoRepetition() throws {
    func rows(_ body: String) throws -> [String] {
      try blocks(Self.unit + "network n {\n input i: [8, 32, 32]\n\(body)\n}\n").dropFirst().map { $0 }
    }
    // Other filters, another window, maps of another size, side by side, or something between them.
    #expect(try rows("unit(8)\nunit(9)") == ["unit[0]: 3x3, 8", "unit[1]: 3x3, 9"])
    #expect(try rows("unit(8)\nunit(8, k: 5)") == ["unit[0]: 3x3, 8", "unit[1]: 5x5, 8"])
    #expect(
      try rows("repeat 2 { unit(8, s: 2) }") == ["unit[0]: 3x3, 8, stride 2", "unit[1]: 3x3, 8, stride 2"])
    #expect(try rows("a: unit(8)\ni -> unit(8) -> add(a)").count == 3)
    #expect(
      try rows("concat {\nbranch { unit(8) }\nbranch { unit(8) }\n}") == [
        "unit[0]: 3x3, 8", "unit[1]: 3x3, 8", "concat: concat",
      ])
    #expect(try rows("unit(8)\nmax_pool(2, stride: 1)\nunit(8)").count == 3)
  }
}
