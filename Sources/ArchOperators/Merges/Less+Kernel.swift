import ArchGraph
import ArchRuntime

extension Less: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
