import ArchGraph
import ArchKernels
import ArchRuntime

extension Mamba2Scan: Runnable {
  /// The states of a head, on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    4 * Double(threads) * Double(inputs[0][1] / max(1, heads)) * Double(state)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features, pairs) = (run.shapes[0][0], run.shapes[0][1], run.shapes[2][1])
    let (heads, state) = (heads, state)
    let (width, headsOfGroup) = (features / heads, heads / (pairs / state))
    let out = try run.output([tokens, features])
    let logarithms = try run.weight(0, [heads])
    let factors = skip ? try run.weight(1, [heads]) : nil
    let bias = try run.weight(skip ? 2 : 1, [heads])
    let (x, dt, b, c) = (run.input(0), run.input(1), run.input(2), run.input(3))
    let least = max(1, 4096 / max(1, tokens * width * state))
    let steps = run.pool.sum(of: run.batch * heads, least: least) { pieces in
      Scratch.with(width * state) { states in
        for piece in pieces {
          let (example, head) = piece.quotientAndRemainder(dividingBy: heads)
          let rate = -logarithms[head].exponential()
          states.update(repeating: 0, count: width * state)
          for token in example * tokens..<(example + 1) * tokens {
            let step = Softplus().value(of: dt[token * heads + head] + bias[head])
            let decay = (step * rate).exponential()
            let first = token * pairs + head / headsOfGroup * state
            for feature in 0..<width {
              let place = token * features + head * width + feature
              let (own, push) = (states + feature * state, step * x[place])
              for n in 0..<state { own[n] = decay * own[n] + push * b[first + n] }
              out[place] = Loops.dot(state, c + first, own) + (factors.map { $0[head] * x[place] } ?? 0)
            }
          }
        }
      }
      return pieces.count * tokens
    }
    let elements = steps * width
    run.did(.multiplyAdds, elements * state)
    run.did(.multiplications, elements * (2 * state + 1) + steps)
    run.did(.additions, elements * state + steps)
    run.did(.exponentials, steps)
    if skip {
      run.did(.multiplications, elements)
      run.did(.additions, elements)
    }
    run.did(Softplus().countedPerElement, times: steps)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, run.batch * tokens * (features + heads + 2 * pairs))
    run.did(.writes, elements)
  }
}
