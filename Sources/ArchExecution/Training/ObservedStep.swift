import ArchAnalysis
import ArchGraph

/// A training step computed with observed numbers.
struct ObservedStep {
  private let graph: Graph
  private let flow: GradientFlow
  private let kept: KeptValues
  private let numbers: MadeUpStep
  private let batch: Int
  private let weights: [[Tensor<Observed>]]
  private var pass: DefinedPass<Observed>?
  /// For each layer what it saved, `[batch, …]`, or once for the batch, or for each example.
  private var saved: [[[Tensor<Observed>]]] = []
  private var forward: [Node.ID: WorkVector] = [:]
  private var backward: [Node.ID: WorkVector] = [:]
  private var reads: [Node.ID: Set<Place>] = [:]
  /// The gradients by the tensors of each entry of the graph's weights, summed over the examples.
  private(set) var weightGradients: [Int: [Tensor<Observed>?]] = [:]

  /// A tensor that gradients may read.
  private enum Place: Hashable {
    case value(Node.ID)
    case saved(Node.ID, Int)
  }

  init(
    _ graph: Graph, _ flow: GradientFlow, _ kept: KeptValues, _ numbers: MadeUpStep, batch: Int
  ) {
    self.graph = graph
    self.flow = flow
    self.kept = kept
    self.numbers = numbers
    self.batch = batch
    weights = numbers.weights { _, _, _, value in Observed(value, of: nil) }
  }

  /// Runs the layers, counts, and has them save what they keep.
  mutating func goForward() {
    var work: [Node.ID: WorkVector] = [:]
    let numbers = numbers
    let pass = DefinedPass<Observed>(
      graph, batch: batch, inputs: numbers.inputs { _, value in Observed(value, of: nil) }, weights: weights,
      draw: { node, index, shape in
        Tensor(
          shape, (0..<(shape.elementCount ?? 0)).map { Observed(numbers.drawn(node, index, $0), of: nil) })
      },
      run: { node, layer in
        let (values, done) = Observed.counting(layer)
        work[node] = done
        return values
      })
    forward = work
    saved = graph.nodes.indices.map { Self.saved(by: $0, in: graph, pass, weights, batch) }
    self.pass = pass
  }

  private static func saved(
    by id: Node.ID, in graph: Graph, _ pass: DefinedPass<Observed>, _ weights: [[Tensor<Observed>]],
    _ batch: Int
  ) -> [[Tensor<Observed>]] {
    let node = graph.nodes[id]
    guard let op = node.op as? any Differentiable, !node.isInput else { return [] }
    let own = node.weights.map { weights[$0] } ?? []
    let inputs = node.inputs.map { pass.values[$0] }
    if let apart = op as? any TrainedApart {
      return [
        apart.savedInTraining(
          inputs.map(Tensor.init(batch:)), own, masks: pass.masks[id], output: Tensor(batch: pass.values[id]))
      ]
    }
    return (0..<batch).map { example in
      op.saved(inputs.map { $0[example] }, own, output: pass.values[id][example])
    }
  }

  // MARK: Backward

  /// Computes the gradients of all layers, from the last.
  mutating func goBackward() {
    guard let pass else { return }
    var gradients: [Node.ID: [[Tensor<Observed>]]] = [:]
    for node in flow.ends where flow.wanted[node] != nil {
      gradients[node, default: []].append(
        pass.values[node].enumerated().map { example, tensor in
          Tensor(
            tensor.shape,
            tensor.values.indices.map { Observed(numbers.gradient(node, example, $0), of: nil) })
        })
    }
    for id in graph.nodes.indices.reversed() {
      guard let wanted = flow.wanted[id], let given = gradients.removeValue(forKey: id),
        let op = graph.nodes[id].op as? any Differentiable
      else { continue }
      let (sum, done) = Observed.counting { Self.sum(given) }
      backward[id] = done
      let results = adjoint(op, id, pass, sum, wanted)
      for (index, input) in graph.nodes[id].inputs.enumerated() where wanted.inputs[index] {
        gradients[input, default: []].append(results.map { $0.inputs[index] ?? Tensor(Shape([0]), []) })
      }
      if wanted.weights, let entry = graph.nodes[id].weights { add(results.map(\.weights), to: entry) }
    }
  }

  /// The sum of the gradients that several layers give for one value.
  private static func sum(_ given: [[Tensor<Observed>]]) -> [Tensor<Observed>] {
    given.dropFirst().reduce(given[0]) { sums, terms in
      zip(sums, terms).map { sum, term in
        Tensor(sum.shape, zip(sum.values, term.values).map { $0 + $1 })
      }
    }
  }

  /// The gradients of a layer, for each example, or for all if the layer sees the batch as one.
  private mutating func adjoint(
    _ op: any Differentiable, _ id: Node.ID, _ pass: DefinedPass<Observed>, _ gradient: [Tensor<Observed>],
    _ wanted: WantedGradients
  ) -> [Gradients<Observed>] {
    let node = graph.nodes[id]
    // The tensors that can be read are the inputs, the output, and what is saved.
    let inputCount = node.inputs.count
    let savedCount = saved[id].first?.count ?? 0
    var seen: UInt64 = 0
    func marked(_ tensor: Tensor<Observed>, _ index: Int) -> Tensor<Observed> {
      Tensor(tensor.shape, tensor.values.map { Observed($0.number.value, of: index) })
    }
    func run(
      _ inputs: [Tensor<Observed>], _ output: Tensor<Observed>, _ saved: [Tensor<Observed>],
      _ gradient: Tensor<Observed>
    ) -> Gradients<Observed> {
      let found = op.adjoint(
        BackwardPass(
          inputs: inputs.enumerated().map { marked($1, $0) }, weights: node.weights.map { weights[$0] } ?? [],
          output: marked(output, inputCount),
          saved: saved.enumerated().map { marked($1, inputCount + 1 + $0) },
          gradient: Tensor(
            gradient.shape, gradient.values.map { Observed($0.number.value, of: nil) }), wanted: wanted))
      for tensor in (found.inputs + found.weights).compactMap({ $0 }) {
        for number in tensor.values { seen |= number.reads }
      }
      return found
    }
    let inputs = node.inputs.map { pass.values[$0] }
    let output = pass.values[id]
    let (results, done) = Observed.counting {
      if op is any TrainedApart {
        let found = run(
          inputs.map(Tensor.init(batch:)), Tensor(batch: output), saved[id].first ?? [],
          Tensor(batch: gradient))
        let examples = found.inputs.map { $0?.examples }
        return (0..<batch).map { example in
          Gradients(
            inputs: examples.map { $0?[example] }, weights: example == 0 ? found.weights : [])
        }
      }
      return (0..<batch).map { example in
        run(inputs.map { $0[example] }, output[example], saved[id][example], gradient[example])
      }
    }
    backward[id, default: WorkVector()] &+= done
    func isRead(_ tensor: Int) -> Bool { seen >> UInt64(min(tensor, 63)) & 1 == 1 }
    for (index, input) in node.inputs.enumerated() where isRead(index) {
      reads[id, default: []].insert(.value(input))
    }
    if isRead(inputCount) { reads[id, default: []].insert(.value(id)) }
    for index in 0..<savedCount where isRead(inputCount + 1 + index) {
      reads[id, default: []].insert(.saved(id, index))
    }
    return results
  }

  /// Adds the gradients of all examples; the layers include these additions in their stated work.
  private mutating func add(_ examples: [[Tensor<Observed>?]], to entry: Int) {
    var sums = weightGradients[entry] ?? []
    for gradients in examples {
      for (index, gradient) in gradients.enumerated() {
        while sums.count <= index { sums.append(nil) }
        guard let gradient else { continue }
        guard let before = sums[index] else {
          sums[index] = gradient
          continue
        }
        sums[index] = Tensor(
          gradient.shape,
          zip(before.values, gradient.values).map {
            Observed($0.number.value + $1.number.value, of: nil)
          })
      }
    }
    weightGradients[entry] = sums
  }

  // MARK: Observations

  /// The layers with their predictions.
  func layers(_ work: TrainingWork) -> [TrainingTrial.Layer] {
    let roots = kept.roots
    return graph.nodes.indices.filter { !graph.nodes[$0].isInput }.map { id in
      var layer = TrainingTrial.Layer(node: id)
      layer.forward = (work.layers[id].forward, forward[id] ?? WorkVector())
      layer.backward = (work.layers[id].backward, backward[id] ?? WorkVector())
      layer.skipped = work.layers[id].unknown
      let seen = reads[id] ?? []
      let rootsSeen = Set(
        seen.compactMap { place -> Node.ID? in
          if case .value(let node) = place { roots[node] } else { nil }
        })
      let rootsPromised = Set(
        kept.tensors.filter { $0.name == nil && $0.readers.contains(id) }.map(\.node))
      layer.missing = rootsSeen.subtracting(rootsPromised).sorted().map { "`\(graph.path(of: $0))`" }
      layer.unread = rootsPromised.subtracting(rootsSeen).sorted().map { "`\(graph.path(of: $0))`" }
      let names = kept.tensors.filter { $0.node == id && $0.name != nil }.compactMap(\.name)
      let all = savedRules(id).map(\.name)
      let seenNames = Set(
        seen.compactMap { place -> String? in
          guard case .saved(_, let index) = place, index < all.count else { return nil }
          return all[index]
        })
      layer.missing += seenNames.subtracting(names).sorted()
      layer.unread += Set(names).subtracting(seenNames).sorted()
      return layer
    }
  }

  /// Everything that a layer may save, in the order in which it does.
  private func savedRules(_ id: Node.ID) -> [(name: String, kept: Kept)] {
    let node = graph.nodes[id]
    guard let op = node.op as? any Differentiable else { return [] }
    return op.kept(from: node.inputShapes, to: node.shape, by: .adjoint, batch: batch).compactMap { kept in
      if case .saved(let name, _) = kept.source { (name, kept) } else { nil }
    }
  }

  /// The bytes of the tensors that were read, each counted once.
  var bytesRead: Int {
    guard let pass else { return 0 }
    let roots = kept.roots
    let all = reads.values.reduce(into: Set<Place>()) { $0.formUnion($1) }
    var bytes = 0
    let values = Set(
      all.compactMap { place -> Node.ID? in if case .value(let node) = place { roots[node] } else { nil } })
    for node in values {
      let elements = pass.values[node].reduce(0) { $0 + $1.values.count }
      bytes += elements * (graph.nodes[node].shape.element == .token ? 8 : 4)
    }
    for case .saved(let node, let index) in all {
      let elements = saved[node].reduce(0) { $0 + $1[index].values.count }
      switch savedRules(node)[index].kept.element {
      case .number, .single: bytes += elements * 4
      case .index: bytes += elements * 8
      case .byte: bytes += elements
      }
    }
    return bytes
  }
}
