import ArchGraph
import ArchKernels
import ArchRuntime

extension RoIAlign: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (shape, boxes) = (run.shapes[0], run.shapes[1][0])
    let sizes = size.expanded(to: 2)
    let out = try run.output([boxes, shape[0]] + sizes)
    let (channels, plane, bins) = (shape[0], shape[1] * shape[2], sizes[0] * sizes[1])
    let (x, edges, ratio) = (run.input(0), run.input(1), samplingRatio)
    let done = run.pool.sum(of: run.batch * boxes, least: 1) { pieces in
      for piece in pieces {
        let source = x + piece / boxes * channels * plane
        let box = edges + 4 * piece
        let rows = places(box[1], box[3], bins: sizes[0], over: shape[1])
        let columns = places(box[0], box[2], bins: sizes[1], over: shape[2])
        for channel in 0..<channels {
          let (values, target) = (source + channel * plane, out + (piece * channels + channel) * bins)
          for bin in 0..<bins {
            let (i, j) = bin.quotientAndRemainder(dividingBy: sizes[1])
            var sum: Float = 0
            for row in rows[i * ratio..<(i + 1) * ratio] {
              for column in columns[j * ratio..<(j + 1) * ratio] {
                sum += Self.value(values, width: shape[2], row, column)
              }
            }
            target[bin] = sum / Float(ratio * ratio)
          }
        }
      }
      return pieces.count
    }
    note(&run, boxes: done, channels: channels, sizes)
    run.did(.activationReads, run.batch * (run.elements(0) + run.elements(1)))
    run.did(.writes, done * channels * bins)
  }

  /// Counts the operations of the loops over this many boxes.
  private func note(_ run: inout KernelRun, boxes: Int, channels: Int, _ sizes: [Int]) {
    let places = boxes * (sizes[0] + sizes[1]) * samplingRatio
    let bins = boxes * sizes[0] * sizes[1]
    let crossings = bins * samplingRatio * samplingRatio
    run.did(.multiplications, 4 * boxes + places + 4 * crossings + 4 * crossings * channels)
    run.did(.additions, 2 * places + 3 * crossings * channels + (crossings - bins) * channels)
    run.did(.subtractions, (aligned ? 6 : 2) * boxes + 3 * places)
    run.did(.comparisons, (aligned ? 0 : 2) * boxes + 6 * places)
    run.did(.divisions, 2 * boxes + bins * channels)
  }

  /// A place on an axis: the lower neighbour, the one above, and the share of each.
  private typealias Place = (lower: Int, upper: Int, shares: (Float, Float))

  private func places(_ first: Float, _ last: Float, bins: Int, over extent: Int) -> [Place] {
    let shift: Float = aligned ? 0.5 : 0
    let start = first * Float(scale) - shift
    var length = last * Float(scale) - shift - start
    if !aligned { length = .maximum(length, 1) }
    let bin = length / Float(bins)
    return (0..<bins * samplingRatio).map { index in
      let place = start + bin * ((Float(index) + 0.5) / Float(samplingRatio))
      guard !(place < -1), !(place > Float(extent)) else { return (0, 0, (0, 0)) }
      let clamped = Float.minimum(.maximum(place, 0), Float(extent - 1))
      let lower = clamped.index(of: extent)
      let share = clamped - clamped.rounded(.down)
      return (lower, min(lower + 1, extent - 1), (1 - share, share))
    }
  }

  private static func value(
    _ plane: UnsafePointer<Float>, width: Int, _ row: Place, _ column: Place
  ) -> Float {
    let (top, bottom) = (plane + row.lower * width, plane + row.upper * width)
    return top[column.lower] * (row.shares.0 * column.shares.0)
      + top[column.upper] * (row.shares.0 * column.shares.1)
      + bottom[column.lower] * (row.shares.1 * column.shares.0)
      + bottom[column.upper] * (row.shares.1 * column.shares.1)
  }
}
