import ArchGraph
import ArchKernels
import ArchRuntime

extension Conv: Runnable {
  /// The padded inputs and the filters as the product reads them; if depthwise, one channel on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    groups == inputs[0][0] && inputs.count == 1
      ? window.planeMemory(over: inputs[0], threads: threads) + output.bytes()
      : window.productMemory(
        over: inputs[0], to: output, filters: filters, groups: groups, batch: batch, threads: threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: shape.rank - 1)
    if run.shapes.count > 1 { return try executeGiven(&run, axes, taps) }
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

  /// With separate filters for each example.
  private func executeGiven(
    _ run: inout KernelRun, _ axes: KernelAxes, _ taps: [Int]
  ) throws(KernelFault) {
    let (shape, batch) = (run.shapes[0], run.batch)
    guard run.shapes[1] == Shape([filters, shape[0] / groups] + taps) else {
      throw .unsupported("weights of another shape")
    }
    let biases = bias ? try run.weight(0, [filters]) : nil
    let out = try run.output([filters] + axes.extents(rank: shape.rank - 1))
    let (size, factors) = (filters * axes.outputCount, run.factors(channels: filters, bias: biases))
    for example in 0..<batch {
      let convolution = Convolution(
        run.input(1) + example * run.elements(1), filters: filters, channels: shape[0], groups: groups,
        axes: axes, pool: run.pool)
      var finish = run.finish(factors)
      finish.addend = finish.addend.map { $0 + example * size }
      let counts = convolution.run(
        run.input(0) + example * run.elements(0), batch: 1, finish: finish, into: out + example * size,
        pool: run.pool)
      run.did(.multiplyAdds, counts.multiplyAdds)
      run.did(.additions, counts.additions)
      run.did(.activationReads, counts.reads + counts.weights)
    }
    run.did(.weightReads, biases == nil ? 0 : filters)
    run.did(.writes, batch * size)
  }

  package var finishing: Finishing { .everything }
}

/// The weights as a convolution prepares them.
private final class PreparedConvolution: Sendable {
  let convolution: Convolution
  let factors: ChannelFactors

  init(_ convolution: Convolution, _ factors: ChannelFactors) {
    self.convolution = convolution
    self.factors = factors
  }
}
