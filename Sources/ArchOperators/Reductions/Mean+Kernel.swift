import ArchGraph
import ArchKernels
import ArchRuntime

extension Mean: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let done = try run.reduce(axes, keepsDimensions: keepsDimensions) { Loops.total($0, $1) / Float($0) }
    run.did(.additions, done.afterFirst)
    run.did(.divisions, done.results)
  }
}
