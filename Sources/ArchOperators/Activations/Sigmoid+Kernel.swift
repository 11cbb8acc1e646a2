import ArchGraph
import ArchKernels
import ArchRuntime

extension Sigmoid: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.sigmoid(count, x, y) }
  }
}
