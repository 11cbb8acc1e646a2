import ArchGraph
import ArchKernels
import ArchRuntime

extension ScatterAdd: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    let out = try run.output(shape.dimensions)
    let (count, entries, size) = (run.elements(1), shape[axis], run.elements(0))
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let outer = size / (entries * inner)
    let (x, places, updates) = (run.input(0), run.input(1), run.input(2))
    guard run.elements(2) == outer * count * inner else { throw .unsupported("the updates do not fit") }
    let added = run.pool.sum(of: run.batch * outer, least: max(1, 16_384 / max(1, entries * inner))) {
      blocks in
      for block in blocks {
        let target = out + block * entries * inner
        target.update(from: x + block * entries * inner, count: entries * inner)
        for index in 0..<count {
          let place = places[block / outer * count + index]
          let source = updates + (block * count + index) * inner
          Loops.add(inner, source, target + place.index(of: entries) * inner)
          // NaN as an index may refer to any entry.
          if place.isNaN { target.update(repeating: place, count: entries * inner) }
        }
      }
      return blocks.count * count * inner
    }
    run.did(.additions, added)
    run.did(.activationReads, run.batch * (size + count) + added)
    run.did(.writes, run.batch * size)
  }
}
