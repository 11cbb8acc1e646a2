import ArchGraph
import ArchKernels
import ArchRuntime

extension ConvTranspose: Runnable {
  /// The columns that one batch of filters makes of the input, and their weights as the product reads them.
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
    let weights = try run.weight(
      0, [shape[0], filters / groups] + window.kernel.expanded(to: shape.rank - 1))
    let biases = bias ? try run.weight(1, [filters]) : nil
    let out = try run.output([filters] + walked.map(\.outputs))
    let counts = TransposedConvolution.run(
      run.input(0), batch: run.batch, channels: shape[0], axes: all, filters: filters, groups: groups,
      weights: weights, bias: biases, into: out, pool: run.pool)
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights)
    run.did(.activationReads, counts.reads)
    run.did(.writes, run.batch * filters * all.reduce(1) { $0 * $1.outputs })
  }
}
