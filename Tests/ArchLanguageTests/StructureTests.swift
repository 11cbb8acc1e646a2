import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct StructureTests {
  @Test func membersOfBlocksAreValues() throws {
    let graph = try expand(
      """
      block body {
          c3: conv(8, kernel: 3) -> relu
          c4: conv(16, kernel: 3)
      }
      network net {
          input image: [4, 16, 16]
          body: features
          output small: body.c3 -> max_pool(2)
          output large: body.c4
      }
      block features { body }
      """.replacing("body: features", with: "trunk: body").replacing("body.", with: "trunk.")
        .replacing("block features { body }\n", with: ""))
    #expect(graph.outputs.map(\.name) == ["small", "large"])
    #expect(graph.nodes[graph.outputs[0].node].shape == [8, 7, 7])
    #expect(graph.nodes[graph.outputs[1].node].shape == [16, 12, 12])
  }

  @Test func anOutputLeavesTheValueBeforeIt() throws {
    let graph = try expand(body: "flatten\noutput class: dense(10)\noutput box: dense(4)")
    #expect(graph.nodes[graph.outputs[0].node].shape == [10])
    #expect(graph.nodes[graph.outputs[1].node].shape == [4])
    #expect(graph.nodes[graph.outputs[0].node].inputs == graph.nodes[graph.outputs[1].node].inputs)
  }

  @Test func labelsOfLoopsAreLists() throws {
    let graph = try expand(
      body: """
        for i, width in [8, 16, 32] { level: conv(width, kernel: 3) }
        level[1] -> conv(2, kernel: 1)
        a: add(it, it)
        """)
    #expect(graph.nodes.last?.shape == [2, 12, 12])
  }

  @Test func labelsOfBranchesInLoopsAreLists() throws {
    let graph = try expand(
      body: "add {\nfor i in [1, 2] { side: branch { conv(4, kernel: 1) } }\n}\nadd(it, side[1])")
    #expect(graph.nodes.last?.inputs == [3, 2])
  }

  @Test func mergesAndLayersAreValues() throws {
    let graph = try expand(
      """
      block join(merge, norm = batch_norm) {
          merge { branch {} branch { conv(4, kernel: 1) } }
          if norm == batch_norm { norm }
      }
      network net {
          input image: [4, 8, 8]
          join(add) -> join(multiply, norm: relu)
      }
      """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "add", "batch_norm", "conv", "multiply"])
  }

  @Test func branchesCanBeMadeByLoops() throws {
    let graph = try expand(
      body: "concat_free: add {\nfor i in [1, 2, 3] { branch { conv(8, kernel: 1) } }\n}")
    #expect(graph.nodes.last?.inputs.count == 3)
  }

  @Test func everyBranchStartsFromTheSameValueAndInMeansIt() throws {
    let graph = try expand(
      body: "add {\nbranch {}\nbranch { conv(in.channels * 2, kernel: 1) -> conv(in.channels, kernel: 1) }\n}"
    )
    #expect(graph.shape("conv[0]") == [8, 16, 16])
    #expect(graph.shape("conv[1]") == [4, 16, 16])
  }

  @Test func sharedWeightsAreMadeOnce() throws {
    let graph = try expand(
      """
      block tower { conv(8, kernel: 3) -> batch_norm }
      network net {
          input left: [4, 16, 16]
          input right: [4, 16, 16]
          shared twin: tower
          a: left -> twin
          b: right -> twin
          add(a, b)
      }
      """)
    #expect(graph.weights.count == 2)
    #expect(graph.weights.map(\.uses) == [2, 2])
    #expect(graph.layerPaths == ["a.conv", "a.batch_norm", "b.conv", "b.batch_norm", "add"])
    #expect(graph.path(of: graph.weights[0].parameters[0], in: 0) == "a.conv.weight")
  }

  @Test func sharedInstancesInSharedInstances() throws {
    let graph = try expand(
      """
      block inner { conv(4, kernel: 1) }
      block outer {
          shared part: inner
          part -> part -> conv(4, kernel: 1)
      }
      network net {
          input image: [4, 16, 16]
          shared whole: outer
          whole -> whole
      }
      """)
    #expect(graph.nodes.count == 7)
    #expect(graph.weights.map(\.uses) == [4, 2])
  }

  @Test func frozenAndTrainingParts() throws {
    let body =
      "frozen { a: conv(8, kernel: 1) }\nwhen training {\noutput aux: conv(3, kernel: 1)\n}\nb: conv(8, kernel: 1)"
    let graph = try expand(body: body)
    #expect(graph.nodes.map(\.isFrozen) == [false, true, false])
    #expect(graph.weights.map(\.isFrozen) == [true, false])
    let training = try expand(body: body, settings: Settings(isTraining: true))
    #expect(training.nodes.map(\.isTrainingOnly) == [false, false, true, false])
    #expect(training.shape("b") == [8, 16, 16])
    #expect(training.outputs.map(\.name) == ["aux"])
  }

  @Test func statementsEndWithTheirLines() throws {
    let graph = try expand(
      body: """
        conv(
            8,
            kernel: 3
        )
            -> relu ->
            max_pool(
                2)
        """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "relu", "max_pool"])
  }

  @Test func claimsBelongToTheNetworkThatIsAskedFor() throws {
    let text = """
      network base(width = 8) {
          input image: [4, 16, 16]
          a: conv(width, kernel: 1)
          expect params == 40
          if width == 16 { expect params == 80 }
      }
      network other = base(width: 4) {
          expect params(a) within 0.5% of 0.02K
      }
      """
    #expect(try expand(text, network: "base").expectations.map(\.text) == ["params == 40"])
    #expect(
      try expand(text, settings: Settings(values: [("width", "16")]), network: "base").expectations.count == 2
    )
    let other = try expand(text, network: "other").expectations
    #expect(other.map(\.text) == ["params(a) within 0.5% of 0.02K"])
    #expect(other.first?.relation == .within(percent: 0.5))
    #expect(other.first?.value == .decimal(20))
  }

  @Test func aSpreadsheetOfNetworksKeepsItsOrder() throws {
    let program = Program(
      SourceText(
        name: "t",
        text: "network b(x) { input i: [x] }\nnetwork a(x = 1) { input i: [x] }\nnetwork c = b(3)\n"),
      catalogue: .standard, imports: NoImports())
    #expect(program.networks.map(\.name) == ["b", "a", "c"])
    #expect(program.networks.map(\.isComplete) == [false, true, true])
  }
}
