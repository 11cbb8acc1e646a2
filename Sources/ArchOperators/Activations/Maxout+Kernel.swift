import ArchGraph
import ArchKernels
import ArchRuntime

extension Maxout: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let channels = shape[0] / pieces
    let out = try run.output([channels] + shape.spatial)
    let (x, batch) = (run.input(0), run.batch)
    let size = run.elements(0) / shape[0]
    let pieces = pieces
    let done = run.pool.sum(of: batch * channels, least: max(1, 16_384 / max(1, size * pieces))) { range in
      var done = 0
      for channel in range {
        let (source, target) = (x + channel * pieces * size, out + channel * size)
        target.update(from: source, count: size)
        for piece in 1..<max(1, pieces) {
          Loops.maximum(size, source + piece * size, target)
          done += size
        }
      }
      return done
    }
    run.did(.comparisons, done)
    run.did(.activationReads, batch * channels * pieces * size)
    run.did(.writes, batch * channels * size)
  }
}
