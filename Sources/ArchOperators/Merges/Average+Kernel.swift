import ArchGraph
import ArchKernels
import ArchRuntime

extension Average: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let done = try run.merge(into: out) { count, a, b, y in Loops.sum(count, a, b, y) }
    run.did(.additions, done)
    let number = Float(run.shapes.count)
    let count = run.pool.sum(of: run.batch * run.elements(0), least: 16_384) { piece in
      for i in piece { out[i] /= number }
      return piece.count
    }
    run.did(.divisions, count)
  }
}
