import ArchGraph

/// The common part of the rules of the backward pass for all recurrent layers.
extension Recurrence {
  private var ofDirections: [Factor] { bidirectional ? [Factor("directions", 2)] : [] }
  private var ofUnits: Factor { Factor("units", units) }
  /// The features of a state as the next step sees it.
  private var ofOutputs: Factor { projection.map { Factor("projection", $0) } ?? ofUnits }
  private func ofTokens(_ input: Shape) -> Factor { Factor("tokens", input[0]) }
  private func features(_ input: Shape) -> Factor { Factor("in_features", input[1]) }

  /// The products of the layer for their inputs, and again for the weights, and the adjoint of each step.
  ///
  /// Whatever is asked for, the gradient goes back from each state to the one before, and from the first to
  /// its predecessor: zeros, which the layer multiplies too, or a given state. It starts with that of the last state if
  /// that is the only one returned; otherwise it starts with zero, and the gradient of each state is added.
  ///
  /// - Parameter perState: the operations for each element of a state.
  func backward(
    from inputs: [Shape], to output: Shape, perState: [(kind: Work.Kind, count: Int)]
  ) -> BackwardWork {
    let input = inputs[0]
    let states = ofDirections + [ofTokens(input), ofUnits]
    // The products of the input, of the state and of a projection.
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

  /// A tensor of numbers for each step of each direction, in the order in which the steps ran.
  func perStep(
    _ name: String, _ numbers: [Factor], of input: Shape, for readers: Kept.Readers = .any
  ) -> Kept {
    Kept(.saved(name, ofDirections + [ofTokens(input)] + numbers), for: readers)
  }

  /// A tensor of a multiple of the units for each step of each direction.
  func perUnit(
    _ name: String, _ count: Int = 1, _ counted: String = "gates", of input: Shape,
    for readers: Kept.Readers = .any
  ) -> Kept {
    perStep(name, (count == 1 ? [] : [Factor(counted, count)]) + [ofUnits], of: input, for: readers)
  }

  /// The states as the next step sees them: the output, or a separate tensor if that has only the last ones.
  func keptStates(of input: Shape, for readers: Kept.Readers = .any) -> Kept {
    Kept(
      returns != .last ? .output : .saved("states", [ofTokens(input)] + ofDirections + [ofOutputs]),
      for: readers)
  }
}

/// The tensors that PyTorch keeps.
extension Recurrence {
  /// On a CUDA device cuDNN's function keeps input, output, the zeros before the first step, and its reserve.
  ///
  /// NVIDIA does not document the size of the reserve. The sizes reported in pytorch/pytorch#2895 fit five
  /// numbers for each element of a state of an LSTM, four gates and the cell, and six for a GRU. One
  /// for a simple layer, and one more for a projection, are assumptions.
  func keptByCuDNN(of input: Shape, reserve: Int, hasCells: Bool = false) -> [Kept] {
    [
      Kept(.input(0)), keptStates(of: input), Kept(.saved("first_states", ofDirections + [ofOutputs])),
      perUnit("reserve", reserve, "per_unit", of: input),
    ] + (hasCells ? [Kept(.saved("first_cells", ofDirections + [ofUnits]))] : [])
  }

  /// On a CPU an LSTM is a oneDNN function.
  ///
  /// It keeps a copy of the input, its results, first and last states and cells, and a workspace, whose
  /// measured size matches these apart from some padding.
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

  /// The input of the product of all tokens with the input matrix.
  ///
  /// Each direction of PyTorch's own modules makes a copy with the tokens before the batch.
  func keptInput(of input: Shape, isNative: Bool) -> Kept {
    isNative
      ? perStep("tokens_first", [features(input)], of: input, for: .weights) : Kept(.input(0), for: .weights)
  }

  /// The states before each step as the state matrix reads them, each a separate tensor.
  func keptStatesBefore(of input: Shape) -> Kept { perStep("states", [ofOutputs], of: input) }

  /// The states before each step and after the last.
  func keptStatesAround(of input: Shape) -> Kept {
    Kept(.saved("states", ofDirections + [Factor("states", input[0] + 1), ofUnits]))
  }

  /// The cells before each step; the first are the zeros that are also the first state.
  func keptCellsBefore(of input: Shape) -> Kept {
    Kept(.saved("cells", ofDirections + [Factor("tokens_before_last", input[0] - 1), ofUnits]))
  }
}
