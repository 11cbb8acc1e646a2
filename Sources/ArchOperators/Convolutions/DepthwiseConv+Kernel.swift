import ArchGraph
import ArchKernels
import ArchRuntime

extension DepthwiseConv: Runnable {
  /// One channel on each thread, and factors for each filter.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    if inputs.count > 1 {
      return conv(of: inputs[0]).workingMemory(of: inputs, to: output, batch: batch, threads: threads)
    }
    return window.planeMemory(over: inputs[0], threads: threads) + output.bytes()
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    if run.shapes.count > 1 { return try conv(of: shape).execute(&run) }
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: shape.rank - 1)
    let filters = shape[0] * multiplier
    let weights = try run.weight(0, [filters, 1] + taps)
    let biases = bias ? try run.weight(1, [filters]) : nil
    let out = try run.output([filters] + axes.extents(rank: shape.rank - 1))
    let counts = run.filterChannels(axes, multiplier: multiplier, weights, bias: biases, into: out)
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights + (biases == nil ? 0 : filters))
    run.did(.activationReads, counts.reads)
    run.did(.writes, run.batch * filters * axes.outputCount)
  }

  package var finishing: Finishing { .everything }
}
