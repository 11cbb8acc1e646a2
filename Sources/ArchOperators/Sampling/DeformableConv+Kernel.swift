import ArchGraph
import ArchKernels
import ArchRuntime

extension DeformableConv: Runnable {
  /// The elements under the taps at some positions, and the weights as the product reads them.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let depth = Double(inputs[0][0]) * Double(window.tapCount(rank: 2))
    let positions: Double = Shape(Array(output.spatial)).bytes() / 4
    let atOnce: Double = max(1, min(positions, Double(Self.mostNumbers) / depth))
    return 4 * depth * (atOnce + Double(filters) / Double(groups)) + 1_048_576 * Double(threads)
  }

  /// The most numbers that are read before they are multiplied, unless a single position has more.
  private static let mostNumbers = 1 << 22

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: 2)
    let depth = shape[0] / groups * taps[0] * taps[1]
    let weights = try run.weight(0, [filters, shape[0] / groups] + taps)
    let biases = bias ? try run.weight(1, [filters]) : nil
    let extents = axes.extents(rank: 2)
    let out = try run.output([filters] + extents)
    let positions = extents[0] * extents[1]
    let atOnce = max(1, min(positions, Self.mostNumbers / max(1, groups * depth)))
    let share = filters / groups
    for example in 0..<run.batch {
      for start in stride(from: 0, to: positions, by: atOnce) {
        let some = start..<min(positions, start + atOnce)
        Scratch.with(groups * depth * some.count) { columns in
          read(&run, axes, example: example, some, into: columns)
          for group in 0..<groups {
            let done = MatrixView.multiply(
              MatrixView(weights + group * share * depth, rowStride: depth),
              MatrixView(columns + group * depth * some.count, rowStride: some.count), rows: share,
              depth: depth, columns: some.count,
              into: out + (example * filters + group * share) * positions + start,
              stride: positions, pool: run.pool)
            run.did(.multiplyAdds, done)
          }
        }
      }
    }
    if let biases {
      for plane in 0..<run.batch * filters {
        for place in plane * positions..<(plane + 1) * positions { out[place] += biases[plane % filters] }
      }
      run.did(.additions, run.batch * filters * positions)
    }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, run.batch * run.shapes.indices.reduce(0) { $0 + run.elements($1) })
    run.did(.writes, run.batch * filters * positions)
  }

  /// Reads the elements under the taps at some positions: a row for each channel and tap.
  private func read(
    _ run: inout KernelRun, _ axes: KernelAxes, example: Int, _ positions: Range<Int>,
    into columns: UnsafeMutablePointer<Float>
  ) {
    let shape = run.shapes[0]
    let (height, width) = (shape[1], shape[2])
    let x = run.input(0) + example * run.elements(0)
    let offset = run.input(1) + example * run.elements(1)
    let mask = run.shapes.count == 3 ? run.input(2) + example * run.elements(2) : nil
    let (outWidth, all) = (axes.width.steps, axes.height.steps * axes.width.steps)
    let taps = axes.height.kernel * axes.width.kernel
    let channels = shape[0] / offsetGroups
    let places = run.pool.sum(of: offsetGroups * taps, least: 1) { pieces in
      for piece in pieces {
        let (group, tap) = piece.quotientAndRemainder(dividingBy: taps)
        let (i, j) = tap.quotientAndRemainder(dividingBy: axes.width.kernel)
        for position in positions {
          let (row, column) = position.quotientAndRemainder(dividingBy: outWidth)
          let top = row * axes.height.stride - axes.height.before + i * axes.height.dilation
          let left = column * axes.width.stride - axes.width.before + j * axes.width.dilation
          let place = BilinearTap(
            row: Float(top + 2) + offset[2 * piece * all + position],
            column: Float(left + 2) + offset[(2 * piece + 1) * all + position], height: height, width: width)
          for channel in group * channels..<(group + 1) * channels {
            let value = place.value(in: x + channel * height * width)
            columns[(channel * taps + tap) * positions.count + position - positions.lowerBound] =
              mask.map { value * $0[piece * all + position] } ?? value
          }
        }
      }
      return pieces.count * positions.count
    }
    run.did(.additions, 2 * places)
    run.didRead(places: places, reads: places * channels)
    if mask != nil { run.did(.multiplications, places * channels) }
  }
}
