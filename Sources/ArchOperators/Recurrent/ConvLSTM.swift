import ArchGraph

/// Long short-term memory whose matrices are convolutions (Shi and others 2015), without peepholes.
public struct ConvLSTM: Operator {
  /// The number of channels of the state.
  public var filters: Int

  /// Kernel, stride and padding of the convolution of the input; that of the state has the same kernel.
  public var window: Window

  /// Whether each gate has a bias.
  public var bias: Bool

  /// The states to return.
  public var returns: RecurrentReturns

  /// A convolutional layer of long short-term memory.
  public init(
    _ filters: Int, kernel: Axes, stride: Axes = 1, padding: Padding = .same, bias: Bool = true,
    returns: RecurrentReturns = .sequence
  ) {
    self.filters = filters
    window = Window(kernel: kernel, stride: stride, padding: padding)
    self.bias = bias
    self.returns = returns
  }

  public static let signature = Signature(
    "conv_lstm", .recurrent,
    "Convolutional LSTM: a recurrent layer over maps, whose matrices are convolutions.",
    arguments: [
      .positional("filters", .count(), "the number of channels of the state"),
      .named("kernel", .axes(), "the size of the window of both convolutions", as: .window),
      .named("stride", .axes(), default: 1, "the step of the window over the input", as: .step),
      .named("padding", .padding, default: "same", "what is added around the input", as: .detail),
      .named("bias", .boolean, default: true, "whether each gate adds a bias", as: .detail),
      .named(
        "returns", .word(["sequence", "last"]), default: "sequence",
        "the states of all steps, or the last"),
    ],
    notes: [
      "`[steps, channels, height, width]` becomes `[steps, filters, height, width]`, or `[filters, height, width]` "
        + "with `returns: last`; one or three spatial axes work too.",
      "The convolution of the state always keeps its extents, with a stride of 1 and zero padding.",
      "Weights as in Keras' ConvLSTM2D: one kernel for the input, one for the state, one bias; no peepholes. All "
        + "four gates are in one tensor of each kind, in the order input, forget, candidate, output, as in `lstm`.",
      "The first state is zero, and is multiplied like any other.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(
      try arguments.integer("filters"), kernel: try arguments.axes("kernel"),
      stride: try arguments.axes("stride"), padding: try arguments.padding("padding"),
      bias: try arguments.boolean("bias"), returns: try arguments.returns())
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(filters), .init(window.kernel), .init(window.stride), .init(window.padding), .boolean(bias),
      .word(returns.rawValue),
    ]
  }

  /// `[T, C, …]` becomes `[T, filters, …]`, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard (3...5).contains(input.rank) else {
      throw .rank(
        expected: "a sequence of maps with one to three spatial axes, such as 16 x 3 x 64 x 64", found: input)
    }
    // All gates are in one tensor.
    _ = try Extent(.product([.named("gates", 4), .named("filters", filters)]))
    let map = try window.extents(Extent("filters", filters), over: input.dimensions[2...])
    return .extents(returns == .last ? map : [Extent("steps", input[0])] + map)
  }

  /// The window that runs over the state.
  var stateWindow: Window { Window(kernel: window.kernel, padding: .same) }

  /// `weight_ih [4*filters, C, kernel…]`, `weight_hh [4*filters, filters, kernel…]` and `bias [4*filters]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let rank = inputs[0].rank - 2
    let rows = Factor("gate_filters", 4 * filters)
    let taps = window.taps(rank: rank)
    var parameters = [
      Parameter("weight_ih", [rows, channels(inputs[0])] + taps, use: .product(over: 1..<rank + 2)),
      Parameter("weight_hh", [rows, ofFilters] + taps, use: .product(over: 1..<rank + 2)),
    ]
    if bias { parameters.append(Parameter("bias", [rows], use: .shift)) }
    return parameters
  }

  private func channels(_ input: Shape) -> Factor { Factor("in_channels", input[1]) }
  private var ofFilters: Factor { Factor("filters", filters) }

  /// The two convolutions of a step and their sums for four gates.
  ///
  /// For each element of a state three logistic functions, two hyperbolic tangents, three multiplications and an
  /// addition.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rank = inputs[0].rank - 2
    let steps = Factor("steps", inputs[0][0])
    let map = zip(Axis.spatial("out_", rank), output.dimensions.suffix(rank)).map { Factor($0, $1) }
    let states = [steps, ofFilters] + map
    let taps = window.taps(rank: rank) + [Factor("gates", 4)]
    var work = Work()
    work[.multiplyAdds] =
      Count(taps, [channels(inputs[0])], states) + Count(taps, [ofFilters], states)
    for (window, extents, channels) in [
      (window, inputs[0].dimensions.dropFirst(2), channels(inputs[0])),
      (stateWindow, output.dimensions.suffix(rank), ofFilters),
    ] {
      guard let padded = window.tapsInPadding(over: extents) else { continue }
      work.padded.add([Factor("gates", 4), steps, channels, ofFilters, padded])
    }
    work[.additions] = Count([Factor("sums_per_gate", bias ? 2 : 1), Factor("gates", 4)], states)
    work.add(.subtractions, 3, for: states, named: "per_state")
    work.add(.exponentials, 3, for: states, named: "per_state")
    work.add(.additions, 3 + 1, for: states, named: "per_state")
    work.add(.divisions, 3, for: states, named: "per_state")
    work.add(.transcendentals, 2, for: states, named: "per_state")
    work.add(.multiplications, 3, for: states, named: "per_state")
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = window.elementsRead(of: Shape(Array(inputs[0].dimensions[1...])))
      .multiplied(by: steps)
    work[.writes] = Count(returns == .last ? [ofFilters] + map : states)
    return work
  }

  /// All steps, and for each a window that grows with them.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `c' = f*c + i*g`, `h' = o*tanh(c')`, where each gate is a function of `(W * x + b) + U * h`: logistic for `i`, `f`
  /// and `o`, the hyperbolic tangent for `g`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let rank = x.shape.rank - 2
    let map = Array(output.dimensions.suffix(rank))
    let state = Shape([filters] + map)
    guard let axes = try? window.axes(over: x.shape.dimensions[2...]),
      let stateAxes = try? stateWindow.axes(over: map[...])
    else { return Tensor(output, []) }
    /// One element of the convolution of the values that `entry` returns.
    func convolution(
      _ weight: Tensor<N>, _ axes: [WindowAxis], gate: Int, at position: [Int], _ entry: ([Int]) -> N
    ) -> N {
      var sum = N(0)
      for channel in 0..<weight.shape[1] {
        for tap in axes.taps {
          let place = [channel] + axes.input(of: position[...], tap: tap)
          sum.accumulate(entry(place), times: weight[[gate, channel] + tap])
        }
      }
      return sum
    }
    var h = Tensor(state, [N](repeating: N(0), count: state.elementCount ?? 0))
    var cell = h
    var states: [N] = []
    for step in 0..<x.shape[0] {
      var next = h
      for place in Positions(state.dimensions) {
        let position = Array(place.dropFirst())
        func gate(_ index: Int) -> N {
          let row = index * filters + place[0]
          let ofInput = convolution(weights[0], axes, gate: row, at: position) {
            x.at([step] + $0, outside: N(0))
          }
          let ofState = convolution(weights[1], stateAxes, gate: row, at: position) {
            h.at($0, outside: N(0))
          }
          return (bias ? ofInput + weights[2][[row]] : ofInput) + ofState
        }
        cell[place] = gate(1).logistic() * cell[place] + gate(0).logistic() * gate(2).hyperbolicTangent()
        next[place] = gate(3).logistic() * cell[place].hyperbolicTangent()
      }
      h = next
      states += h.values
    }
    return Tensor(output, returns == .last ? h.values : states)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .standardised,
      axes: returns == .last ? .map : .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One to three spatial axes, odd and even kernels, strides, paddings, with and without biases, one step.
  public static let specimens = [
    Specimen(ConvLSTM(2, kernel: 3), on: [3, 2, 3, 4]),
    Specimen(ConvLSTM(2, kernel: .each([2, 3]), padding: .valid, returns: .last), on: [2, 1, 4, 3]),
    Specimen(ConvLSTM(1, kernel: 3, stride: 2, bias: false), on: [2, 3, 5]),
    Specimen(ConvLSTM(3, kernel: 2, padding: 1), on: [3, 1, 4]),
    Specimen(
      ConvLSTM(1, kernel: 1, stride: 3, padding: .explicit([.init(0, 1)]), bias: false), on: [2, 2, 6]),
    Specimen(ConvLSTM(1, kernel: .each([1, 2, 3]), returns: .last), on: [2, 2, 2, 3, 3]),
    Specimen(ConvLSTM(1, kernel: 5), on: [1, 1, 2, 1]),
  ]
}
