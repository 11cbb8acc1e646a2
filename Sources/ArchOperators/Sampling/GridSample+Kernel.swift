import ArchGraph
import ArchKernels
import ArchRuntime

extension GridSample: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (shape, grid) = (run.shapes[0], run.shapes[1])
    let (height, width) = (shape[1], shape[2])
    let out = try run.output([shape[0], grid[0], grid[1]])
    let (places, plane, channels) = (grid[0] * grid[1], height * width, shape[0])
    let (x, numbers) = (run.input(0), run.input(1))
    let done = run.pool.sum(of: run.batch * places, least: max(1, 4096 / max(1, channels))) { pieces in
      for piece in pieces {
        let (example, place) = piece.quotientAndRemainder(dividingBy: places)
        let column = self.place(numbers[2 * piece], width)
        let row = self.place(numbers[2 * piece + 1], height)
        let source = x + example * channels * plane
        let target = out + example * channels * places + place
        switch mode {
        case .bilinear:
          let tap = BilinearTap(row: row, column: column, height: height, width: width)
          for channel in 0..<channels { target[channel * places] = tap.value(in: source + channel * plane) }
        case .nearest:
          let (y, x) = (row.rounded(.toNearestOrEven), column.rounded(.toNearestOrEven))
          let (i, j) = (y.index(of: height + 3) - 2, x.index(of: width + 3) - 2)
          let isInside = (0..<height).contains(i) && (0..<width).contains(j)
          // NaN is not a place, and stays NaN.
          let other: Float = y.isNaN ? y : x.isNaN ? x : 0
          for channel in 0..<channels {
            target[channel * places] =
              isInside && other == 0 ? source[channel * plane + i * width + j] : other
          }
        }
      }
      return pieces.count
    }
    run.did(.multiplications, 2 * done)
    run.did(.additions, 2 * done)
    if padding == .border { run.did(.comparisons, 4 * done) }
    switch mode {
    case .bilinear: run.didRead(places: done, reads: done * channels)
    case .nearest: run.did(.comparisons, 2 * done)
    }
    run.did(.activationReads, run.batch * (run.elements(0) + run.elements(1)))
    run.did(.writes, done * channels)
  }

  /// The place of a coordinate on an axis, counted from two before its first element.
  private func place(_ coordinate: Float, _ extent: Int) -> Float {
    let place =
      coordinate * (Float(alignCorners ? extent - 1 : extent) / 2) + (Float(extent - 1) / 2 + 2)
    return padding == .border ? .minimum(.maximum(place, 2), Float(extent + 1)) : place
  }
}
