import ArchGraph
import ArchRuntime

extension GreaterOrEqual: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
