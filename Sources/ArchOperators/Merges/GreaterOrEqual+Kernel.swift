import ArchGraph
import ArchRuntime

extension GreaterOrEqual: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
