import ArchGraph
import ArchOperators
import Testing

@testable import ArchImport

/// Slices with steps that are beside each other are moves of axes, which leave every element where it was.
struct InterleavingTests {
  /// A small generator, the same from run to run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 23
    }
  }

  /// Every one of so many rows of two axes, beside each other on a third.
  private struct Merging {
    var shape: [Int]
    /// The axes with their steps.
    var steps: [(axis: Int, step: Int)]
    var axis: Int
    /// Where each part begins on the axes, in the order of the concatenation.
    var starts: [[Int]]

    func graph(_ change: (inout GraphBuilder, [Node.ID]) throws -> Void = { _, _ in }) throws -> Graph {
      var builder = GraphBuilder("test")
      let input = try builder.input("x", Shape(shape))
      let parts = try starts.map { start in
        var part = input
        for (from, (axis, step)) in zip(start, steps) {
          part = try builder.apply(Slice(axis, from: from, step: step), to: [part])
        }
        return part
      }
      builder.output(try builder.apply(Concat(axis: axis), to: parts), named: nil)
      try change(&builder, parts)
      return builder.graph
    }
  }

  /// The elements of the output, by the definitions of the layers.
  private func output(_ graph: Graph) throws -> [Float] {
    func define(_ op: some Operator, _ inputs: [Tensor<Float>], _ shape: Shape) -> Tensor<Float> {
      op.define(inputs, [], output: shape)
    }
    var values: [Tensor<Float>] = []
    for node in graph.nodes {
      let count = try #require(node.shape.elementCount)
      values.append(
        node.isInput
          ? Tensor(node.shape, (0..<count).map { Float($0) })
          : define(node.op, node.inputs.map { values[$0] }, node.shape))
    }
    return values[graph.outputs[0].node].values
  }

  private func calls(_ graph: Graph) -> [String] {
    Recognition.recognise(graph).graph.nodes.filter { !$0.isInput }.map(\.op.call)
  }

  /// As Swin merges its patches: rows change faster than columns.
  private let merging = Merging(
    shape: [4, 6, 3], steps: [(0, 2), (1, 2)], axis: 2, starts: [[0, 0], [1, 0], [0, 1], [1, 1]])

  @Test func patches() throws {
    #expect(
      calls(try merging.graph()) == [
        "reshape([2, 2, 3, 2, 3])", "permute([0, 2, 3, 1, 4])", "reshape([2, 3, 12])",
      ])
  }

  @Test func everyElementStaysInItsPlace() throws {
    var generator = Generator(state: 11)
    var found = 0
    for _ in 0..<300 {
      let rank = Int.random(in: 2...4, using: &generator)
      var axes = Array(0..<rank).shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator))
      if Bool.random(using: &generator) { axes.sort() }
      let steps = axes.map { (axis: $0, step: Int.random(in: 2...3, using: &generator)) }
      var shape = (0..<rank).map { _ in Int.random(in: 1...3, using: &generator) }
      for (axis, step) in steps { shape[axis] *= step }
      var starts: [[Int]] = [[]]
      for (_, step) in steps { starts = starts.flatMap { start in (0..<step).map { start + [$0] } } }
      // The first or the last axis changes fastest, or they are in no order at all.
      if Bool.random(using: &generator) {
        starts.sort { $0.reversed().lexicographicallyPrecedes($1.reversed()) }
      }
      if Int.random(in: 0..<8, using: &generator) == 0 { starts.shuffle(using: &generator) }
      let merging = Merging(
        shape: shape, steps: steps, axis: Int.random(in: 0..<rank, using: &generator), starts: starts)
      let graph = try merging.graph()
      let recognised = Recognition.recognise(graph).graph
      #expect(try output(recognised) == output(graph), "\(merging)")
      if !recognised.nodes.contains(where: { $0.op is Concat }) { found += 1 }
    }
    #expect(found > 200)
  }

  @Test func whatIsNotEveryElementOnceStays() throws {
    func isKept(_ change: (inout Merging) -> Void) throws -> Bool {
      var merging = merging
      change(&merging)
      return calls(try merging.graph()).contains { $0.hasPrefix("concat") }
    }
    #expect(try !isKept { _ in })
    // One part twice, one left out, and an order that is none of loops.
    #expect(try isKept { $0.starts[3] = [0, 0] })
    #expect(try isKept { $0.starts.removeLast() })
    #expect(try isKept { $0.starts.swapAt(2, 3) })
    // Rows that belong to no part.
    #expect(
      try isKept {
        $0.shape[0] = 5; $0.starts = [[0, 0], [0, 1]]
      })
  }

  @Test func partsThatOthersUseStay() throws {
    let graph = try merging.graph { builder, parts in builder.output(parts[2], named: "part") }
    #expect(calls(graph).contains { $0.hasPrefix("concat") })
  }

  @Test func permutationsOfOneElement() throws {
    var builder = GraphBuilder("test")
    let input = try builder.input("x", [1, 7, 1, 7, 8])
    let moved = try builder.apply(Permute([0, 2, 1, 3, 4]), to: [input])
    let turned = try builder.apply(Permute([0, 1, 3, 2, 4]), to: [moved])
    builder.output(try builder.apply(Reshape([49, 8]), to: [turned]), named: nil)
    let graph = builder.graph
    let recognised = Recognition.recognise(graph).graph
    #expect(calls(graph) == ["permute([0, 2, 3, 1, 4])", "reshape([49, 8])"])
    #expect(try output(recognised) == output(graph))
    var other = GraphBuilder("test")
    let map = try other.input("x", [1, 7, 1, 8])
    let still = try other.apply(Permute([2, 0, 1, 3]), to: [map])
    other.output(try other.apply(Reshape([7, 8]), to: [still]), named: nil)
    #expect(calls(other.graph) == ["reshape([7, 8])"])
  }
}
