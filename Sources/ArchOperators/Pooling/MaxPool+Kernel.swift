import ArchGraph
import ArchKernels
import ArchRuntime

extension MaxPool: Runnable {
  /// One channel on each thread, and a number for each position.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    window.planeMemory(over: inputs[0], threads: threads) + 8 * Shape(Array(output.spatial)).bytes()
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let out = try run.output([shape[0]] + axes.extents(rank: shape.rank - 1))
    // The examples of a batch count as more channels.
    run.did(
      .comparisons,
      WindowPooling.maximum(
        run.input(0), channels: run.batch * shape[0], axes: axes, into: out, pool: run.pool))
    run.did(.activationReads, run.batch * shape[0] * axes.touched)
    run.did(.writes, run.batch * shape[0] * axes.outputCount)
  }
}
