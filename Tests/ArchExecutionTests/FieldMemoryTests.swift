import ArchAnalysis
import ArchGraph
import ArchKernels
import Testing

@testable import ArchExecution

/// Fields are probed where there is memory for one example, whatever the batch of the network, and not with less.
@Suite struct FieldMemoryTests {
  @Test(arguments: [1, 8]) func memoryOfOneExample(batch: Int) throws {
    let graph = try expand("network n {\n  input x: [2, 12, 12]\n  conv(3, kernel: 3)\n}\n")
    let analysis = try Analysis(graph, batch: batch)
    let (input, target) = (graph.inputs[0], graph.outputs[0].node)
    // A mark of four bytes for each position of the two maps.
    let marks = Double(4 * (12 * 12 + 10 * 10))
    let plan = try MemoryPlan(graph, batch: 1, targets: [target])
    let needed = RunMemory(graph, plan: plan, threads: 1, others: marks) { _ in true }.total
    func probes(_ available: Int) -> Int {
      FieldProber(pool: .serial, seed: 1, available: available) { _, _, _ in }
        .probe(analysis, all: true) { _ in nil }.0.count
    }
    #expect(graph.nodes[input].isInput && needed > marks)
    #expect(probes(Int(needed.rounded(.up))) > 0)
    #expect(probes(Int(needed.rounded(.up)) - 1) == 0)
  }
}
