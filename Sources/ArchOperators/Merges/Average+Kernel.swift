import ArchGraph
import ArchKernels
import ArchRuntime

extension Average: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let extents = run.mergedExtents
    let out = try run.output(extents, mayOverwrite: true)
    let done = try run.merge(into: out) { count, a, b, y in Loops.sum(count, a, b, y) }
    run.did(.additions, done)
    let number = Float(run.shapes.count)
    let count = run.pool.sum(of: extents.reduce(run.batch, *), least: 16_384) { piece in
      for i in piece { out[i] /= number }
      return piece.count
    }
    run.did(.divisions, count)
  }
}
