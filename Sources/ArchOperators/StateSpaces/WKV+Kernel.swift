import ArchGraph
import ArchKernels
import ArchRuntime

extension WKV: Runnable {
  /// Nothing: each feature keeps three numbers.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double { 0 }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (tokens, features) = (run.shapes[0][0], run.shapes[0][1])
    let out = try run.output([tokens, features])
    let decays = try run.weight(0, [features])
    let firsts = try run.weight(1, [features])
    let (k, v) = (run.input(0), run.input(1))
    let fades = run.pool.sum(of: run.batch * features, least: max(1, 1024 / max(1, tokens))) { pieces in
      var fades = 0
      for piece in pieces {
        let (example, feature) = piece.quotientAndRemainder(dividingBy: features)
        let fading = -decays[feature].exponential()
        let start = example * tokens * features + feature
        var (numerator, denominator, largest): (Float, Float, Float) = (0, 0, k[start])
        for place in stride(from: start, to: start + tokens * features, by: features) {
          if place > start {
            let faded = fading + largest
            let last = k[place - features]
            largest = Float.maximum(faded, last)
            let (kept, added) = ((faded - largest).exponential(), (last - largest).exponential())
            numerator = kept * numerator + added * v[place - features]
            denominator = kept * denominator + added
            fades += 1
          }
          let own = firsts[feature] + k[place]
          let most = Float.maximum(largest, own)
          let (kept, added) = ((largest - most).exponential(), (own - most).exponential())
          out[place] = (kept * numerator + added * v[place]) / (kept * denominator + added)
        }
      }
      return fades
    }
    let elements = run.batch * tokens * features
    run.did(.exponentials, 2 * (elements + fades))
    run.did(.subtractions, 2 * (elements + fades))
    run.did(.multiplications, 3 * (elements + fades))
    run.did(.additions, 3 * (elements + fades))
    run.did(.comparisons, elements + fades)
    run.did(.divisions, elements)
    run.did(.weightReads, tokens > 1 ? run.weightElements : features)
    run.did(.activationReads, 2 * elements)
    run.did(.writes, elements)
  }
}
