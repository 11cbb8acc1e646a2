import ArchGraph
import ArchKernels
import ArchRuntime

extension Gather: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (shape, indices) = (run.shapes[0], run.shapes[1])
    let axis = axis < 0 ? axis + shape.rank : axis
    let out = try run.output(
      shape.dimensions[..<axis] + indices.dimensions + shape.dimensions[(axis + 1)...])
    let (count, entries, size) = (run.elements(1), shape[axis], run.elements(0))
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let outer = size / (entries * inner)
    let (x, places) = (run.input(0), run.input(1))
    let written = run.pool.sum(of: run.batch * outer, least: max(1, 16_384 / max(1, count * inner))) {
      blocks in
      for block in blocks {
        for index in 0..<count {
          let place = places[block / outer * count + index]
          let target = out + (block * count + index) * inner
          // NaN is not an index, and stays NaN.
          if place.isNaN {
            target.update(repeating: place, count: inner)
          } else {
            target.update(from: x + (block * entries + place.index(of: entries)) * inner, count: inner)
          }
        }
      }
      return blocks.count * count * inner
    }
    run.did(.activationReads, run.batch * (size + count))
    run.did(.writes, written)
  }
}
