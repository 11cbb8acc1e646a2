import ArchGraph
import ArchKernels
import ArchRuntime

extension NonMaximumSuppression: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try run.define(self)
  }
}
