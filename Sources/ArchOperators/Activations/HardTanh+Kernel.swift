import ArchGraph
import ArchKernels
import ArchRuntime

extension HardTanh: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in
      Loops.clip(count, x, Float(low), Float(high), y)
    }
  }

  /// Nothing beyond the bounds.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: Float(low), high: Float(high))
  }
}
