import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import ArchKernels
import ArchLanguage
import ArchOperators
import Foundation
import TestSupport
import Testing

/// Networks made up at random hold, in every respect.
@Suite struct RandomNetworkTests {
  /// How many networks are tried; `RANDOM_NETWORKS` asks for more, `RANDOM_SEED` for others.
  private static let wanted = setting("RANDOM_NETWORKS") ?? 2000
  private static let first = UInt64(setting("RANDOM_SEED") ?? 1)
  /// The networks are shared out among so many tests that run side by side.
  private static let shares = 4

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: 0..<shares) func randomNetworksHold(share: Int) {
    let pools = [WorkerPool(threads: 1), WorkerPool(threads: 2)]
    var failures = 0
    for index in stride(from: share, to: Self.wanted, by: Self.shares) {
      let network = RandomNetwork(seed: Self.first + UInt64(index))
      guard let fault = self.fault(of: network, pools) else { continue }
      let smallest = network.shrunk { self.fault(of: $0, pools, isShrunk: true) != nil }
      Issue.record(
        """
        seed \(network.seed), batch \(network.batch): \(fault)
        smallest that fails, batch \(smallest.batch): \(self.fault(of: smallest, pools, isShrunk: true) ?? "")
        \(smallest.text)
        """)
      failures += 1
      // One cause usually fails many networks.
      if failures == 3 { return }
    }
  }

  /// What is wrong with a network; nil where everything holds.
  private func fault(of network: RandomNetwork, _ pools: [WorkerPool], isShrunk: Bool = false) -> String? {
    let graph: Graph
    do {
      graph = try expand(network.text)
    } catch {
      // A network that was made smaller may be none; one that was made up must be one.
      return isShrunk ? nil : "it does not expand: \(describe(error))"
    }
    do {
      // Written as text, one line for each layer or folded, it is the same network.
      let again = try expand(GraphWriter.text(of: graph, catalogue: .standard))
      if let difference = again.difference(from: graph) { return "written and read: \(difference)" }
      let folded = try expand(FoldedWriter.text(of: graph, catalogue: .standard))
      if let difference = folded.difference(from: graph) { return "folded and read: \(difference)" }
    } catch {
      return "written, it does not expand: \(describe(error))"
    }
    if !isShrunk, let last = graph.outputs.last, graph.nodes[last.node].shape.dimensions != network.shape {
      return "its shape is \(graph.nodes[last.node].shape), not \(network.shape)"
    }
    do {
      let pool = pools[Int(network.seed % 2)]
      let validation = try validate(graph, batch: network.batch, seed: network.seed, pool: pool)
      if !validation.holds { return Self.describe(validation) }
      return try sharingFault(of: graph, network, pool)
    } catch {
      return "\(describe(error))"
    }
  }

  private func describe(_ error: any Error) -> String {
    guard let diagnostics = error as? Diagnostics else { return "\(error)" }
    return DiagnosticRenderer(style: .plain).render(diagnostics.items)
  }

  private static func describe(_ validation: Validation) -> String {
    var lines = validation.failed
    for layer in validation.layers where !layer.failures(validation.analysis.layers[layer.node].work).isEmpty
    {
      lines.append(
        "\(layer), predicted \(validation.analysis.layers[layer.node].work)")
    }
    for field in validation.fields where !field.holds { lines.append("\(field)") }
    if validation.highWater != validation.plannedExtent {
      lines.append("\(validation.highWater ?? -1) of \(validation.plannedExtent) were written")
    }
    return lines.prefix(8).joined(separator: "\n")
  }

  /// Compares every value in shared memory with that in a run where each has memory of its own.
  private func sharingFault(of graph: Graph, _ network: RandomNetwork, _ pool: WorkerPool) throws -> String? {
    let weights = try WeightStore(graph, seed: network.seed, pool: pool)
    let alone = try Execution(
      graph, plan: try MemoryPlan(graph, batch: network.batch, isShared: false), weights: weights, pool: pool)
    alone.fillInputs(seed: network.seed)
    alone.run()
    let plan = try MemoryPlan(graph, batch: network.batch)
    let shared = try Execution(graph, plan: plan, weights: weights, pool: pool)
    shared.fillInputs(seed: network.seed)
    var fault: String?
    shared.run { _ in
    } didRun: { id in
      guard fault == nil else { return }
      if let place = Self.firstDifference(shared, alone, id) {
        fault = "sharing memory changes \(graph.path(of: id)) at \(place)"
      }
    }
    for output in graph.outputs where fault == nil {
      if Self.firstDifference(shared, alone, output.node) != nil {
        fault = "the output \(graph.path(of: output.node)) does not stand until the end"
      }
    }
    if plan.extent > alone.plan.extent { fault = "sharing memory takes more of it" }
    if plan.liveElements > plan.extent { fault = "more is live than there is room for" }
    return fault
  }

  private static func firstDifference(_ first: Execution, _ second: Execution, _ id: Node.ID) -> Int? {
    guard let a = first.value(of: id), let b = second.value(of: id), a.count == b.count else { return -1 }
    return a.indices.first { a[$0].bitPattern != b[$0].bitPattern }
  }

  /// A network that fails for one layer is made as small as that layer.
  @Test func shrinkingKeepsWhatFails() throws {
    func fails(_ network: RandomNetwork) -> Bool {
      (try? expand(network.text))?.nodes.contains { $0.op.name == "max_pool" } == true
    }
    let networks = (0..<100).map { RandomNetwork(seed: UInt64($0)) }.filter(fails)
    #expect(networks.count > 10)
    for network in networks {
      let smallest = network.shrunk(while: fails)
      #expect(fails(smallest))
      // The input and the line with the layer, or a body around it; nothing else.
      #expect(try expand(smallest.text).nodes.count <= 8, "\(smallest.text)")
      #expect(smallest.batch == 1)
      #expect(!smallest.smaller.contains(where: fails))
    }
  }

  /// The networks have nearly every operator, and are of every kind that the language has.
  @Test func networksAreVaried() throws {
    var operators: Set<String> = []
    var (shared, outputs, inputs, edges, probes) = (0, 0, 0, 0, 0)
    var (late, unused, repeated) = (0, 0, 0)
    for seed in 1...2000 {
      let network = RandomNetwork(seed: UInt64(seed))
      guard let graph = try? expand(network.text) else {
        Issue.record("seed \(seed) does not expand:\n\(network.text)")
        continue
      }
      operators.formUnion(graph.nodes.map(\.op.name))
      if graph.weights.contains(where: { $0.uses > 1 }) { shared += 1 }
      if graph.outputs.count > 1 { outputs += 1 }
      if graph.inputs.count > 1 { inputs += 1 }
      let uses = graph.inputs.map { input in
        graph.nodes.reduce(0) { $0 + $1.inputs.count { $0 == input } }
      }
      if zip(graph.inputs, graph.inputs.indices).contains(where: { $0 != $1 }) { late += 1 }
      if uses.contains(0) { unused += 1 }
      if uses.contains(where: { $0 > 1 }) { repeated += 1 }
      guard seed <= 60 else { continue }
      let validation = try validate(graph)
      probes += validation.fields.count
      edges += validation.fields.count(where: \.showsEdges)
      // Every kind of layer was compared with its definition.
      #expect(
        validation.layers.allSatisfy { if case .skipped? = $0.definition { false } else { true } })
    }
    let rare: Set = ["box_decode", "non_maximum_suppression", "rbf", "drop_path"]
    let missing = Set(Catalogue.standard.names).subtracting(operators).subtracting(rare)
    #expect(missing == [])
    #expect(shared > 10 && outputs > 10 && inputs > 10, "\(shared) \(outputs) \(inputs)")
    #expect(late > 10 && unused > 10 && repeated > 10, "\(late) \(unused) \(repeated)")
    #expect(probes > 400 && edges > 200, "\(probes) probes, \(edges) with edges")
  }
}
