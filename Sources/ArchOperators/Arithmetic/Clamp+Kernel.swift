import ArchGraph
import ArchKernels
import ArchRuntime

extension Clamp: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in
      Loops.clip(count, x, lowest, highest, y)
    }
  }

  /// Nothing beyond the bounds.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: lowest, high: highest)
  }

  private var lowest: Float { low.map { Float($0) } ?? -.infinity }

  private var highest: Float { high.map { Float($0) } ?? .infinity }
}
