import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct ListTests {
  // MARK: Lists

  @Test(arguments: [
    "a: relu\nb: tanh\n[a, b] -> concat", "a: relu\nb: tanh\n[a, b]\nconcat",
    "a: relu\nb: tanh\nlet l = [a, b]\nl -> concat",
    "a: relu\nb: tanh\nl: [a, b]\nl -> concat", "a: relu\nb: tanh\nlet l = [a, b]\nconcat(l)",
    "a: relu\n[a] -> concat(it)", "for i in [1, 2] { l: relu }\nl -> concat",
    "a: relu\nb: tanh\n[[a, b], [b, a]][1] -> concat",
    "split(2) -> concat", "l: split(2)\nconcat(l)\nsame: l[1] -> relu\nl -> subtract", "split(2) -> subtract",
  ]) func listsAreGivenToLayersThatTakeSeveral(body: String) throws {
    #expect(try expand(body: body).nodes.last?.inputs.count == 2)
  }

  @Test func blocksGiveAndTakeLists() throws {
    let graph = try expand(
      """
      block pair(width) {
          low: conv(width, kernel: 1)
          high: relu
          [low, high]
      }
      block swap {
          require in.count == 2, "two"
          [in[1], in[0]]
      }
      block first(levels) { levels[0] }
      network net {
          input image: [4, 16, 16]
          both: pair(8)
          both -> swap
          first(both)
          both.low -> tanh
          output all: both -> swap
          for level in both { output each: level -> identity }
          last: both[both.count - 1] -> relu
      }
      """)
    #expect(graph.outputs.map(\.name) == ["all[0]", "all[1]", "each[0]", "each[1]"])
    #expect(graph.outputs.prefix(2).map(\.node) == [2, 1])
    #expect(graph.layerPaths == ["both.low", "both.high", "tanh", "each[0]", "each[1]", "last"])
    #expect(graph.nodes.last?.inputs == [2])
  }

  @Test func aSharedBlockTakesAndGivesLists() throws {
    let graph = try expand(
      """
      block heads { [in[0], in[1]] -> add -> conv(4, kernel: 1) }
      network net {
          input image: [4, 16, 16]
          a: relu
          let l = [image, a]
          shared head: heads
          x: head(l)
          y: l -> head
          shared plus: add
          plus(l)
          l -> plus
      }
      """)
    #expect(graph.weights.map(\.uses) == [2])
    #expect(graph.nodes.last?.inputs == [0, 1])
  }

  @Test func claimsAreAboutListsAsAWhole() throws {
    let graph = try expand(
      body:
        "parts: conv(8, kernel: 1) -> split(2)\nexpect params(parts) == 40\nexpect params([parts[0], image]) == 0\nconcat(parts)"
    )
    #expect(
      graph.expectations.map(\.subject) == [
        .part(value: nil, layers: [1..<4]), .part(value: nil, layers: [2..<3, 0..<1]),
      ])
  }

  // MARK: Parts

  @Test func labelsNameParts() throws {
    let graph = try expand(
      body: "q, k, v: dense(12) -> split(3, axis: 2)\nk -> relu\nexpect output(v) == [4, 16, 4]")
    #expect(graph.layerPaths == ["dense", "q", "k", "v", "relu"])
    #expect(
      graph.nodes.map(\.op.call)[2...4] == [
        "split(3, take: 0, axis: 2)", "split(3, take: 1, axis: 2)", "split(3, take: 2, axis: 2)",
      ])
    #expect(graph.nodes.last?.inputs == [3])
    let unnamed = try expand(body: "split([1, 3]) -> concat")
    #expect(unnamed.layerPaths == ["split[0]", "split[1]", "concat"])
    #expect(unnamed.shape("split[1]") == [3, 16, 16])
  }

  @Test func labelsNamePartsOfListsAndBlocks() throws {
    let graph = try expand(
      """
      block halves { split(2) }
      network net {
          input image: [4, 16, 16]
          a, b: halves
          c, d: [b, a]
          add(c, a)
          e, f:
              split(2)
          output g: e
      }
      """)
    #expect(graph.layerPaths == ["halves.split[0]", "halves.split[1]", "add", "e", "f"])
    #expect(graph.nodes[3].inputs == [2, 1])
  }

  @Test func formatKeepsLists() throws {
    let text = """
      network n {
          input image: [4, 16, 16]
          q, k: split(2)
          [q, k] -> concat
          l: [q, k]
          let m = [q, k]
          repeat 2 as i over m { [m[1], m[0]] }
          for x in [1] over m { [m[1], m[0]] }
          for [a, b] in [[1, 2]] { relu }
      }

      """
    #expect(try ArchitectureFormatter.format(SourceText(name: "t", text: text)) == text)
  }

  @Test func expandedListsAreTheSameGraph() throws {
    let graph = try expand(
      body: "q, k: split(2)\nlet l = [q, k]\nrepeat 2 over l {\na: l[1] -> relu\n[a, l[0]]\n}\nl -> concat")
    let text = GraphWriter.text(of: graph, catalogue: .standard)
    let again = try expand(text)
    #expect(again.nodes.map(\.inputs) == graph.nodes.map(\.inputs))
    #expect(again.nodes.map(\.op.call) == graph.nodes.map(\.op.call))
  }

  // MARK: What goes round

  @Test func valuesGoRoundALoop() throws {
    let graph = try expand(
      """
      block mix(levels, width) {
          low: levels[0] -> conv(width, kernel: 1)
          high: add(low, levels[1])
          [low, high]
      }
      network net {
          input image: [4, 16, 16]
          a: relu
          let levels = [image, a]
          neck: repeat 2 as i over levels { mix(levels, width: 4) }
          levels -> concat
          expect params(neck) == 40
      }
      """)
    #expect(graph.nodes.map(\.inputs) == [[], [0], [0], [2, 1], [2], [4, 3], [4, 5]])
    #expect(graph.layerPaths[1] == "neck.mix[0].low")
  }

  @Test(arguments: [
    ("repeat 0 over l {}\nconcat", [2, 3]), ("repeat 2 over l {}\nl -> concat", [2, 3]),
    ("repeat 3 over l { [it[1], it[0]] }\nl -> concat", [3, 2]),
    ("repeat 3 { repeat 1 over l { [l[1], l[0]] } }\nl -> concat", [3, 2]),
    ("for x in [relu, tanh] over l {\nn: l[0] -> x\n[n, l[1]]\n}\nl -> concat", [5, 3]),
    ("if true { repeat 1 over l { [l[1], l[0]] } }\nl -> concat", [3, 2]),
  ]) func theNameStandsForTheLastList(body: String, inputs: [Int]) throws {
    let graph = try expand(body: "a: relu\nb: tanh\nc: sigmoid\nlet l = [b, c]\n" + body)
    #expect(graph.nodes.last?.inputs == inputs)
  }

  // MARK: Earlier rounds

  @Test func earlierRoundsAreAList() throws {
    let graph = try expand(
      body: """
        repeat 3 as i {
            if i > 0 { skip: cell[i - 1] -> tanh }
            cell: conv(4 + i, kernel: 1)
            if i == 2 { own: cell -> sigmoid }
        }
        cell[2] -> relu
        """)
    #expect(
      graph.layerPaths == ["cell[0]", "skip[0]", "cell[1]", "skip[1]", "cell[2]", "own", "relu"])
    #expect(graph.nodes.map(\.inputs) == [[], [0], [1], [2], [3], [4], [5], [5]])
  }

  @Test func earlierRoundsOfNestedLoops() throws {
    let graph = try expand(
      body: """
        repeat 2 as i {
            repeat 2 as j {
                if i == 1 { old: row[0] -> tanh }
                repeat cell.count { relu }
                cell: conv(3 + i + j, kernel: 1)
            }
            row: conv(9, kernel: 1)
        }
        """)
    #expect(graph.nodes.count(where: { $0.op.name == "relu" }) == 2)
    #expect(graph.nodes.count(where: { $0.op.name == "tanh" }) == 2)
    let dense = try expand(
      body: "first: relu\nrepeat 3 as i {\nif i > 0 { cell -> concat(first) }\ncell: conv(2, kernel: 1)\n}")
    #expect(dense.nodes.last { $0.op.name == "concat" }?.shape == [8, 16, 16])
  }

  @Test func aNameOfTheFileKeepsItsMeaningInLoops() throws {
    let graph = try expand(
      """
      let width = 5
      network net {
          input image: [4, 16, 16]
          repeat 2 {
              conv(width, kernel: 1)
              width: relu
          }
      }
      """)
    #expect(graph.nodes.filter { $0.op.name == "conv" }.map { $0.shape[0] } == [5, 5])
  }

  // MARK: Limits

  /// A label of what enters a block has the labels of the block before: each round stands on all others.
  @Test(arguments: [
    "block b { y: in -> relu }", "block b {\ny: in\nrelu\n}", "block b(c = in) {\ny: c\nlet z = [c]\nrelu\n}",
    "block b {\ny: [in]\nin -> relu\n}", "block b {\nrepeat 1 { y: in }\nrelu\n}",
  ]) func labelsThatStandOnEachOtherAreFreed(block: String) throws {
    let graph = try expand(
      "\(block)\nnetwork n {\ninput image: [3]\nrepeat 20_000 { last: b }\nlast[100] -> concat(image)\n}")
    #expect(graph.nodes.count == 20_002)
  }

  @Test func listsWhoseLabelsStandOnEachOtherAreFreed() throws {
    let graph = try expand(
      """
      block b {
          y: in
          [y[1], y[0]]
      }
      network n {
          input image: [3]
          a: relu
          let l = [image, a]
          repeat 20_001 over l { b }
          l -> concat
      }
      """)
    #expect(graph.nodes.last?.inputs == [1, 0])
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      "repeat 1_000_000 { [it] }", "repeat 1_000_000 { [it, it] }", "repeat 1_000_000 { x: [it, it] }",
      "repeat 150_000 as i {\nif i > 0 { all: cell }\ncell: relu\n}",
      "repeat 100_000 as i {\nif i > 0 { let all = cell }\ncell: relu\n}", "repeat 100_000 { cell: [cell] }",
      "repeat 2_000_000 over l { [l[1], l[0]] }", "split(1_000_000, axis: 0)",
      "l -> relu", "let m = [l, l]\nm -> concat", "[]", "[1, 2]", "[l, 1]",
      "a, b: relu", "a, b, c: l", "a, a: l", "relu, b: l", "l", "repeat 2 over l { l[0] }",
      "repeat 2 over l { [l[0]] }",
      "repeat 2 over l { [l, l] }", "repeat 2 over image { [it] }", "repeat 2 over nothing { [it] }",
      "let n = [1]\nrepeat 2 over n {}",
      "add {\nrepeat 2 over l { branch {} }\n}", "add {\nbranch { l }\nbranch {}\n}", "shared s: split(2)\ns",
      "l.channels -> relu", "x: l -> concat -> l", "relu -> [image]", "attention(heads: 1, rotary: l)",
      "a: relu\nrepeat 2 { b: c[0] }",
      "repeat 2 as i { cell: cell[i - 1] }", "conv(4, kernel: 1, weights: l)", "parameter(l)", "relu(l)",
    ]) func whatIsNoListEndsWithAnError(body: String)
  {
    #expect(throws: Diagnostics.self) {
      try expand(body: "l0: relu\nl1: tanh\nlet l = [l0, l1]\n" + body)
    }
  }
}
