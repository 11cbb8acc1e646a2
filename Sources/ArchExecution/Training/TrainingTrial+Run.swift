import ArchAnalysis
import ArchGraph
import ArchKernels

extension TrainingTrial {
  /// Runs a step.
  ///
  /// - Parameters:
  ///   - batch: the examples; at least two, to tell what is kept once for a batch from what is kept for each example.
  ///   - most: the most operations that a step may have.
  /// - Throws: why it is not run.
  package init(
    _ graph: Graph, batch given: Int = 2, seed: UInt64 = 1, most: Int = 20_000_000
  ) throws(Refusal) {
    let batch = max(2, given)
    guard let figures = try? TrainingFigures(graph, batch: batch), let kept = figures.kept[.adjoint],
      let bytes = try? kept.bytes()
    else { throw .tooLarge }
    let flow = figures.flow
    if let layer = flow.unknown.first { throw .unknown(layer) }
    guard flow.wanted.contains(where: { $0?.weights == true }) else { throw .nothingLearns }
    var all = CheckedInteger(figures.work.total.forward.operations)
    all = all + CheckedInteger(figures.work.total.backward.operations)
    // Moving elements takes time, too.
    for node in graph.nodes { all = all + CheckedInteger(node.shape.elementCount) * CheckedInteger(batch) }
    guard let all = all.value, all <= most else { throw .moreThan(most) }
    self.batch = batch
    self.kept.predicted = bytes
    let numbers = MadeUpStep(graph, batch: batch, seed: seed)
    var step = ObservedStep(graph, flow, kept, numbers, batch: batch)
    step.goForward()
    step.goBackward()
    layers = step.layers(figures.work)
    self.kept.measured = step.bytesRead
    compare(graph, flow.ends, step.weightGradients, numbers)
  }

  /// Compares the gradients by weights with the derivative in a random direction; if they differ, for each entry
  /// separately.
  private mutating func compare(
    _ graph: Graph, _ ends: [Node.ID], _ gradients: [Int: [Tensor<Observed>?]], _ numbers: MadeUpStep
  ) {
    func alongside(_ entries: Set<Int>?) -> (gradients: Double, forward: Double, size: Double) {
      let forward = numbers.derivative(graph, ends: ends, of: entries)
      var (sum, size) = (0.0, forward.size)
      for (entry, tensors) in gradients where entries?.contains(entry) ?? true {
        for (index, tensor) in tensors.enumerated() {
          for (place, value) in (tensor?.values ?? []).enumerated() {
            let term = value.number.value * numbers.direction(entry, index, place)
            sum += term
            size += abs(term)
          }
        }
      }
      return (sum, forward.sum, size)
    }
    let whole = alongside(nil)
    derivative = (whole.gradients, whole.forward)
    bound = 1e-9 * (1 + whole.size)
    guard !(abs(whole.gradients - whole.forward) <= bound) else { return }
    for entry in gradients.keys.sorted() {
      let own = alongside([entry])
      if !(abs(own.gradients - own.forward) <= 1e-9 * (1 + own.size)) {
        wrongGradients.append(graph.weights[entry].owner)
      }
    }
  }
}

/// Made-up numbers for a training step: inputs, weights, random draws, and the gradients of the outputs.
struct MadeUpStep {
  private let batch: Int
  private let seed: UInt64
  private let inputs: [Node.ID: [Tensor<Dual>]]
  private let weights: [[[Float]]]
  private let shapes: [[Shape]]
  private let learnt: [[Bool]]

  init(_ graph: Graph, batch: Int, seed: UInt64) {
    self.batch = batch
    self.seed = seed
    let given = Execution.madeUpInputs(graph, batch: batch, seed: seed)
    var inputs: [Node.ID: [Tensor<Dual>]] = [:]
    for (input, numbers) in zip(graph.inputs, given) {
      let shape = graph.nodes[input].shape.batched(batch)
      inputs[input] = Tensor(shape, numbers.map { Dual($0) }).examples
    }
    self.inputs = inputs
    let values = WeightValues(graph, seed: seed)
    weights = graph.weights.enumerated().map { entry, own in
      own.parameters.enumerated().map { index, parameter in
        let count = parameter.shape.elementCount ?? 0
        return [Float](unsafeUninitializedCapacity: count) { numbers, initialized in
          values.write(WeightPlace(entry: entry, index: index), to: numbers)
          initialized = count
        }
      }
    }
    shapes = graph.weights.map { $0.parameters.map(\.shape) }
    learnt = graph.weights.map { own in
      own.parameters.map { !own.isFrozen && $0.role == .weight }
    }
  }

  /// A pseudorandom number between -1 and 1.
  private func number(_ words: Int...) -> Double {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for word in words {
      state ^= UInt64(bitPattern: Int64(word)) &+ 0x9E37_79B9_7F4A_7C15 &+ state << 6 &+ state >> 2
      state = (state ^ state >> 31) &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 27
    }
    return Double(state >> 11) / 0x1p52 - 1
  }

  /// How fast a weight changes.
  func direction(_ entry: Int, _ index: Int, _ place: Int) -> Double { number(1, entry, index, place) }

  /// The gradient of the loss by an element of an output.
  func gradient(_ node: Node.ID, _ example: Int, _ place: Int) -> Double { number(2, node, example, place) }

  /// A random draw for a layer: numbers around 1.
  func drawn(_ node: Node.ID, _ index: Int, _ place: Int) -> Double { 1 + number(3, node, index, place) / 2 }

  /// The numbers in some arithmetic.
  func inputs<N: Number>(_ make: (_ node: Node.ID, _ value: Double) -> N) -> [Node.ID: [Tensor<N>]] {
    var made: [Node.ID: [Tensor<N>]] = [:]
    for (node, examples) in inputs {
      made[node] = examples.map { Tensor($0.shape, $0.values.map { make(node, $0.value) }) }
    }
    return made
  }

  /// The weights in some arithmetic.
  func weights<N: Number>(
    _ make: (_ entry: Int, _ index: Int, _ place: Int, _ value: Double) -> N
  ) -> [[Tensor<N>]] {
    weights.enumerated().map { entry, own in
      own.enumerated().map { index, numbers in
        Tensor(
          shapes[entry][index],
          numbers.enumerated().map { make(entry, index, $0.offset, Double($0.element)) })
      }
    }
  }

  /// The rate of change of the outputs, weighted by their gradients, when learnt weights change.
  ///
  /// - Parameters:
  ///   - ends: the layers that the loss is computed from.
  ///   - entries: the entries that change; all unless given.
  func derivative(_ graph: Graph, ends: [Node.ID], of entries: Set<Int>?) -> (sum: Double, size: Double) {
    let pass = DefinedPass<Dual>(
      graph, batch: batch, inputs: inputs,
      weights: weights { entry, index, place, value in
        let moves = learnt[entry][index] && entries?.contains(entry) ?? true
        return Dual(value, slope: moves ? direction(entry, index, place) : 0)
      },
      draw: { node, index, shape in
        Tensor(shape, (0..<(shape.elementCount ?? 0)).map { Dual(drawn(node, index, $0), slope: 0) })
      })
    var (sum, size) = (0.0, 0.0)
    for node in ends {
      for (example, tensor) in pass.values[node].enumerated() {
        for (place, value) in tensor.values.enumerated() {
          let term = value.slope * gradient(node, example, place)
          sum += term
          size += abs(term)
        }
      }
    }
    return (sum, size)
  }
}
