import ArchGraph
import ArchKernels
import ArchRuntime

extension WKV7: Runnable {
  /// The state of a head and its decays, on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let width = Double(inputs[0][1] / max(1, heads))
    return 4 * Double(threads) * width * (width + 1)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features) = (run.shapes[0][0], run.shapes[0][1])
    let (heads, width) = (heads, features / heads)
    let out = try run.output([tokens, features])
    let (r, w, k) = (run.input(0), run.input(1), run.input(2))
    let (v, a, b) = (run.input(3), run.input(4), run.input(5))
    let least = max(1, 4096 / max(1, tokens * width * width))
    let steps = run.pool.sum(of: run.batch * heads, least: least) { pieces in
      Scratch.with(width * (width + 1)) { state in
        let decays = state + width * width
        for piece in pieces {
          let (example, head) = piece.quotientAndRemainder(dividingBy: heads)
          state.update(repeating: 0, count: width * width)
          for token in 0..<tokens {
            let place = (example * tokens + token) * features + head * width
            for j in 0..<width { decays[j] = (-w[place + j].exponential()).exponential() }
            for i in 0..<width {
              let own = state + i * width
              let replaced = Loops.dot(width, own, a + place)
              let value = v[place + i]
              for j in 0..<width {
                own[j] = decays[j] * own[j] + replaced * b[place + j] + value * k[place + j]
              }
              out[place + i] = Loops.dot(width, own, r + place)
            }
          }
        }
      }
      return pieces.count * tokens
    }
    let elements = steps * width
    run.did(.multiplyAdds, 2 * elements * width)
    run.did(.multiplications, 3 * elements * width)
    run.did(.additions, 2 * elements * width)
    run.did(.exponentials, 2 * elements)
    run.did(.subtractions, elements)
    run.did(.activationReads, 6 * elements)
    run.did(.writes, elements)
  }
}
