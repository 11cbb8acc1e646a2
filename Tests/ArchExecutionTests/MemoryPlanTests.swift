import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchKernels
import Testing

/// Where values stand, and that running there gives what running apart gives.
@Suite struct MemoryPlanTests {
  private func plan(_ body: String, batch: Int = 1) throws -> (graph: Graph, plan: MemoryPlan) {
    let graph = try expand("network n {\n\(body)\n}\n")
    let plan = try MemoryPlan(graph, batch: batch)
    try checkValues(graph, plan)
    return (graph, plan)
  }

  /// Every value is the same as in a run in which each has memory of its own.
  private func checkValues(_ graph: Graph, _ plan: MemoryPlan) throws {
    let weights = try WeightStore(graph, seed: 3, pool: .serial)
    let apart = try Execution(
      graph, plan: try MemoryPlan(graph, batch: plan.batch, isShared: false), weights: weights, pool: .serial)
    let together = try Execution(graph, plan: plan, weights: weights, pool: .serial)
    apart.fillInputs(seed: 5)
    together.fillInputs(seed: 5)
    apart.run()
    var layers = 0
    let records = together.run { _ in
    } didRun: { id in
      layers += 1
      let (a, b) = (together.value(of: id).map(Array.init), apart.value(of: id).map(Array.init))
      #expect(a == b, "\(graph.path(of: id))")
    }
    #expect(records.allSatisfy { $0.fault == nil })
    #expect(layers == graph.nodes.count)
    for output in graph.outputs {
      #expect(together.value(of: output.node).map(Array.init) == apart.value(of: output.node).map(Array.init))
    }
    #expect(together.highWater == plan.extent)
  }

  private func offset(_ path: String, in planned: (graph: Graph, plan: MemoryPlan)) throws -> Int {
    let node = try #require(planned.graph.nodes.indices.first { planned.graph.path(of: $0) == path })
    return try #require(planned.plan.offsets[node])
  }

  @Test func activationsStandOverTheirInputs() throws {
    let planned = try plan("input x: [2, 4, 4]\nc: conv(2, kernel: 1)\nrelu\ntanh")
    #expect(try offset("relu", in: planned) == offset("c", in: planned))
    #expect(try offset("tanh", in: planned) == offset("c", in: planned))
    #expect(planned.plan.extent == 64)
  }

  /// Inputs are given before anything runs, so that none may be where another does, whenever it is declared or used.
  @Test(arguments: [
    "input a: [1]\noutput x: a -> dense(1)\ninput b: [1]\noutput y: b -> dense(1)",
    "input a: [2]\ninput b: [3]\nb -> identity",
    "input a: [2, 3, 3]\nc: conv(4, kernel: 1)\ninput b: [4, 3, 3]\nadd(c)",
    "input a: [2, 3, 3]\nc: conv(2, kernel: 1)\ninput b: [2, 3, 3]\nconcat(c, b, a)",
    "input a: [4]\nrelu\ninput b: [4]\ninput c: [4]\nb -> tanh",
  ])
  func inputsStandFromTheBeginning(body: String) throws {
    let planned = try plan(body)
    let graph = planned.graph
    let ranges = try graph.inputs.map { input in
      let start = try #require(planned.plan.offsets[input])
      return start..<start + (graph.nodes[input].shape.elementCount ?? 0)
    }
    for (index, range) in ranges.enumerated() {
      for other in ranges[..<index] { #expect(!range.overlaps(other), "\(body)") }
    }
    #expect(planned.plan.extent >= ranges.reduce(0) { $0 + $1.count })
  }

  @Test func whatIsNeededLaterIsNotWrittenOver() throws {
    let planned = try plan("input x: [2, 4, 4]\nc: conv(2, kernel: 1)\nr: relu\nadd(r, c)")
    #expect(try offset("r", in: planned) != offset("c", in: planned))
  }

  @Test func outputsStandUntilTheEnd() throws {
    let planned = try plan(
      "input x: [2, 4, 4]\noutput a: conv(2, kernel: 1)\noutput b: a -> relu\noutput c: b -> tanh")
    let places = try ["a", "b", "c"].map { try offset($0, in: planned) }
    // The labels that are outputs are layers of their own paths.
    #expect(Set(places).count == 3)
  }

  @Test func viewsCostNothing() throws {
    let planned = try plan("input x: [2, 4, 4]\nc: conv(2, kernel: 1)\nflatten\nd: dense(3)")
    #expect(try offset("flatten", in: planned) == offset("c", in: planned))
  }

  /// A view that is written over takes the value that it is a view of with it.
  @Test func viewsAreKeptWhileTheirValueIsNeeded() throws {
    _ = try plan("input x: [4, 2, 2]\nc: conv(4, kernel: 1)\nflatten -> relu -> reshape([4, 2, 2])\nadd(c)")
    _ = try plan(
      "input x: [4, 2, 2]\nc: conv(4, kernel: 1)\nf: flatten\nrelu -> dense(3)\noutput o: f -> tanh")
  }

  @Test func partsStandInWhatTheyAreJoinedIn() throws {
    let planned = try plan(
      "input x: [2, 3, 3]\na: conv(2, kernel: 1)\nb: x -> conv(3, kernel: 1)\nall: concat(a, b)")
    #expect(try offset("a", in: planned) == offset("all", in: planned))
    #expect(try offset("b", in: planned) == offset("all", in: planned) + 18)
    #expect(planned.plan.extent == 18 + 45)
  }

  @Test func joinedPartsMayBeJoinedAgain() throws {
    let planned = try plan(
      """
      input x: [2, 3, 3]
      a: conv(2, kernel: 1)
      b: x -> conv(3, kernel: 1)
      ab: concat(a, b)
      c: x -> conv(1, kernel: 1)
      all: concat(c, ab)
      """)
    #expect(try offset("c", in: planned) == offset("all", in: planned))
    #expect(try offset("a", in: planned) == offset("all", in: planned) + 9)
    #expect(try offset("b", in: planned) == offset("all", in: planned) + 27)
  }

  /// As in a DenseNet: each value is joined with all before it, which are needed again.
  @Test func partsThatAreJoinedSeveralTimes() throws {
    _ = try plan("input x: [2, 3, 3]\na: conv(2, kernel: 3, padding: 1)\nrepeat 4 { concat(it, a) }")
    _ = try plan(
      """
      input x: [2, 3, 3]
      repeat 4 { concat { branch {} branch { batch_norm -> relu -> conv(2, kernel: 3, padding: 1) } } }
      relu
      """)
  }

  @Test(arguments: [
    // A part that is needed after the joined value has been written over.
    "a: conv(2, kernel: 1)\nb: x -> conv(2, kernel: 1)\nconcat(a, b) -> relu -> conv(2, kernel: 1)\nadd(a)",
    // The same part twice, the input of the network, a part and a view of it.
    "a: conv(2, kernel: 1)\nconcat(a, a)\nrelu", "concat(x, x)\nrelu", "a: relu\nconcat(a, x, a) -> relu",
    "a: conv(2, kernel: 1)\nb: a -> reshape([2, 3, 3])\nconcat(a, b) -> relu",
    // A part that is written over on the way.
    "a: conv(2, kernel: 1)\nb: a -> relu\nconcat(b, x) -> tanh",
    "a: conv(2, kernel: 1)\nb: a -> relu\nconcat(a, b) -> tanh",
    // A value that two joined values take.
    "a: conv(2, kernel: 1)\nb: x -> conv(1, kernel: 1)\nc: concat(a, b)\nd: concat(b, a)\ne: concat(c, d)\nrelu",
    "a: conv(1, kernel: 1)\nb: concat(a, x)\nc: concat(b, a)\nd: concat(a, c, b)\nsoftmax\nconcat(d, it)",
    // One value twice in a sum, before and after another.
    "a: conv(2, kernel: 1)\nb: relu\nadd(a, b, a)", "a: conv(2, kernel: 1)\nadd(a, a)\nadd(it, it)",
    "a: conv(2, kernel: 1)\nb: tanh\nadd(b, a, b, a)", "a: conv(2, kernel: 1)\nmaximum(a, x, a)",
    "a: conv(2, kernel: 1)\nb: relu\naverage(a, b, a)", "a: conv(2, kernel: 1)\nb: relu\nmultiply(a, b, a)",
    "a: conv(2, kernel: 1)\nsubtract(a, a)", "a: conv(2, kernel: 1)\nb: a -> relu\nsubtract(b, a)",
    // Branches that do nothing.
    "concat { branch {} branch {} }\nrelu", "add { branch {} branch { relu } branch {} }",
    // Values that nobody uses.
    "a: conv(4, kernel: 1)\nb: x -> conv(2, kernel: 1)\nc: x -> relu",
  ])
  func valuesAreTheSame(body: String) throws {
    for batch in 1...2 { _ = try plan("input x: [2, 3, 3]\n" + body, batch: batch) }
  }

  @Test func valuesApartDoNotOverlap() throws {
    let graph = try expand(
      "network n {\n    input x: [2, 3, 3]\n    conv(2, kernel: 1) -> relu -> flatten\n    concat(it, it)\n}\n"
    )
    let plan = try MemoryPlan(graph, batch: 2, isShared: false)
    let elements = graph.nodes.map { 2 * ($0.shape.elementCount ?? 0) }
    #expect(plan.extent == elements.reduce(0, +))
    let ranges = graph.nodes.indices.map { id in
      (plan.offsets[id] ?? 0)..<(plan.offsets[id] ?? 0) + elements[id]
    }
    for a in ranges.indices {
      for b in ranges.indices where a < b { #expect(!ranges[a].overlaps(ranges[b])) }
    }
  }
}
