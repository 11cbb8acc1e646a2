import ArchGraph
import ArchKernels
import ArchRuntime

extension Sum: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    run.did(.additions, try run.reduce(axes, keepsDimensions: keepsDimensions, Loops.total).afterFirst)
  }
}
