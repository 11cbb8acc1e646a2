import ArchGraph
import ArchKernels
import ArchRuntime

extension Exp: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in
      Loops.exponential(count, x, minus: 0, y)
    }
  }
}
