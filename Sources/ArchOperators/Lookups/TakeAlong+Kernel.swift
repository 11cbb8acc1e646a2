import ArchGraph
import ArchKernels
import ArchRuntime

extension TakeAlong: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (shape, indices) = (run.shapes[0], run.shapes[1])
    let axis = axis < 0 ? axis + shape.rank : axis
    let out = try run.output(indices.dimensions)
    let (entries, count) = (shape[axis], indices[axis])
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let outer = run.batch * run.elements(0) / (entries * inner)
    let (x, places) = (run.input(0), run.input(1))
    let written = run.pool.sum(of: outer, least: max(1, 16_384 / max(1, count * inner))) { blocks in
      for block in blocks {
        for index in 0..<count {
          let start = (block * count + index) * inner
          for offset in start..<start + inner {
            let place = places[offset]
            let entry = block * entries + place.index(of: entries)
            out[offset] = place.isNaN ? place : x[entry * inner + offset - start]
          }
        }
      }
      return blocks.count * count * inner
    }
    run.did(.activationReads, run.batch * (run.elements(0) + run.elements(1)))
    run.did(.writes, written)
  }
}
