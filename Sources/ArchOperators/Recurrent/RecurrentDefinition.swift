import ArchGraph

/// The weights of one direction, for definitions.
struct RecurrentWeights<N: Number> {
  /// The matrix of the inputs.
  var ofInput: Tensor<N>
  /// The matrix of the state.
  var ofState: Tensor<N>
  /// The bias of the input matrix, if there is one.
  var inputBias: Tensor<N>?
  /// The bias of the state matrix, if there is one.
  var stateBias: Tensor<N>?
  /// The matrix that projects a state for the next step, if there is one.
  var projection: Tensor<N>?

  /// Row `index` of `W x + b`.
  func input(_ x: [N], _ index: Int) -> N { Self.affine(ofInput, inputBias, x, index) }

  /// Row `index` of `U h + b`.
  func state(_ h: [N], _ index: Int) -> N { Self.affine(ofState, stateBias, h, index) }

  /// A state as the next step and the output see it.
  func projected(_ h: [N]) -> [N] {
    guard let projection else { return h }
    return (0..<projection.shape[0]).map { Self.affine(projection, nil, h, $0) }
  }

  /// Row `index` of `(W x + b) + (U h + b)`.
  func gate(_ x: [N], _ h: [N], _ index: Int) -> N { input(x, index) + state(h, index) }

  private static func affine(_ matrix: Tensor<N>, _ bias: Tensor<N>?, _ vector: [N], _ row: Int) -> N {
    var sum = N(0)
    for (column, element) in vector.enumerated() { sum.accumulate(element, times: matrix[[row, column]]) }
    guard let bias else { return sum }
    return sum + bias[[row]]
  }
}

extension Number {
  /// `1/(1 + exp(-x))`.
  func logistic() -> Self { Self(1) / (Self(1) + (Self(0) - self).exponential()) }
}

extension Recurrence {
  /// Runs a step over the tokens of a sequence, forwards and, if asked, backwards too.
  ///
  /// - Parameter step: computes the new state from a token, the state and the cell, which only an LSTM uses.
  func run<N: Number>(
    over inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape,
    step: (_ x: [N], _ h: [N], _ cell: inout [N], _ weights: RecurrentWeights<N>) -> [N]
  ) -> Tensor<N> {
    let x = inputs[0]
    let (tokens, features) = (x.shape[0], x.shape[1])
    let each = bidirectional ? weights.count / 2 : weights.count
    var directions: [[[N]]] = []
    for first in stride(from: 0, to: weights.count, by: each) {
      let own = Array(weights[first..<first + each])
      let matrices = RecurrentWeights(
        ofInput: own[0], ofState: own[1], inputBias: biases == .none ? nil : own[2],
        stateBias: biases == .two ? own[3] : nil, projection: projection == nil ? nil : own[each - 1])
      let direction = first / each
      var state = self.first(1, direction, of: inputs, width: projection ?? units)
      var cell = self.first(2, direction, of: inputs, width: units)
      var states = [[N]](repeating: [], count: tokens)
      let order = first == 0 ? Array(0..<tokens) : (0..<tokens).reversed()
      for token in order {
        state = matrices.projected(step((0..<features).map { x[[token, $0]] }, state, &cell, matrices))
        states[token] = state
      }
      directions.append(returns == .last ? [state] : returns == .all ? states + [cell] : states)
    }
    let rows = directions[0].indices.map { token in directions.flatMap { $0[token] } }
    return Tensor(output, rows.flatMap { $0 })
  }
}
