import ArchGraph

extension RNN: Differentiable {
  /// The products for their inputs and for the weights; for each element of a state the slope of its function.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    recurrence.backward(
      from: inputs, to: output,
      perState: activation == .tanh ? Tanh().gradientCostPerElement : ReLU().gradientCostPerElement)
  }

  /// The states, and the input for the gradient of the weights.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (recurrence, input, isNative) = (recurrence, inputs[0], biases != .one)
    switch keeper {
    case .adjoint:
      return [Kept(.input(0), for: .weights), recurrence.keptStates(of: input)] + recurrence.keptFirst(inputs)
    case .pytorchCUDA where isNative: return recurrence.keptByCuDNN(of: input, reserve: 1)
    case .pytorchCPU, .pytorchCUDA:
      return [
        recurrence.keptInput(of: input, isNative: isNative), recurrence.keptStatesAround(of: input),
      ]
    }
  }

  /// All states, if the output has only the last ones.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    guard returns == .last else { return [] }
    var all = self
    all.returns = .sequence
    let shape = Shape([inputs[0].shape[0]] + (bidirectional ? [2] : []) + [units])
    return [all.define(inputs, weights, output: shape)]
  }

  /// `da = dh'*f'`, `dh = dy + U^T da`, `dx = W^T da`, `dW = Σ da x^T`, `dU = Σ da h^T` and
  /// `db = db' = Σ da`.
  ///
  /// It goes from the last step to the first; the slope `f'` follows from the state.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    recurrence.adjoint(pass, states: returns != .last ? pass.output : pass.saved[0]) { step in
      var dh = [N](repeating: N(0), count: units)
      for unit in 0..<units {
        let (d, state) = (step.gradient[unit], step.made[unit])
        step.gate(
          activation == .tanh ? Tanh().gradient(d, at: state) : ReLU().gradient(d, at: state), unit, &dh)
      }
      return dh
    }
  }
}
