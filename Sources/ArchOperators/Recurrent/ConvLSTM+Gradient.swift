import ArchGraph

extension ConvLSTM: Differentiable {
  private var ofFilters: Factor { Factor("filters", filters) }

  /// The extents of the maps.
  private func map(_ inputs: [Shape], _ output: Shape) -> [Factor] {
    let rank = inputs[0].rank - 2
    return zip(Axis.spatial("out_", rank), output.dimensions.suffix(rank)).map { Factor($0, $1) }
  }

  /// Both convolutions for their inputs and for their kernels, and the cells as in ``LSTM``.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let states = [Factor("steps", inputs[0][0]), ofFilters] + map(inputs, output)
    // The convolution of the input and that of the state.
    let products = work(from: inputs, to: output)[.multiplyAdds]
    var (shared, input, weights) = (Work(), Work(), Work())
    input[.multiplyAdds] = Count(products.terms[0])
    shared[.multiplyAdds] = Count(products.terms[1])
    weights[.multiplyAdds] = products
    if returns == .sequence { shared.add(.additions, for: states) }
    for (kind, count) in LSTM.adjointCost { shared.add(kind, count, for: states, named: "per_state") }
    if bias { weights.add(.additions, 4, for: states, named: "gates") }
    return BackwardWork(shared: shared, inputs: [input], weights: weights)
  }

  /// All gates and cells; input and states for the gradient of the weights.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (steps, map) = (Factor("steps", inputs[0][0]), map(inputs, output))
    guard keeper == .adjoint else {
      // Both convolutions read copies with padding around them. Of the cells, those before each step
      // and the hyperbolic tangents of those after it are kept.
      let frames = padded(window, inputs[0].dimensions.dropFirst(2))
      let states = padded(stateWindow, output.dimensions.suffix(map.count))
      return [
        Kept(.saved("padded_frames", [steps, Factor("in_channels", inputs[0][1])] + frames), for: .weights),
        Kept(.saved("padded_states", [steps, ofFilters] + states), for: .weights),
        Kept(.saved("gates_and_cells", [steps, Factor("per_state", 4 + 2), ofFilters] + map)),
      ]
    }
    let states = Kept.Source.saved("states", [steps, ofFilters] + map)
    return [
      Kept(.input(0), for: .weights), Kept(.saved("gates", [steps, Factor("gates", 4), ofFilters] + map)),
      Kept(.saved("cells", [steps, ofFilters] + map)),
    ] + (steps.value > 1 ? [Kept(returns == .sequence ? .output : states, for: .weights)] : [])
  }

  /// The extents of maps with the padding of a window around them.
  private func padded(_ window: Window, _ extents: ArraySlice<Int>) -> [Factor] {
    let axes = (try? window.axes(over: extents)) ?? []
    return zip(Axis.spatial("padded_", extents.count), zip(axes, extents)).map { name, axis in
      Factor(name, axis.0.before + axis.1 + axis.0.after)
    }
  }

  /// Gates and cells; all states, if the output has only the last one.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let x = inputs[0]
    let frame = Shape(Array(x.shape.dimensions[1...]))
    let map = Array(output.shape.dimensions.suffix(frame.rank - 1))
    let (state, rows) = (Shape([filters] + map), Shape([4 * filters] + map))
    let ofInput = Conv(
      4 * filters, kernel: window.kernel, stride: window.stride, padding: window.padding, bias: bias)
    let ofState = Conv(4 * filters, kernel: window.kernel, padding: .same, bias: false)
    let (each, size) = (frame.elementCount ?? 0, state.elementCount ?? 0)
    var (gates, cells, states): ([N], [N], [N]) = ([], [], [])
    var (h, cell) = (Tensor<N>.zeros(state), [N](repeating: N(0), count: size))
    for step in 0..<x.shape[0] {
      let token = Tensor(frame, Array(x.values[step * each..<(step + 1) * each]))
      let sums = zip(
        ofInput.define([token], [weights[0]] + weights[2...], output: rows).values,
        ofState.define([h], [weights[1]], output: rows).values
      ).map { $0 + $1 }
      let own = sums.enumerated().map { $0 / size == 2 ? $1.hyperbolicTangent() : $1.logistic() }
      cell = (0..<size).map { own[size + $0] * cell[$0] + own[$0] * own[2 * size + $0] }
      h = Tensor(state, (0..<size).map { own[3 * size + $0] * cell[$0].hyperbolicTangent() })
      gates += own
      cells += cell
      states += h.values
    }
    let steps = [x.shape[0]]
    return [
      Tensor(Shape(steps + [4] + state.dimensions), gates), Tensor(Shape(steps + state.dimensions), cells),
    ] + (returns == .last && x.shape[0] > 1 ? [Tensor(Shape(steps + state.dimensions), states)] : [])
  }

  /// `dh = dy + U^T * (di, df, dg, do)` and `dx = W^T * (di, df, dg, do)` by transposed convolutions, from
  /// the last step to the first, the gates as in ``LSTMElement``.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let x = pass.inputs[0]
    let map = Array(pass.output.shape.dimensions.suffix(x.shape.rank - 2))
    guard let axes = try? window.axes(over: x.shape.dimensions[2...]),
      let stateAxes = try? stateWindow.axes(over: map[...])
    else { return Gradients(inputs: [nil]) }
    let places = Array(Positions([filters] + map))
    let (gates, cells) = (pass.saved[0].values, pass.saved[1].values)
    let states = returns == .sequence ? pass.output : pass.saved.count > 2 ? pass.saved[2] : nil
    let (count, dy) = (places.count, pass.gradient.values)
    var ofInput = ConvolutionGradient(pass.weights[0], axes, pass.wanted.inputs[0], pass.wanted.weights)
    var ofState = ConvolutionGradient(pass.weights[1], stateAxes, true, pass.wanted.weights)
    var sums = Tensor<N>.zeros(Shape([4 * filters]))
    var dcell = [N](repeating: N(0), count: count)
    var (dh, dx) = (returns == .last ? dy : dcell, [[N]](repeating: [], count: x.shape[0]))
    for step in (0..<x.shape[0]).reversed() {
      if returns == .sequence { dh = dh.indices.map { dh[$0] + dy[step * count + $0] } }
      for (index, place) in places.enumerated() {
        let element = LSTMElement(
          gates: (0..<4).map { gates[(4 * step + $0) * count + index] }, cell: cells[step * count + index],
          before: step == 0 ? N(0) : cells[(step - 1) * count + index])
        for (gate, d) in element.adjoint(state: dh[index], cell: &dcell[index]).enumerated() {
          let row = [gate * filters + place[0]] + place[1...]
          ofInput.add(d, at: row) { x.at([step] + $0, outside: N(0)) }
          ofState.add(d, at: row) { step == 0 ? N(0) : states?.at([step - 1] + $0, outside: N(0)) ?? N(0) }
          if bias, pass.wanted.weights { sums[[row[0]]] = sums[[row[0]]] + d }
        }
      }
      dh = ofState.takeInput(places)
      dx[step] = ofInput.takeInput(Array(Positions(x.shape.dimensions[1...])))
    }
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? Tensor(x.shape, dx.flatMap { $0 }) : nil],
      weights: pass.wanted.weights ? [ofInput.kernels, ofState.kernels] + (bias ? [sums] : []) : [])
  }
}

/// The gradients of kernels over all steps, and of the input of one step's convolution.
private struct ConvolutionGradient<N: Number> {
  /// The gradient of the kernels.
  var kernels: Tensor<N>
  private var input: [[Int]: N] = [:]
  private let weights: Tensor<N>
  private let axes: [WindowAxis]
  private let wantsInput: Bool
  private let wantsKernels: Bool

  init(_ weights: Tensor<N>, _ axes: [WindowAxis], _ wantsInput: Bool, _ wantsKernels: Bool) {
    kernels = .zeros(weights.shape)
    self.weights = weights
    self.axes = axes
    self.wantsInput = wantsInput
    self.wantsKernels = wantsKernels
  }

  /// Applies the adjoint of one element of the convolution of the values that `entry` returns.
  mutating func add(_ d: N, at position: [Int], _ entry: (_ place: [Int]) -> N) {
    for channel in 0..<weights.shape[1] {
      for tap in axes.taps {
        let place = [channel] + axes.input(of: position[1...], tap: tap)
        let own = [position[0], channel] + tap
        if wantsInput { input[place, default: N(0)].accumulate(d, times: weights[own]) }
        if wantsKernels { kernels[own].accumulate(d, times: entry(place)) }
      }
    }
  }

  /// The gradient of the input of a step, which ends the step; terms in the padding are dropped.
  mutating func takeInput(_ places: [[Int]]) -> [N] {
    defer { input = [:] }
    return places.map { input[$0] ?? N(0) }
  }
}
