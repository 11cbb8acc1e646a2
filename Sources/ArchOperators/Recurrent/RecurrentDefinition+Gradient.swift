import ArchGraph

/// A step of a recurrent layer in the backward pass: its inputs, and the gradients that it adds to.
struct RecurrentStep<N: Number> {
  /// Its number among the steps of all directions, in the order in which they ran.
  var number = 0
  /// Whether it is the first of its direction.
  var isFirst = false
  /// The token that it read.
  var x: [N] = []
  /// The state that it read.
  var h: [N] = []
  /// The state that it produced, as the next step saw it.
  var made: [N] = []
  /// The gradient of that state.
  var gradient: [N] = []
  /// The cell before the first step of its direction.
  var firstCell: [N] = []
  /// The gradient of the cell that it produced, only for an LSTM: it becomes that of the cell that it read.
  var cell: [N] = []

  /// The gradient of the token.
  fileprivate var dx: [N] = []
  /// The gradients of the weights of the direction, from all steps so far.
  fileprivate var gradients: [Tensor<N>]
  fileprivate let weights: [Tensor<N>]
  fileprivate let biases: RecurrentBiases
  fileprivate let wanted: WantedGradients

  fileprivate init(_ weights: [Tensor<N>], _ recurrence: Recurrence, _ wanted: WantedGradients) {
    self.weights = weights
    self.wanted = wanted
    biases = recurrence.biases
    gradients = weights.map { .zeros($0.shape) }
    cell = [N](repeating: N(0), count: recurrence.units)
  }

  /// The adjoint of row `index` of `W x + b`: `dx += d*W`, `dW += d*x` and `db += d`.
  mutating func input(_ d: N, _ index: Int) {
    for column in x.indices {
      if wanted.inputs[0] { dx[column].accumulate(d, times: weights[0][[index, column]]) }
      if wanted.weights { gradients[0][[index, column]].accumulate(d, times: x[column]) }
    }
    if biases != .none { add(d, toBias: 2, index) }
  }

  /// The adjoint of row `index` of `U h + b`: `dh += d*U`, `dU += d*h` and `db += d`.
  mutating func state(_ d: N, _ index: Int, of h: [N], _ dh: inout [N]) {
    for column in h.indices {
      dh[column].accumulate(d, times: weights[1][[index, column]])
      if wanted.weights { gradients[1][[index, column]].accumulate(d, times: h[column]) }
    }
    if biases == .two { add(d, toBias: 3, index) }
  }

  /// The adjoint of row `index` of `(W x + b) + (U h + b)`.
  mutating func gate(_ d: N, _ index: Int, _ dh: inout [N]) {
    input(d, index)
    state(d, index, of: h, &dh)
  }

  /// The gradient of a state before its projection, from that of the projected state.
  mutating func unprojected(_ state: [N]) -> [N] {
    let last = weights.count - 1
    var dh = [N](repeating: N(0), count: state.count)
    for (row, d) in gradient.enumerated() {
      for column in state.indices {
        dh[column].accumulate(d, times: weights[last][[row, column]])
        if wanted.weights { gradients[last][[row, column]].accumulate(d, times: state[column]) }
      }
    }
    return dh
  }

  private mutating func add(_ d: N, toBias tensor: Int, _ index: Int) {
    guard wanted.weights else { return }
    gradients[tensor][[index]] = gradients[tensor][[index]] + d
  }
}

extension Recurrence {
  /// Goes back through the steps of each direction, from the last to the first.
  ///
  /// - Parameters:
  ///   - states: the states that the steps produced, as the next ones saw them, `[tokens, directions, units]`; `nil`
  ///     if none is read.
  ///   - step: the adjoint of a step, which returns the gradient of the state that it read.
  func adjoint<N: Number>(
    _ pass: BackwardPass<N>, states: Tensor<N>?, step: (_ step: inout RecurrentStep<N>) -> [N]
  ) -> Gradients<N> {
    let x = pass.inputs[0]
    let (tokens, directions, width) = (x.shape[0], bidirectional ? 2 : 1, projection ?? units)
    let each = pass.weights.count / directions
    let zeros = [N](repeating: N(0), count: width)
    func row(_ tensor: Tensor<N>?, _ place: Int) -> [N] {
      tensor.map { Array($0.values[place * width..<(place + 1) * width]) } ?? zeros
    }
    var dx = Array(repeating: [N](repeating: N(0), count: x.shape[1]), count: tokens)
    var gradients: [Tensor<N>] = []
    var (dstates, dcells): ([N], [N]) = ([], [])
    for direction in 0..<directions {
      var own = RecurrentStep(
        Array(pass.weights[direction * each..<(direction + 1) * each]), self, pass.wanted)
      var carried = returns == .last ? row(pass.gradient, direction) : zeros
      own.firstCell = first(2, direction, of: pass.inputs, width: units)
      if returns == .all { own.cell = row(pass.gradient, tokens * directions + direction) }
      let firstState = first(1, direction, of: pass.inputs, width: width)
      for number in (0..<tokens).reversed() {
        let token = direction == 0 ? number : tokens - 1 - number
        let place = token * directions + direction
        own.number = direction * tokens + number
        own.isFirst = number == 0
        own.x = (0..<x.shape[1]).map { x[[token, $0]] }
        own.h =
          own.isFirst ? firstState : row(states, direction == 0 ? place - directions : place + directions)
        own.made = row(states, place)
        own.gradient =
          returns == .last ? carried : zip(carried, row(pass.gradient, place)).map { $0 + $1 }
        own.dx = dx[token]
        carried = step(&own)
        dx[token] = own.dx
      }
      gradients += own.gradients
      dstates += carried
      dcells += own.cell
    }
    let ofStates = pass.inputs.enumerated().dropFirst().map { index, state in
      pass.wanted.inputs[index] ? Tensor(state.shape, index == 1 ? dstates : dcells) : nil
    }
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? Tensor(x.shape, dx.flatMap { $0 }) : nil] + ofStates,
      weights: pass.wanted.weights ? gradients : [])
  }
}
