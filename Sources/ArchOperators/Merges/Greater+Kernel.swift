import ArchGraph
import ArchRuntime

extension Greater: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
