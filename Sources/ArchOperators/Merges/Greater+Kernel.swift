import ArchGraph
import ArchRuntime

extension Greater: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
