import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Testing

/// What kernels take beside their values is no more than is counted before they run, and not much less.
@Suite struct WorkingMemoryTests {
  /// Layers that take much more than their values do, or as much.
  private static let layers: [(op: any Runnable, inputs: [Shape])] = [
    (Conv(2, kernel: 3, padding: 500, dilation: 500), [[4, 16, 16]]),
    (Conv(8, kernel: 3, padding: 1, groups: 4), [[8, 160, 160]]),
    (Conv(4096, kernel: 1, groups: 2048), [[4096, 2, 2]]),
    (Conv(4, kernel: 3, padding: 900, dilation: 900, groups: 4), [[4, 16, 16]]),
    (DepthwiseConv(kernel: 3, padding: 900, dilation: 900), [[2, 16, 16]]),
    (Conv(2, kernel: 1, stride: 1500), [[2, 1600, 3]]),
    (MaxPool(2, stride: 3000, padding: 1), [[1, 3100, 4]]),
    (MaxPool(3, stride: 1, padding: 1200, dilation: 1200), [[1, 1300, 8]]),
    (AvgPool(1001, stride: 1000, padding: 500), [[1, 8, 8]]),
    (LPPool(3, stride: 1, padding: 700), [[2, 400, 400]]),
    (LocallyConnected(1, kernel: 9, padding: 4), [[4, 40, 40]]),
    (ConvTranspose(2, kernel: 64, stride: 2), [[2, 16, 16]]),
    (Attention(2), [[700, 8]]),
    (CrossAttention(1), [[600, 4], [900, 6]]),
    (LSTM(128), [[1500, 16]]),
    (LSTM(128, projection: 64), [[1500, 16]]),
    (ConvLSTM(8, kernel: 3), [[12, 4, 60, 60]]),
    (SelectiveScan(), [[300, 400], [300, 400], [300, 16], [300, 16]]),
    (LinearAttention(4), [[900, 512], [700, 512], [700, 512]]),
    (LinearAttention(2, causal: true), [[200, 800], [200, 800], [200, 800]]),
    (FFT([0, 1]), [[700, 900]]),
    (FFT([1], part: .complex), [[400, 1000]]),
    (Dense(4), [[900, 512]]),
    (Matmul(), [[500, 600], [600, 400]]),
    (GroupNorm(1), [[4, 300, 300]]),
    (LayerNorm(channels: true), [[64, 100, 100]]),
    (Sum([0]), [[900, 700]]),
    (Norm([0, 2], power: 3), [[700, 3, 500]]),
    (TopK(2, axis: 0, take: .indices), [[90_000, 2]]),
    (Cumsum(0), [[900, 700]]),
    (Pad(3, mode: .reflect), [[2, 300, 300]]),
    (Unfold(3), [[4, 100, 100]]),
    (DeformableConv(8, kernel: 3, padding: 1, groups: 2), [[16, 60, 60], [18, 60, 60]]),
    (DeformableConv(600, kernel: 3, bias: false), [[600, 3, 3], [18, 1, 1], [9, 1, 1]]),
    (Resize(size: 200, mode: .cubic), [[2, 40, 40]]),
    (GridSample(), [[4, 100, 100], [100, 100, 2]]),
    (DeformableAttention(4, levels: [[30, 30], [15, 15]]), [[400, 64], [1125, 96], [400, 2, 2]]),
  ]

  @Test(arguments: layers.indices) func kernelsTakeWhatIsCounted(index: Int) throws {
    let (op, inputs) = Self.layers[index]
    try check(op, inputs)
  }

  private func check<O: Runnable>(_ op: O, _ inputs: [Shape]) throws {
    let output = try op.output(of: inputs).shape(of: inputs)
    let trial = KernelTrial(op, on: inputs, output: output, batch: 1)
    let counted = op.workingMemory(of: inputs, to: output, batch: 1, threads: 1)
    _ = LargeMemory.takePeak()
    _ = try trial.run(pool: .serial)
    let taken = Double(LargeMemory.takePeak())
    // Columns of a product that are laid out at a time are counted with the threads.
    #expect(taken <= counted + Double(1 << 20), "\(op.call): \(taken) taken, \(counted) counted")
    #expect(counted <= 8 * taken + Double(32 << 20), "\(op.call): \(taken) taken, \(counted) counted")
  }

  /// The counts of sizes beyond all memory are numbers, and no fault.
  @Test func sizesBeyondAllMemory() throws {
    let most = Limits.extent
    let conv = Conv(1, kernel: 2, padding: .symmetric(.all(most)), dilation: .all(most))
    let shape: Shape = [1, 2]
    let output = try conv.output(of: [shape]).shape(of: [shape])
    #expect(conv.workingMemory(of: [shape], to: output, batch: most, threads: 256) > 1e12)
  }
}
