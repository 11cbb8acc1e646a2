import ArchGraph
import ArchKernels
import ArchRuntime

extension ArgMin: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try run.search(axes, keepsDimensions: keepsDimensions) { $0 < $1 }
  }
}
