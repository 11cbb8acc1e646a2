import ArchGraph

extension GRU: Differentiable {
  /// The products for their inputs and for the weights.
  ///
  /// For each element of a state the slopes of two logistic functions and a hyperbolic tangent, two
  /// subtractions and three multiplications for the mixture of the new state, and two for the reset. Gradients reaching
  /// the state without a matrix are added, twice if the reset comes before the matrix.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    recurrence.backward(
      from: inputs, to: output,
      perState: Tanh().gradientCostPerElement + Sigmoid().gradientCostPerElement
        + Sigmoid().gradientCostPerElement + [
          (.subtractions, 2), (.multiplications, 3 + 2), (.additions, resetAfter ? 1 : 2),
        ])
  }

  /// Both gates and the candidate; the factor or the result of the reset gate; the states; and
  /// the input for the gradient of the weights.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (recurrence, input, isNative) = (recurrence, inputs[0], biases != .one && resetAfter)
    switch keeper {
    case .adjoint:
      return [
        Kept(.input(0), for: .weights), recurrence.perUnit("gates", 3, of: input),
        resetAfter
          ? recurrence.perUnit("candidate_states", of: input)
          : recurrence.perUnit("reset_states", of: input, for: .weights),
      ] + (input[0] > 1 ? [recurrence.keptStates(of: input)] : [])
        + recurrence.keptFirst(inputs, for: .any)
    case .pytorchCUDA where isNative: return recurrence.keptByCuDNN(of: input, reserve: 6)
    case .pytorchCPU, .pytorchCUDA:
      // The module keeps three products with the state, of which two have become gates and the candidate's is kept
      // again from before the reset, the candidate, and its difference from the state. Written out with the
      // reset after, these are gates, candidate, `1 - z` and all three products; otherwise `r*h` instead of
      // products.
      return [
        recurrence.keptInput(of: input, isNative: isNative), recurrence.keptStatesBefore(of: input),
        recurrence.perUnit("gates", isNative ? 6 : resetAfter ? 7 : 5, "per_unit", of: input),
      ]
    }
  }

  /// `r`, `z` and `n`, and `U h + b'` of the candidate or `r*h`; all states, if the output has only the last
  /// ones.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    var (all, gates, others) = (recurrence, [N](), [N]())
    all.returns = .sequence
    let (tokens, directions) = (inputs[0].shape[0], bidirectional ? [2] : [])
    let states = all.run(over: inputs, weights, output: Shape([tokens] + directions + [units])) {
      x, h, _, weights in
      let reset = h.indices.map { weights.gate(x, h, $0).logistic() }
      let update = h.indices.map { weights.gate(x, h, units + $0).logistic() }
      let kept = resetAfter ? h : zip(reset, h).map { $0 * $1 }
      let ofState = h.indices.map { weights.state(kept, 2 * units + $0) }
      let candidate = h.indices.map {
        (weights.input(x, 2 * units + $0) + (resetAfter ? reset[$0] * ofState[$0] : ofState[$0]))
          .hyperbolicTangent()
      }
      gates += reset + update + candidate
      others += resetAfter ? ofState : kept
      return h.indices.map { (N(1) - update[$0]) * candidate[$0] + update[$0] * h[$0] }
    }
    return [
      Tensor(Shape(directions + [tokens, 3, units]), gates),
      Tensor(Shape(directions + [tokens, units]), others),
    ] + (returns == .last && tokens > 1 ? [states] : [])
  }

  /// `dn = dh'*(1 - z)*(1 - n*n)`, `dz = dh'*(h - n)*z*(1 - z)`, `dr = dn*(U h + b')*r*(1 - r)` and
  /// `dh = dy + dh'*z + U^T (dr, dz, dn*r)`.
  ///
  /// If the reset comes before, `dk = U^T dn` of the candidate's rows is the gradient of `r*h`, so
  /// `dr = dk*h*r*(1 - r)` and `dh = dy + dh'*z + dk*r + U^T (dr, dz)`. Those of the token and the weights
  /// follow from the gates as in every recurrent layer.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (gates, others) = (pass.saved[0].values, pass.saved[1].values)
    let states = returns != .last ? pass.output : pass.saved.count > 2 ? pass.saved[2] : nil
    return recurrence.adjoint(pass, states: states) { step in
      let own = (0..<3).map { gate in (0..<units).map { gates[(3 * step.number + gate) * units + $0] } }
      let (reset, update, candidate) = (own[0], own[1], own[2])
      let other = Array(others[step.number * units..<(step.number + 1) * units])
      var dh = [N](repeating: N(0), count: units)
      var dkept = dh
      let dn = (0..<units).map {
        Tanh().gradient(step.gradient[$0] * (N(1) - update[$0]), at: candidate[$0])
      }
      for unit in 0..<units {
        step.input(dn[unit], 2 * units + unit)
        if resetAfter {
          step.state(dn[unit] * reset[unit], 2 * units + unit, of: step.h, &dh)
        } else {
          step.state(dn[unit], 2 * units + unit, of: other, &dkept)
        }
      }
      for unit in 0..<units {
        let (d, h) = (step.gradient[unit], step.h[unit])
        let dreset = resetAfter ? dn[unit] * other[unit] : dkept[unit] * h
        step.gate(Sigmoid().gradient(dreset, at: reset[unit]), unit, &dh)
        step.gate(Sigmoid().gradient(d * (h - candidate[unit]), at: update[unit]), units + unit, &dh)
        dh[unit] = dh[unit] + d * update[unit]
        if !resetAfter { dh[unit] = dh[unit] + dkept[unit] * reset[unit] }
      }
      return dh
    }
  }
}
