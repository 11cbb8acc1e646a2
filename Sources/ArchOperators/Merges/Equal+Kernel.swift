import ArchGraph
import ArchRuntime

extension Equal: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
