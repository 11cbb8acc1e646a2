import ArchGraph
import ArchKernels
import ArchRuntime

extension Sin: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in
      for i in 0..<count { y[i] = value(of: x[i]) }
    }
  }
}
