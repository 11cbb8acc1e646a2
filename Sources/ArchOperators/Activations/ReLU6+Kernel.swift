import ArchGraph
import ArchKernels
import ArchRuntime

extension ReLU6: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.clip(count, x, 0, 6, y) }
  }

  /// Nothing below zero or above 6.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: 0, high: 6)
  }
}
