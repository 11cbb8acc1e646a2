import ArchGraph
import ArchKernels
import ArchRuntime

extension Multiply: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let whole = run.shapes.max { Self.size(of: $0) < Self.size(of: $1) } ?? []
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
}
