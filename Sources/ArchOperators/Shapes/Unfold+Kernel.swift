import ArchGraph
import ArchKernels
import ArchRuntime

extension Unfold: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let (taps, columns) = (axes.taps, axes.outputCount)
    let out = try run.output([shape[0] * taps, columns])
    let x = run.input(0)
    let rows = run.pool.sum(of: run.batch * shape[0], least: max(1, 16_384 / max(1, taps * columns))) {
      channels in
      for channel in channels {
        let source = x + channel * axes.inputCount
        axes.forEachTap { tap, index in
          let target = out + (channel * taps + index) * columns
          axes.forEachPlace(under: tap) { column, place in target[column] = place.map { source[$0] } ?? 0 }
        }
      }
      return channels.count * taps
    }
    run.did(.activationReads, run.batch * shape[0] * axes.touched)
    run.did(.writes, rows * columns)
  }
}

extension KernelAxes {
  /// Calls `body` with the taps of a window, height and width, and their numbers; windows of columns have no depth.
  func forEachTap(_ body: (_ tap: (Int, Int), _ index: Int) -> Void) {
    for y in 0..<height.kernel {
      for x in 0..<width.kernel { body((y, x), y * width.kernel + x) }
    }
  }

  /// Calls `body` with each position of a window and the place in a channel of a tap there, or `nil` in the padding.
  func forEachPlace(under tap: (Int, Int), _ body: (_ position: Int, _ place: Int?) -> Void) {
    for row in 0..<height.steps {
      let y = row * height.stride - height.before + tap.0 * height.dilation
      for column in 0..<width.steps {
        let x = column * width.stride - width.before + tap.1 * width.dilation
        let isInside = y >= 0 && y < height.extent && x >= 0 && x < width.extent
        body(row * width.steps + column, isInside ? y * width.extent + x : nil)
      }
    }
  }
}
