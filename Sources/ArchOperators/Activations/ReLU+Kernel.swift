import ArchGraph
import ArchKernels
import ArchRuntime

extension ReLU: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.relu(count, x, y) }
  }

  /// Nothing below zero.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: 0, high: .infinity)
  }
}
