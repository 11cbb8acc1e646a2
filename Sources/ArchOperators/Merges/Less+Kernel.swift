import ArchGraph
import ArchRuntime

extension Less: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
