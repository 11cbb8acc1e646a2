import ArchGraph
import ArchKernels
import ArchRuntime

extension LayerNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let axes = row(of: shape)
    let layout = RowLayout(of: shape, along: axes)
    let gamma = scale ? try run.weight(0, Array(shape.dimensions[axes])) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, Array(shape.dimensions[axes])) : nil
    run.did(.weightReads, run.weightElements)
    let (count, epsilon) = (layout.length, Float(epsilon))
    let rows = run.mapRows(layout, into: out) { row in
      row.standardise(count, epsilon: epsilon)
      if let gamma { Loops.product(count, row, gamma, row) }
      if let beta { Loops.add(count, beta, row) }
    }
    var perElement = KernelRun.standardisation(&run, rows: rows, length: count)
    perElement[.multiplications] += scale ? 1 : 0
    perElement[.additions] = shift ? 1 : 0
    run.did(perElement, forElements: rows * count)
  }
}
