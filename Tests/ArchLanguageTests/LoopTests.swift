import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct LoopTests {
  private func outputs(_ body: String) throws -> [String?] {
    try expand(body: body).outputs.map(\.name)
  }

  // MARK: Outputs

  @Test func outputsInLoopsMakeLists() throws {
    #expect(
      try outputs(
        "for w in [2, 3] { output boxes: conv(w, kernel: 1) }\nexpect output(boxes[1]) == [3, 16, 16]")
        == ["boxes[0]", "boxes[1]"])
    #expect(
      try outputs("repeat 2 {\nrepeat 2 { output b: relu }\noutput a: tanh\n}")
        == ["b[0][0]", "b[0][1]", "a[0]", "b[1][0]", "b[1][1]", "a[1]"])
  }

  @Test func anOutputInSomeRoundsIsCountedAsItsLabelIs() throws {
    let body = "repeat 3 as i {\nif i != 1 { repeat i + 1 { output late: conv(i + 1, kernel: 1) } }\n}\n"
    let graph = try expand(body: body + "last: late[1][2] -> relu")
    #expect(graph.outputs.map(\.name) == ["late[0][0]", "late[1][0]", "late[1][1]", "late[1][2]"])
    #expect(graph.nodes.last?.inputs == [graph.outputs[3].node])
  }

  @Test func outputsOfBlocksInLoopsMakeLists() throws {
    let graph = try expand(
      """
      block head {
          output boxes: conv(4, kernel: 1)
          output classes: conv(2, kernel: 1)
      }
      network net {
          input image: [4, 16, 16]
          repeat 2 { head }
      }
      """)
    #expect(graph.outputs.map(\.name) == ["boxes[0]", "classes[0]", "boxes[1]", "classes[1]"])
  }

  @Test(arguments: [
    "output a: relu\nrepeat 2 { output a: it }", "repeat 2 { output a: relu }\noutput a: relu",
    "repeat 2 {\noutput a: relu\noutput a\n}", "repeat 1 { repeat 1 { output a: relu }\noutput a }",
  ]) func aNameOfTwoOutputsIsAnError(body: String) {
    #expect(throws: Diagnostics.self) { try expand(body: body) }
  }

  @Test func outputsOfLoopsAreWrittenAsLabels() throws {
    let graph = try expand(
      body: "output boxes_0: tanh\nrepeat 2 { output boxes: conv(3, kernel: 1) -> relu }")
    let text = GraphWriter.text(of: graph, catalogue: .standard)
    #expect(try expand(text).outputs.map(\.name) == ["boxes_0", "boxes_0_2", "boxes_1"])
    #expect(try expand(text).outputs.map(\.node) == graph.outputs.map(\.node))
  }

  // MARK: Elements taken apart

  @Test func elementsAreTakenApart() throws {
    let graph = try expand(
      body: """
        for [width, depth] in [[8, 2], [16, 1]] { repeat depth { conv(width, kernel: 1) } }
        for i, [first, second] in [[1, 2], [3, 4]] { conv(first * 10 + second + i, kernel: 1) }
        """)
    #expect(graph.nodes.dropFirst().map { $0.shape[0] } == [8, 8, 16, 12, 35])
  }

  @Test(arguments: [
    "for [] in [[]] { relu }", "for [a, a] in [[1, 2]] { relu }", "for [a b] in [[1, 2]] { relu }",
  ])
  func faultyNamesOfPartsAreErrors(body: String) {
    #expect(throws: Diagnostics.self) { try expand(body: body) }
  }

  // MARK: Branches on one line

  @Test(arguments: [
    "concat { branch {} repeat 2 { branch { relu } } }", "concat { repeat 2 { branch { relu } } branch {} }",
    "concat { branch {} for i in [1, 2] { branch { relu } } }",
    "concat { branch {} side: repeat 2 { branch { relu } } }",
    "concat { if true { branch {} } if true { branch { relu } } else { branch {} } a: branch { relu } }",
  ]) func loopsAndChoicesStandBetweenBranchesOnOneLine(body: String) throws {
    #expect(try expand(body: body).nodes.last?.inputs.count == 3)
    let text = "network n {\n    input image: [4, 16, 16]\n    \(body)\n}\n"
    #expect(try ArchitectureFormatter.format(SourceText(name: "t", text: text)) == text)
  }

  // MARK: Requirements

  @Test func whatIsRequiredAndHoldsChangesNothing() throws {
    let body =
      "require it.channels == 4, \"four\"\nadd {\nrequire (1 + 1) * 2 == 4, \"sum\"\nbranch {}\nbranch { relu }\n}"
    #expect(try expand(body: body).nodes.count == 3)
  }

  @Test func requireIsANameStill() throws {
    let graph = try expand(
      """
      block require(width = 4) { conv(width, kernel: 1) }
      network net(over = 2) {
          input image: [4, 16, 16]
          require
          require(8)
          require(8) -> relu
          require -> relu
          repeat over { relu }
      }
      """)
    #expect(graph.nodes.count == 9)
    let other = try expand(
      body: "require: conv(3, kernel: 1)\nrequire -> relu\nrepeat 2 { over: relu }\nover[0] -> tanh")
    #expect(other.nodes.count == 6)
  }

  @Test(arguments: [
    "require true", "require true,", "require true, 3", "require 1, \"one\"", "require it, \"it\"",
  ])
  func faultyRequirementsAreErrors(body: String) {
    #expect(throws: Diagnostics.self) { try expand(body: body) }
  }

  @Test func requirementsKeepTheirForm() throws {
    let text = """
      network n(a = 1) {
          input image: [4, 16, 16]
          require (a + 1) * 2 == 4, "a bracket groups"
          require -a < 0, "a sign"
          require [a] == [1], "a list"
          require not (a == 2), "a word"
      }

      """
    #expect(try ArchitectureFormatter.format(SourceText(name: "t", text: text)) == text)
    #expect(try expand(text).nodes.count == 1)
  }
}
