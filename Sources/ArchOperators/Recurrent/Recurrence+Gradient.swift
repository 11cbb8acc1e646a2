import ArchGraph

/// What the rules of the backward pass have in common for all recurrent layers.
extension Recurrence {
  private var ofDirections: [Factor] { bidirectional ? [Factor("directions", 2)] : [] }
  private var ofUnits: Factor { Factor("units", units) }
  /// The features of a state as the next step sees it.
  private var ofOutputs: Factor { projection.map { Factor("projection", $0) } ?? ofUnits }
  private func ofTokens(_ input: Shape) -> Factor { Factor("tokens", input[0]) }
  private func features(_ input: Shape) -> Factor { Factor("in_features", input[1]) }

  /// The products of the layer by what they read, and again by the weights, and the adjoint of each step.
  ///
  /// Whatever is asked for, the gradient goes back from each state to the one before, and from the first to
  /// what was before it: zeros, which the layer multiplies too, or a state that was given. It starts with that by the last state where there
  /// is no other; else it starts with zero, and that by the state of each step is added.
  ///
  /// - Parameter perState: the operations for each element of a state.
  func backward(
    from inputs: [Shape], to output: Shape, perState: [(kind: Work.Kind, count: Int)]
  ) -> BackwardWork {
    let input = inputs[0]
    let states = ofDirections + [ofTokens(input), ofUnits]
    // Those of the input, of the state and of a projection.
    let products = work(from: inputs, to: output, perState: [])[.multiplyAdds].terms
    var (shared, ofInput, ofWeights) = (Work(), Work(), Work())
    ofInput[.multiplyAdds] = Count(products[0])
    for product in products { ofWeights[.multiplyAdds].add(product) }
    for product in products.dropFirst() { shared[.multiplyAdds].add(product) }
    if returns != .last { shared.add(.additions, for: ofDirections + [ofTokens(input), ofOutputs]) }
    for (kind, count) in perState { shared.add(kind, count, for: states, named: "per_state") }
    ofWeights.add(.additions, biases.count * gates, for: states, named: "gate_biases")
    return BackwardWork(
      shared: shared, inputs: [ofInput] + inputs.dropFirst().map { _ in Work() }, weights: ofWeights)
  }

  /// A tensor of numbers for each step of each direction, in the order in which they were run.
  func perStep(
    _ name: String, _ numbers: [Factor], of input: Shape, for readers: Kept.Readers = .any
  ) -> Kept {
    Kept(.saved(name, ofDirections + [ofTokens(input)] + numbers), for: readers)
  }

  /// A tensor of so many times the units for each step of each direction.
  func perUnit(
    _ name: String, _ count: Int = 1, _ counted: String = "gates", of input: Shape,
    for readers: Kept.Readers = .any
  ) -> Kept {
    perStep(name, (count == 1 ? [] : [Factor(counted, count)]) + [ofUnits], of: input, for: readers)
  }

  /// The states as the next step sees them: the output, or a tensor of its own where that has the last ones.
  func keptStates(of input: Shape, for readers: Kept.Readers = .any) -> Kept {
    Kept(
      returns != .last ? .output : .saved("states", [ofTokens(input)] + ofDirections + [ofOutputs]),
      for: readers)
  }
}

/// What PyTorch keeps.
extension Recurrence {
  /// On a CUDA device cuDNN's function keeps input, output, the zeros before the first step, and its reserve.
  ///
  /// How large the reserve is, NVIDIA does not say. The sizes reported in pytorch/pytorch#2895 fit five
  /// numbers for each element of a state of an LSTM, four gates and the cell, and six for that of a GRU. One
  /// for a simple layer, and one more for a projection, are assumed.
  func keptByCuDNN(of input: Shape, reserve: Int, hasCells: Bool = false) -> [Kept] {
    [
      Kept(.input(0)), keptStates(of: input), Kept(.saved("first_states", ofDirections + [ofOutputs])),
      perUnit("reserve", reserve, "per_unit", of: input),
    ] + (hasCells ? [Kept(.saved("first_cells", ofDirections + [ofUnits]))] : [])
  }

  /// On a CPU an LSTM is oneDNN's function.
  ///
  /// It keeps a copy of the input, what it gives, first and last states and cells, and a workspace, whose
  /// sizes as measured are these but for some padding.
  func keptByOneDNN(of input: Shape) -> [Kept] {
    let states = Factor("states", input[0] + 1)
    let wide = Factor("features_or_units", max(input[1], units))
    return [
      Kept(.saved("tokens_first", [ofTokens(input), features(input)])),
      returns != .last && !bidirectional ? Kept(.output) : perUnit("states", of: input),
      Kept(.saved("first_and_last_states", ofDirections + [Factor("states_and_cells", 4), ofUnits])),
      perUnit("workspace_gates", 4, of: input),
      Kept(.saved("workspace_inputs", ofDirections + [states, Factor("buffers", 6), wide])),
      Kept(.saved("workspace_states", ofDirections + [states, Factor("buffers", 5), ofUnits])),
    ]
  }

  /// What the product of all tokens with the matrix of the inputs reads.
  ///
  /// Each direction of PyTorch's own modules makes a copy that has the tokens before the batch.
  func keptInput(of input: Shape, isNative: Bool) -> Kept {
    isNative
      ? perStep("tokens_first", [features(input)], of: input, for: .weights) : Kept(.input(0), for: .weights)
  }

  /// The states before each step as the matrix of the state reads them, each a tensor of its own.
  func keptStatesBefore(of input: Shape) -> Kept { perStep("states", [ofOutputs], of: input) }

  /// The states before each step and after the last.
  func keptStatesAround(of input: Shape) -> Kept {
    Kept(.saved("states", ofDirections + [Factor("states", input[0] + 1), ofUnits]))
  }

  /// The cells before each step; the first are the zeros that are the first state too.
  func keptCellsBefore(of input: Shape) -> Kept {
    Kept(.saved("cells", ofDirections + [Factor("tokens_before_last", input[0] - 1), ofUnits]))
  }
}
