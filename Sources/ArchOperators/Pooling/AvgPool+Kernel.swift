import ArchGraph
import ArchKernels
import ArchRuntime

extension AvgPool: Runnable {
  /// One channel on each thread, and a number for each position.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    window.planeMemory(over: inputs[0], threads: threads) + 8 * Shape(Array(output.spatial)).bytes()
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let out = try run.output([shape[0]] + axes.extents(rank: shape.rank - 1))
    run.did(
      .additions,
      WindowPooling.sum(run.input(0), channels: run.batch * shape[0], axes: axes, into: out, pool: run.pool))
    let pixels = axes.outputCount
    let divisors = run.prepared { _ in Divisors(self, of: axes, over: shape) }
    run.did(
      .divisions,
      run.pool.sum(of: run.batch * shape[0], least: max(1, 16_384 / max(1, pixels))) { channels in
        for channel in channels { Loops.divide(pixels, divisors.numbers, out + channel * pixels) }
        return channels.count * pixels
      })
    run.did(.activationReads, run.batch * shape[0] * axes.touched)
    run.did(.writes, run.batch * shape[0] * axes.outputCount)
  }
}

/// How many elements are averaged at each position.
private final class Divisors: Sendable {
  let numbers: [Float]

  init(_ pool: AvgPool, of axes: KernelAxes, over shape: Shape) {
    // The number of elements under a window at its edges, on each axis.
    let resolved = (try? pool.window.axes(over: shape.spatial)) ?? []
    var counts = [[1], [1], [1]]
    for (index, axis) in resolved.enumerated() {
      let extent = shape[index + 1]
      let range = pool.countPadding ? -axis.before..<extent + axis.after : 0..<extent
      let steps = [axes.depth, axes.height, axes.width][3 - resolved.count + index].steps
      counts[3 - resolved.count + index] = (0..<steps).map { step in
        (0..<axis.kernel).count { range.contains(axis.input(of: step, tap: $0)) }
      }
    }
    numbers = counts[0].flatMap { z in counts[1].flatMap { y in counts[2].map { Float(z * y * $0) } } }
  }
}
