import ArchGraph
import ArchKernels
import ArchRuntime

extension WKV6: Runnable {
  /// The state of a head and its decays, on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let width = Double(inputs[0][1] / max(1, heads))
    return 4 * Double(threads) * width * (width + 1)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features) = (run.shapes[0][0], run.shapes[0][1])
    let (heads, width) = (heads, features / heads)
    let out = try run.output([tokens, features])
    let firsts = try run.weight(0, [features])
    let (r, k, v, w) = (run.input(0), run.input(1), run.input(2), run.input(3))
    let least = max(1, 4096 / max(1, tokens * width * width))
    let fades = run.pool.sum(of: run.batch * heads, least: least) { pieces in
      var fades = 0
      Scratch.with(width * (width + 1)) { state in
        let decays = state + width * width
        for piece in pieces {
          let (example, head) = piece.quotientAndRemainder(dividingBy: heads)
          state.update(repeating: 0, count: width * width)
          let first = firsts + head * width
          for token in 0..<tokens {
            let place = (example * tokens + token) * features + head * width
            if token > 0 {
              let last = place - features
              for j in 0..<width { decays[j] = (-w[last + j].exponential()).exponential() }
              for i in 0..<width {
                let own = state + i * width
                for j in 0..<width { own[j] = decays[j] * own[j] + k[last + j] * v[last + i] }
              }
              fades += 1
            }
            for i in 0..<width {
              var sum: Float = 0
              for j in 0..<width {
                sum += r[place + j] * (first[j] * (k[place + j] * v[place + i]) + state[i * width + j])
              }
              out[place + i] = sum
            }
          }
        }
      }
      return fades
    }
    let (elements, faded) = (run.batch * tokens * features, fades * width)
    run.did(.multiplyAdds, elements * width)
    // The product of a key and a value is computed once for the output and for the state.
    run.did(.multiplications, (2 * elements + faded) * width)
    run.did(.additions, (elements + faded) * width)
    run.did(.exponentials, 2 * faded)
    run.did(.subtractions, faded)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, 3 * elements + faded)
    run.did(.writes, elements)
  }
}
