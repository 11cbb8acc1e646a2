import ArchGraph
import ArchKernels
import ArchRuntime

extension WeightNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let axis = place(of: axis, in: shape)
    let count = shape[axis]
    let lengths = try run.weight(0, [count])
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let (x, size, outer) = (run.input(0), run.elements(0), run.elements(0) / (count * inner))
    let done = run.pool.sum(of: run.batch * count, least: max(1, 16_384 / (outer * inner))) { pieces in
      for piece in pieces {
        let (example, place) = piece.quotientAndRemainder(dividingBy: count)
        var sum: Float = 0
        let starts = (0..<outer).lazy.map { example * size + ($0 * count + place) * inner }
        for start in starts { sum += Loops.dot(inner, x + start, x + start) }
        let factor = lengths[place] / sum.squareRoot()
        for start in starts {
          for element in start..<start + inner { out[element] = x[element] * factor }
        }
      }
      return pieces.count
    }
    let elements = outer * inner
    run.did(.multiplications, done * 2 * elements)
    run.did(.additions, done * (elements - 1))
    run.did(.transcendentals, done)
    run.did(.divisions, done)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, done * elements)
    run.did(.writes, done * elements)
  }
}
