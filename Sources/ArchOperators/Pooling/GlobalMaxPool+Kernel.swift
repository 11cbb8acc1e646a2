import ArchGraph
import ArchKernels
import ArchRuntime

extension GlobalMaxPool: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output([shape[0]] + (keepAxes ? shape.spatial.map { _ in 1 } : []))
    let done = run.reduceChannels(into: out) { count, x in
      var largest = x[0]
      for i in 1..<max(1, count) { largest = Float.maximum(largest, x[i]) }
      return largest
    }
    run.did(.comparisons, done - run.batch * shape[0])
    run.did(.activationReads, done)
    run.did(.writes, run.batch * shape[0])
  }
}
