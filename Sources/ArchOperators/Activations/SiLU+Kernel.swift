import ArchGraph
import ArchKernels
import ArchRuntime

extension SiLU: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.silu(count, x, y) }
  }
}
