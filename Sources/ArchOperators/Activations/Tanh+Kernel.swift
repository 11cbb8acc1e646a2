import ArchGraph
import ArchKernels
import ArchRuntime

extension Tanh: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.tanh(count, x, y) }
  }
}
