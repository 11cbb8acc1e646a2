import ArchGraph
import ArchKernels
import ArchRuntime

extension Add: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let out = try run.output(run.mergedExtents, mayOverwrite: true)
    let done = try run.merge(into: out) { count, a, b, y in Loops.sum(count, a, b, y) }
    run.did(.additions, done)
  }

  /// Adds the other of two values of the same shape.
  package func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    inputs.count == 2 && inputs[0] == inputs[1] ? .addition : nil
  }
}
