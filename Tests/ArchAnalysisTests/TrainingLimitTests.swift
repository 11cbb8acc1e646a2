import ArchGraph
import Testing

@testable import ArchAnalysis

/// How far training can be counted: up to the last batch whose bytes are a number, and not beyond.
@Suite struct TrainingLimitTests {
  /// Functions of one element keep it, and do few operations with it: it is the bytes that are beyond counting first.
  @Test(arguments: [1, 2, 7]) func theLargestBatchThatCanBeCounted(layers: Int) throws {
    let graph = try expand(
      "network n {\n  input x: [1]\n  dense(1)\n" + String(repeating: "  tanh\n", count: layers) + "}\n")
    let flow = GradientFlow(graph)
    let bytes = try Keeper.allCases.map { try KeptValues(graph, flow, batch: 1, keeper: $0).bytes(.float64) }
    let most = Int.max / (bytes.max() ?? 1)
    #expect(throws: Never.self) { try TrainingFigures(graph, batch: most) }
    #expect(throws: Overflow.self) { try TrainingFigures(graph, batch: most + 1) }
    // Each tensor by itself could still be counted.
    #expect(throws: Never.self) { try KeptValues(graph, flow, batch: most + 1, keeper: .adjoint) }
  }
}
