import ArchGraph
import ArchKernels
import ArchRuntime

extension Multiply: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let whole = run.shapes.max { Self.size(of: $0) < Self.size(of: $1) } ?? []
    guard run.shapes.allSatisfy({ Self.isFactor($0, of: whole) }) else { return try executeSpread(&run) }
    let out = try run.output(whole.dimensions)
    let (channels, batch) = (whole[0], run.batch)
    let count = (whole.elementCount ?? 0) / channels
    for (index, shape) in run.shapes.enumerated() {
      let (x, size, hasChannels) = (run.input(index), run.elements(index), shape[0] == channels)
      let isGate = size == (hasChannels ? channels : 1)
      let done = run.pool.sum(of: batch * channels, least: max(1, 16_384 / max(1, count))) { pieces in
        for piece in pieces {
          let (example, channel) = piece.quotientAndRemainder(dividingBy: channels)
          let source = x + example * size + (hasChannels ? channel * (isGate ? 1 : count) : 0)
          let target = out + piece * count
          switch (index, isGate) {
          case (0, true): target.update(repeating: source[0], count: count)
          case (0, false): target.update(from: source, count: count)
          case (_, true): Loops.affine(count, target, source[0], 0, target)
          case (_, false): Loops.product(count, target, source, target)
          }
        }
        return pieces.count * count
      }
      if index > 0 { run.did(.multiplications, done) }
      run.did(.activationReads, batch * size)
    }
    run.did(.writes, batch * channels * count)
  }

  /// The order of shapes: rank, then number of elements.
  private static func size(of shape: Shape) -> (Int, Int) { (shape.rank, shape.elementCount ?? Int.max) }

  /// Whether a factor has a number for each element of a map, for each channel, for each position, or a single one.
  private static func isFactor(_ shape: Shape, of whole: Shape) -> Bool {
    guard shape.rank == whole.rank || shape.rank == 1, shape.rank > 0 else { return false }
    return (shape[0] == whole[0] || shape[0] == 1)
      && (shape.spatial == whole.spatial || shape.spatial.allSatisfy { $0 == 1 })
  }

  /// Factors of any shapes that fit at their last axes.
  private func executeSpread(_ run: inout KernelRun) throws(KernelFault) {
    let rank = run.shapes.map(\.rank).max() ?? 0
    let channels = run.shapes.filter { $0.rank == rank }.compactMap(\.dimensions.first).max()
    let spreading = Spreading(run.shapes) { $0.rank == 1 && rank > 1 && $0[0] == channels }
    let out = try run.output(spreading.extents)
    let done = try run.mergeSpread(spreading, into: out) { count, values, y in
      Loops.product(count, values[0], values[1], y)
      for value in values.dropFirst(2) { Loops.product(count, y, value, y) }
    }
    run.did(.multiplications, (run.shapes.count - 1) * done)
  }
}
