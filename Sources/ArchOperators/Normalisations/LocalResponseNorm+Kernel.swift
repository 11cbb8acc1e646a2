import ArchGraph
import ArchKernels
import ArchRuntime

extension LocalResponseNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions)
    let (x, channels) = (run.input(0), shape[0])
    let count = run.elements(0) / channels
    let coefficient = Float(divideAlpha ? alpha / Double(size) : alpha)
    let (size, k, beta) = (size, Float(k), Float(beta))
    let done = run.pool.sum(of: run.batch * channels, least: max(1, 2048 / max(1, count))) { pieces in
      for piece in pieces {
        let (example, channel) = piece.quotientAndRemainder(dividingBy: channels)
        let target = out + piece * count
        target.update(repeating: 0, count: count)
        for other in max(0, channel - size / 2)..<min(channels, channel - size / 2 + size) {
          let source = x + (example * channels + other) * count
          for i in 0..<count { target[i] += source[i] * source[i] }
        }
        let source = x + piece * count
        for i in 0..<count { target[i] = source[i] / (k + coefficient * target[i]).power(beta) }
      }
      return pieces.count * count
    }
    var perElement = WorkVector()
    // The square of each element, its product with the coefficient; the sum over the window, with zeros at the edge.
    perElement[.multiplications] = 2
    perElement[.additions] = size
    perElement[.transcendentals] = 1
    perElement[.divisions] = 1
    run.did(perElement, forElements: done)
  }
}
