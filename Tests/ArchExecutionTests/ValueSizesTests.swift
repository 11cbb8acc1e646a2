import ArchAnalysis
import ArchGraph
import ArchKernels
import ArchOperators
import Testing

@testable import ArchExecution

/// Made-up weights are chosen by how large values are said to be: what a kernel gives must be about so large.
@Suite struct ValueSizesTests {
  static let names = Catalogue.standard.names.filter { $0 != "input" }

  @Test(arguments: names) func valuesAreAsLargeAsTheyAreSaidToBe(name: String) throws {
    let type = try #require(Catalogue.standard[name])
    try check(type)
  }

  private func check<O: Operator>(_ type: O.Type) throws {
    for specimen in type.specimens {
      var builder = GraphBuilder("specimen")
      let inputs = try specimen.inputs.enumerated().map { try builder.input("x\($0)", $1) }
      guard let node = try? builder.apply(specimen.op, to: inputs) else { continue }
      builder.output(node, named: nil)
      let graph = builder.graph
      guard (graph.nodes[node].shape.elementCount ?? 0) >= 8,
        specimen.inputs.allSatisfy({ $0.element == .number })
      else { continue }
      // Several examples, so that it is the sizes that count and not the luck of few numbers.
      let plan = try MemoryPlan(graph, batch: 16)
      let weights = try WeightStore(graph, seed: 1, pool: .serial)
      let execution = try Execution(graph, plan: plan, weights: weights, pool: .serial)
      execution.fillInputs(seed: 1)
      execution.run()
      let values = try #require(execution.value(of: node))
      let size = (values.reduce(0) { $0 + $1 * $1 } / Float(values.count)).squareRoot()
      let said = ValueSizes(graph)[node]
      let note: Comment = "\(specimen.op.call) on \(specimen.inputs): \(size), said \(said)"
      #expect(size < 4 * said, note)
      // The mean of a window is taken for as large as its elements, since neighbours are alike in real maps.
      let isMean = specimen.op.traits.values == .kept && specimen.op.traits.axes == .map
      // Of made-up numbers no two are equal.
      if !isMean, size > 0 { #expect(said < 8 * size, note) }
    }
  }
}
