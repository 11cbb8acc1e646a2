import ArchGraph
import ArchKernels
import ArchRuntime

extension BatchNorm: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let channels = shape[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let gamma = scale ? try run.weight(0, [channels]) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, [channels]) : nil
    let mean = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0), [channels])
    let variance = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0) + 1, [channels])
    let factors = run.prepared { _ in
      ChannelFactors(
        channels: channels, bias: nil,
        affine: Self.factors(channels, gamma, beta, mean, variance, epsilon: Float(epsilon)))
    }
    let finish = run.finish(factors)
    let done = run.mapChannels(into: out) { channel, count, x, y in
      Loops.finish(count, x, finish, channel: channel, y)
    }
    run.did(.weightReads, run.weightElements)
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.additions] = 1
    run.did(perElement, forElements: done)
  }

  /// Bounds.
  public var finishing: Finishing { .bounds }

  /// The factor and the shift of each channel.
  public func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    let own = Self.factors(
      inputs[0][0], scale ? weights[0] : nil, shift ? weights[scale ? 1 : 0] : nil,
      weights[weights.count - 2], weights[weights.count - 1], epsilon: Float(epsilon))
    return .affine(scale: own.scale, shift: own.shift)
  }
}
