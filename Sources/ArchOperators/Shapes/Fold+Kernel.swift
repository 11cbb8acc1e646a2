import ArchGraph
import ArchKernels
import ArchRuntime

extension Fold: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: Shape([1] + size))
    let (taps, columns) = (axes.taps, axes.outputCount)
    let channels = shape[0] / taps
    guard shape == Shape([channels * taps, columns]) else { throw .unsupported("the columns do not fit") }
    let out = try run.output([channels] + size)
    let x = run.input(0)
    let added = run.pool.sum(of: run.batch * channels, least: max(1, 16_384 / max(1, taps * columns))) {
      pieces in
      var added = 0
      for channel in pieces {
        let target = out + channel * axes.inputCount
        target.update(repeating: 0, count: axes.inputCount)
        axes.forEachTap { tap, index in
          let source = x + (channel * taps + index) * columns
          axes.forEachPlace(under: tap) { column, place in
            guard let place else { return }
            target[place] += source[column]
            added += 1
          }
        }
      }
      return added
    }
    run.did(.additions, added)
    run.did(.activationReads, added)
    run.did(.writes, run.batch * channels * axes.inputCount)
  }
}
