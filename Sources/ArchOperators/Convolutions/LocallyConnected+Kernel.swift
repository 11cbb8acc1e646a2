import ArchGraph
import ArchKernels
import ArchRuntime

extension LocallyConnected: Runnable {
  /// The padded input, and the element under each tap at every position.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let taps = Double(inputs[0][0]) * Double(window.tapCount(rank: inputs[0].rank - 1))
    return 4 * Double(inputs[0][0]) * window.planeElements(over: inputs[0]) + 24 * taps
      + taps * Shape(Array(output.spatial)).bytes()
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: shape.rank - 1)
    let extents = axes.extents(rank: shape.rank - 1)
    let weights = try run.weight(0, [filters, shape[0]] + taps + extents)
    let biases = bias ? try run.weight(1, [filters] + extents) : nil
    let out = try run.output([filters] + extents)
    let counts = LocalConvolution.run(
      run.input(0), batch: run.batch, channels: shape[0], axes: axes, filters: filters, weights: weights,
      bias: biases, into: out, pool: run.pool)
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights)
    run.did(.activationReads, counts.reads)
    run.did(.writes, run.batch * filters * axes.outputCount)
  }
}
