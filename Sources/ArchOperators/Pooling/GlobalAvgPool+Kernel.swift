import ArchGraph
import ArchKernels
import ArchRuntime

extension GlobalAvgPool: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    if let axes {
      let done = try run.reduce(axes, keepsDimensions: keepAxes) { count, x in
        Loops.total(count, x) / Float(count)
      }
      run.did(.additions, done.results * done.length)
      run.did(.divisions, done.results)
      return
    }
    let out = try run.output([shape[0]] + (keepAxes ? shape.spatial.map { _ in 1 } : []))
    let done = run.reduceChannels(into: out) { count, x in Loops.total(count, x) / Float(count) }
    run.did(.additions, done)
    run.did(.divisions, run.batch * shape[0])
    run.did(.activationReads, done)
    run.did(.writes, run.batch * shape[0])
  }
}
