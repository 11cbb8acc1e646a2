import ArchGraph

/// One element of a long short-term memory in one step.
struct LSTMElement<N: Number> {
  /// The gates `i`, `f`, `g` and `o`, after their functions.
  var gates: [N]
  /// The cell that the step produced.
  var cell: N
  /// The cell that it read.
  var before: N

  /// The gradients of the gates before their functions.
  ///
  /// With `t = tanh(c')` and `dc' += dh'*o*(1 - t*t)` they are `di = dc'*g*i*(1 - i)`,
  /// `df = dc'*c*f*(1 - f)`, `dg = dc'*i*(1 - g*g)` and `do = dh'*t*o*(1 - o)`.
  ///
  /// - Parameters:
  ///   - state: the gradient of the state that the step produced.
  ///   - dcell: the gradient of the cell that it produced, from the next step; it becomes that of the cell that
  ///     it read, `dc'*f`.
  func adjoint(state: N, cell dcell: inout N) -> [N] {
    let (input, forget, candidate, output) = (gates[0], gates[1], gates[2], gates[3])
    let shown = cell.hyperbolicTangent()
    dcell = dcell + Tanh().gradient(state * output, at: shown)
    let gradients = [
      Sigmoid().gradient(dcell * candidate, at: input), Sigmoid().gradient(dcell * before, at: forget),
      Tanh().gradient(dcell * input, at: candidate), Sigmoid().gradient(state * shown, at: output),
    ]
    dcell = dcell * forget
    return gradients
  }
}

extension LSTM: Differentiable {
  /// The operations of ``LSTMElement/adjoint(state:cell:)``.
  static let adjointCost: [(kind: Work.Kind, count: Int)] = [
    (.transcendentals, 1), (.additions, 1), (.subtractions, 5), (.multiplications, 5 + 2 * 5 + 1),
  ]

  /// The products for their inputs and for the weights.
  ///
  /// For each element of a state the hyperbolic tangent of its cell again, the slopes of five functions, six
  /// multiplications, and an addition to the gradient of the cell.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    recurrence.backward(from: inputs, to: output, perState: Self.adjointCost)
  }

  /// All gates and cells; input and states, before and after a projection, for the gradient of the
  /// weights.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (recurrence, input) = (recurrence, inputs[0])
    let isNative = biases != .one || projection != nil
    switch keeper {
    case .adjoint:
      return [
        Kept(.input(0), for: .weights), recurrence.perUnit("gates", 4, of: input),
        recurrence.perUnit("cells", of: input),
      ] + (projection == nil ? [] : [recurrence.perUnit("unprojected_states", of: input, for: .weights)])
        + (input[0] > 1 ? [recurrence.keptStates(of: input, for: .weights)] : [])
        + recurrence.keptFirst(inputs)
    case .pytorchCUDA where isNative:
      return recurrence.keptByCuDNN(of: input, reserve: projection == nil ? 5 : 6, hasCells: true)
    case .pytorchCPU where isNative && projection == nil: return recurrence.keptByOneDNN(of: input)
    case .pytorchCPU, .pytorchCUDA:
      return [
        recurrence.keptInput(of: input, isNative: isNative), recurrence.keptStatesBefore(of: input),
        recurrence.perUnit("gates", 4, of: input),
      ]
        + (isNative
          ? [recurrence.perUnit("cells_and_states", 3, "per_unit", of: input)]
          : [recurrence.perUnit("shown_cells", of: input), recurrence.keptCellsBefore(of: input)])
    }
  }

  /// Gates, cells, and the states before a projection; all states, if the output has only the last ones.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    var (all, gates, cells, unprojected) = (recurrence, [N](), [N](), [N]())
    all.returns = .sequence
    let (tokens, directions) = (inputs[0].shape[0], bidirectional ? [2] : [])
    let shape = Shape([tokens] + directions + [projection ?? units])
    let states = all.run(over: inputs, weights, output: shape) { x, h, cell, weights in
      let own = (0..<4 * units).map { row in
        let gate = weights.gate(x, h, row)
        return row / units == 2 ? gate.hyperbolicTangent() : gate.logistic()
      }
      cell = (0..<units).map { own[units + $0] * cell[$0] + own[$0] * own[2 * units + $0] }
      let state = (0..<units).map { own[3 * units + $0] * cell[$0].hyperbolicTangent() }
      gates += own
      cells += cell
      unprojected += state
      return state
    }
    let ofUnits = Shape(directions + [tokens, units])
    return [Tensor(Shape(directions + [tokens, 4, units]), gates), Tensor(ofUnits, cells)]
      + (projection == nil ? [] : [Tensor(ofUnits, unprojected)])
      + (returns == .last && tokens > 1 ? [states] : [])
  }

  /// `dh = dy + U^T (di, df, dg, do)` from the last step to the first, the gates as in ``LSTMElement``.
  ///
  /// Before that a projection `P` has `dh' = P^T d` and `dP = Σ d h'^T`. The gradients of the token and the
  /// other weights follow from the gates as in every recurrent layer.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (gates, cells) = (pass.saved[0].values, pass.saved[1].values)
    let own = projection == nil ? 2 : 3
    let states = returns != .last ? pass.output : pass.saved.count > own ? pass.saved[own] : nil
    return recurrence.adjoint(pass, states: states) { step in
      let first = step.number * units
      let dstate =
        projection == nil
        ? step.gradient : step.unprojected(Array(pass.saved[2].values[first..<first + units]))
      var dh = [N](repeating: N(0), count: step.h.count)
      for unit in 0..<units {
        let element = LSTMElement(
          gates: (0..<4).map { gates[4 * first + $0 * units + unit] }, cell: cells[first + unit],
          before: step.isFirst ? step.firstCell[unit] : cells[first - units + unit])
        for (gate, d) in element.adjoint(state: dstate[unit], cell: &step.cell[unit]).enumerated() {
          step.gate(d, gate * units + unit, &dh)
        }
      }
      return dh
    }
  }
}
