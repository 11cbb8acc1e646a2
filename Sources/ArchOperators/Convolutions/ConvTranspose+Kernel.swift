import ArchGraph
import ArchKernels
import ArchRuntime

extension ConvTranspose: Runnable {
  /// The columns that a batch of filters computes from the input, and their weights as the product reads them.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let taps = Double(window.tapCount(rank: inputs[0].rank - 1))
    let pixels: Double = Shape(Array(inputs[0].spatial)).bytes() / 4
    let atOnce: Double = max(1, min(Double(filters / groups), 16_777_216 / (taps * pixels)))
    let rows: Double = atOnce * taps
    return 4 * rows * (pixels + Double(inputs[0][0] / groups)) + 1_048_576 * Double(threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    guard let axes = try? window.transposedAxes(count: shape.rank - 1), axes.count <= 3 else {
      throw .unsupported("transposed windows over more than three axes have no kernel")
    }
    let missing = 3 - axes.count
    let walked = zip(axes.indices, axes).map { index, axis in
      TransposedAxis(
        kernel: axis.kernel, stride: axis.stride, dilation: axis.dilation, before: axis.before,
        after: axis.after, outputPadding: outputPadding(index), extent: shape[index + 1])
    }
    let all = Array(repeating: TransposedAxis.single, count: missing) + walked
    let isGiven = run.shapes.count > 1
    guard !isGiven || run.shapes[1] == Shape(filterShape(of: shape)) else {
      throw .unsupported("weights of another shape")
    }
    let biases = bias ? try run.weight(isGiven ? 0 : 1, [filters]) : nil
    let out = try run.output([filters] + walked.map(\.outputs))
    let size = filters * all.reduce(1) { $0 * $1.outputs }
    run.did(.writes, run.batch * size)
    if isGiven {
      // Each example has filters of its own.
      for example in 0..<run.batch {
        let counts = TransposedConvolution.run(
          run.input(0) + example * run.elements(0), batch: 1, channels: shape[0], axes: all,
          filters: filters, groups: groups, weights: run.input(1) + example * run.elements(1), bias: biases,
          into: out + example * size, pool: run.pool)
        run.did(.multiplyAdds, counts.multiplyAdds)
        run.did(.additions, counts.additions)
        run.did(.activationReads, counts.reads + counts.weights - (biases == nil ? 0 : filters))
      }
      return run.did(.weightReads, biases == nil ? 0 : filters)
    }
    let weights = try run.weight(0, filterShape(of: shape))
    let counts = TransposedConvolution.run(
      run.input(0), batch: run.batch, channels: shape[0], axes: all, filters: filters, groups: groups,
      weights: weights, bias: biases, into: out, pool: run.pool)
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights)
    run.did(.activationReads, counts.reads)
  }
}
