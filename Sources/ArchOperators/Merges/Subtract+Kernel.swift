import ArchGraph
import ArchKernels
import ArchRuntime

extension Subtract: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.mergedExtents, mayOverwrite: true)
    let done = try run.merge(into: out) { count, a, b, y in for i in 0..<count { y[i] = a[i] - b[i] } }
    run.did(.subtractions, done)
  }
}
