import ArchGraph
import ArchRuntime

extension LessOrEqual: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) { try executeComparison(&run) }
}
