import ArchGraph
import ArchKernels
import ArchRuntime

extension SelectiveScan: Runnable {
  /// The state of a feature, its rates and its decays, on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    12 * Double(threads) * Double(inputs[2][1])
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features, states) = (run.shapes[0][0], run.shapes[0][1], run.shapes[2][1])
    let out = try run.output([tokens, features])
    let logarithms = try run.weight(0, [features, states])
    let factors = skip ? try run.weight(1, [features]) : nil
    let (x, delta, b, c) = (run.input(0), run.input(1), run.input(2), run.input(3))
    let softplus = softplus ? Softplus() : nil
    let least = max(1, 4096 / max(1, tokens * states))
    let steps = run.pool.sum(of: run.batch * features, least: least) { pieces in
      Scratch.with(3 * states) { state in
        let (rates, decays) = (state + states, state + 2 * states)
        for piece in pieces {
          let (example, feature) = piece.quotientAndRemainder(dividingBy: features)
          Loops.exponential(states, logarithms + feature * states, minus: 0, rates)
          state.update(repeating: 0, count: states)
          for token in example * tokens..<(example + 1) * tokens {
            let place = token * features + feature
            let step = softplus?.value(of: delta[place]) ?? delta[place]
            let push = step * x[place]
            for n in 0..<states { decays[n] = -step * rates[n] }
            Loops.exponential(states, decays, minus: 0, decays)
            for n in 0..<states { state[n] = decays[n] * state[n] + push * b[token * states + n] }
            out[place] =
              Loops.dot(states, c + token * states, state) + (factors.map { $0[feature] * x[place] } ?? 0)
          }
        }
      }
      return pieces.count * tokens
    }
    run.did(.multiplyAdds, steps * states)
    // Step times rate, decay times state, and the new input times `b`.
    run.did(.multiplications, steps * (3 * states + 1))
    run.did(.exponentials, steps * states)
    run.did(.additions, steps * states)
    if skip {
      run.did(.multiplications, steps)
      run.did(.additions, steps)
    }
    if let softplus { run.did(softplus.countedPerElement, times: steps) }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, 2 * (run.batch * tokens * (features + states)))
    run.did(.writes, steps)
  }
}

extension KernelRun {
  /// Counts the arithmetic of `each`, done this many times in loops.
  mutating func did(_ each: WorkVector, times count: Int) {
    for kind in Work.Kind.all where kind.isArithmetic && each[kind] != 0 { did(kind, each[kind] * count) }
  }
}
