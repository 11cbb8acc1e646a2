import ArchGraph
import ArchKernels
import ArchRuntime

extension Conv: Runnable {
  /// The padded inputs and the filters as the product reads them; depthwise one channel on each thread.
  public func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    groups == inputs[0][0]
      ? window.planeMemory(over: inputs[0], threads: threads) + output.bytes()
      : window.productMemory(
        over: inputs[0], to: output, filters: filters, groups: groups, batch: batch, threads: threads)
  }

  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: shape.rank - 1)
    let weights = try run.weight(0, [filters, shape[0] / groups] + taps)
    let biases = bias ? try run.weight(1, [filters]) : nil
    let out = try run.output([filters] + axes.extents(rank: shape.rank - 1))
    let counts: Convolution.Counts
    if groups == shape[0] {
      counts = run.filterChannels(axes, multiplier: filters / groups, weights, bias: biases, into: out)
    } else {
      let prepared = run.prepared { run in
        PreparedConvolution(
          Convolution(
            weights, filters: filters, channels: shape[0], groups: groups, axes: axes, pool: run.pool),
          run.factors(channels: filters, bias: biases))
      }
      counts = prepared.convolution.run(
        run.input(0), batch: run.batch, finish: run.finish(prepared.factors), into: out, pool: run.pool)
    }
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights + (biases == nil ? 0 : filters))
    run.did(.activationReads, counts.reads)
    run.did(.writes, run.batch * filters * axes.outputCount)
  }

  public var finishing: Finishing { .everything }
}

/// What a convolution makes of its weights.
private final class PreparedConvolution: Sendable {
  let convolution: Convolution
  let factors: ChannelFactors

  init(_ convolution: Convolution, _ factors: ChannelFactors) {
    self.convolution = convolution
    self.factors = factors
  }
}
