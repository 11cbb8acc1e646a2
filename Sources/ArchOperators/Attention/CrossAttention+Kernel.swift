import ArchGraph
import ArchKernels
import ArchRuntime

extension CrossAttention: Runnable {
  /// Queries, keys, values and their weighted sums, and the scores of a head on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    common.workingMemory(of: inputs[0], memory: inputs[1], batch: batch, threads: threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    try common.execute(&run) { _, _ in 0 }
  }
}
