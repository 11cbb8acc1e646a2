import ArchAnalysis
import ArchGraph
import ArchKernels

/// A run of a network whose weights, inputs and outputs can be handed to another engine.
package final class EngineRun {
  /// The numbers of each input, `[batch, …]`.
  package let inputs: [[Float]]
  /// The numbers of each output, `[batch, …]`.
  package let outputs: [[Float]]
  private let analysis: Analysis
  private let weights: WeightStore

  init(analysis: Analysis, weights: WeightStore, inputs: [[Float]], outputs: [[Float]]) {
    self.analysis = analysis
    self.weights = weights
    self.inputs = inputs
    self.outputs = outputs
  }

  /// Calls `body` with the numbers of each tensor of weights, in the order of the graph.
  package func forEachWeight<E: Error>(_ body: (UnsafeBufferPointer<Float>) throws(E) -> Void) throws(E) {
    for index in analysis.graph.weights.indices {
      for tensor in weights.tensors(of: index) {
        try body(UnsafeBufferPointer(start: tensor.memory, count: tensor.shape.elementCount ?? 0))
      }
    }
  }

  /// The multiply-adds of the layers that another engine counts.
  ///
  /// - Parameter uncounted: the layers that it leaves out.
  package func multiplyAdds(without uncounted: Set<Node.ID>) -> Int {
    analysis.graph.nodes.indices.reduce(0) {
      uncounted.contains($1) ? $0 : $0 + analysis.layers[$1].work[.multiplyAdds]
    }
  }

  /// Compares an output of another engine with ours.
  ///
  /// The bound is `2^-21 * size * √Σ(terms + 16)` over all layers before the output, where `terms` are the operations
  /// that one number of a layer takes and `size` is the largest of the output: errors of rounding add up like the steps
  /// of a random walk, within a sum and from layer to layer. A step is four units in the last place, since functions
  /// such as the exponential are computed otherwise in both engines.
  ///
  /// - Parameter fractionBits: the bits of a fraction in the other engine's arithmetic, 23 in single precision.
  package func compare(
    _ index: Int, with values: [Float], fractionBits: Int = 23
  ) -> Validation.Engine.Output {
    let graph = analysis.graph
    let own = outputs[index]
    let name = graph.outputs[index].name ?? graph.path(of: graph.outputs[index].node)
    guard own.count == values.count else {
      return .init(name: name, difference: .infinity, bound: 0, size: 0)
    }
    var (difference, size) = (Float(0), Float(0))
    for (a, b) in zip(own, values) {
      let distance = a == b ? 0 : abs(a - b)
      difference = distance.isNaN ? .infinity : max(difference, distance)
      if a.isFinite { size = max(size, abs(a)) }
    }
    let unit = Float(sign: .plus, exponent: 2 - fractionBits, significand: 1)
    return .init(
      name: name, difference: difference,
      bound: unit * size * roundings(before: graph.outputs[index].node).squareRoot(), size: size)
  }

  /// The sum over the layers before an output of the operations that one number takes.
  private func roundings(before output: Node.ID) -> Float {
    let graph = analysis.graph
    var isBefore = Array(repeating: false, count: graph.nodes.count)
    isBefore[output] = true
    var sum: Float = 0
    for id in graph.nodes.indices.reversed() where isBefore[id] {
      let node = graph.nodes[id]
      for input in node.inputs { isBefore[input] = true }
      let arithmetic = analysis.layers[id].work.operations
      let terms = Float(arithmetic) / Float(max(1, analysis.batch * (node.shape.elementCount ?? 1)))
      sum += terms + 16
    }
    return sum
  }
}

extension Validator {
  /// Runs a network for another engine to be compared with.
  ///
  /// - Parameter share: how many times the run's memory must be free, so that the other engine has some too.
  /// - Throws: ``RunRefusal``, for want of memory before anything is allocated.
  package func engineRun(
    _ analysis: Analysis, available: Int? = Machine.freeMemory, share: Int = 3
  ) throws(RunRefusal) -> EngineRun {
    let graph = analysis.graph
    let plan = try Self.plan(
      graph, batch: analysis.batch, available: available.map { $0 / share }, threads: pool.threads
    ).plan
    let weights = try WeightStore(graph, seed: seed, pool: pool)
    let execution = try Execution(graph, plan: plan, weights: weights, pool: pool)
    // The other engine gets the numbers that were made up, not the contents of this run's memory.
    let inputs = Execution.madeUpInputs(graph, batch: analysis.batch, seed: seed)
    execution.setInputs(inputs)
    execution.run()
    return EngineRun(analysis: analysis, weights: weights, inputs: inputs, outputs: execution.outputs)
  }
}

extension Graph {
  /// The number of words of the smallest table in which an input of tokens is looked up, or `nil` if there is none.
  func vocabulary(of input: Node.ID) -> Int? {
    // Parts of a sequence of tokens are tokens, too.
    var tokens: Set<Node.ID> = [input]
    var least: Int?
    for (id, node) in nodes.enumerated() where node.inputs.contains(where: tokens.contains) {
      if node.shape.element == .token { tokens.insert(id) }
      if let vocabulary = node.op.traits.vocabulary { least = min(least ?? vocabulary, vocabulary) }
    }
    return least
  }

  /// The inputs of layers that need numbers above zero.
  var positiveInputs: Set<Node.ID> {
    var found: Set<Node.ID> = []
    for node in nodes {
      for place in node.op.traits.positiveInputs where place < node.inputs.count {
        if nodes[node.inputs[place]].isInput { found.insert(node.inputs[place]) }
      }
    }
    return found
  }
}
