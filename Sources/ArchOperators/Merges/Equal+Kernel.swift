import ArchGraph
import ArchRuntime

extension Equal: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
