import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import Testing

/// Networks with very many branches, inputs, outputs and claims: the figures are those of few, and they come at once.
///
/// Each of these took from ten seconds to minutes where something looked through everything for each part.
@Suite struct ManyTests {
  /// More values live at once than are laid out by their size; no two that live at the same time overlap.
  @Test func manyBranches() throws {
    let graph = try expand(
      "network n {\ninput x: [3, 2, 2]\nadd {\nrepeat 6000 as i { branch { conv(3, kernel: 1) -> tanh } }\n}\n}"
    )
    let plan = try MemoryPlan(graph)
    #expect(graph.nodes.count == 12_002)
    // Every branch's value of 12 elements lives until the sum, which is written over one of them, and so does the input.
    #expect(plan.extent == 12 * 6001)
    var uses = [Int](repeating: 0, count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() { for input in node.inputs { uses[input] = id } }
    var begins: Set<Int> = []
    for (id, node) in graph.nodes.enumerated() where uses[id] == graph.nodes.count - 1 {
      let offset = try #require(plan.offsets[id])
      #expect(offset % 12 == 0 && begins.insert(offset).inserted, "\(node.op)")
    }
    #expect(begins.count == 6000)
  }

  /// Of each input what it reaches; beyond the sixteenth those layers that none before it has reached.
  @Test func manyInputs() throws {
    let body = (0..<3000).map {
      "input x\($0): [2, 9]\noutput y\($0): x\($0) -> max_pool(3) -> conv(1, kernel: 2)"
    }
    let analysis = try Analysis(expand("network n {\n\(body.joined(separator: "\n"))\n}"))
    for (node, layer) in zip(analysis.graph.nodes, analysis.layers) where node.shape[0] == 1 {
      guard case .axes(let axes)? = layer.field else {
        Issue.record("no field")
        return
      }
      #expect(axes.map(\.size) == [6])
    }
    #expect(analysis.graph.outputs.count == 3000)
  }

  /// A sum that many claims are about is made once, and each is right about its own part.
  @Test func manyClaims() throws {
    let layers = (0..<2000).map { "l\($0): conv(\($0 % 7 + 1), kernel: 1)" }
    let claims = (0..<2000).flatMap { index -> [String] in
      let before = index == 0 ? 3 : (index - 1) % 7 + 1
      let filters = index % 7 + 1
      return [
        "expect params(l\(index)) == \((before + 1) * filters)",
        "expect macs(l\(index)) == \(before * filters * 4)",
        "expect layers(l\(index)) == 1", "expect depth(l\(index)) == 1", "expect depth == 2000",
        "expect params(l\(index)) == \((before + 1) * filters + 1)",
      ]
    }
    let text = "network n {\ninput x: [3, 2, 2]\n\((layers + claims).joined(separator: "\n"))\n}"
    let results = try Analysis(expand(text)).claims()
    #expect(results.count == 12_000)
    #expect(results.enumerated().allSatisfy { index, result in result.holds == (index % 6 != 5) })
    #expect(
      results[5].diagnostic?.evidence.first == "it is (1*1*3 + 1)*1 = 4, 0.80 times as much",
      "\(results[5].diagnostic?.evidence ?? [])")
  }

  /// Parts that are taken over and over, of a block, and the sums of the whole network after them.
  @Test func claimsAboutBlocks() throws {
    let graph = try expand(
      """
      block b(f) {
        conv(f, kernel: 3, padding: 1)
        conv(f, kernel: 1)
      }
      network n {
        input x: [3, 5, 5]
        p: b(4)
        q: b(2)
        expect params(p) == 132
        expect params(q) == 80
        expect macs(q) == 1900
        expect depth(q) == 2
        expect params == 212
        expect layers(p) == 2
      }
      """)
    #expect(try Analysis(graph).claims().filter { !$0.holds }.map(\.found) == [])
  }
}
