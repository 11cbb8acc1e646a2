import ArchGraph
import ArchRuntime

extension LessOrEqual: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
