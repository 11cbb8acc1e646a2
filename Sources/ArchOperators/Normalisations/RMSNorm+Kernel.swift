import ArchGraph
import ArchKernels
import ArchRuntime

extension RMSNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let axes = row(of: shape)
    let layout = RowLayout(of: shape, along: axes)
    let gamma = scale ? try run.weight(0, Array(shape.dimensions[axes])) : nil
    run.did(.weightReads, run.weightElements)
    let (count, epsilon) = (layout.length, Float(epsilon))
    let rows = run.mapRows(layout, into: out) { row in
      let root = (Loops.dot(count, row, row) / Float(count) + epsilon).squareRoot()
      for i in 0..<count { row[i] /= root }
      if let gamma { Loops.product(count, row, gamma, row) }
    }
    run.did(.additions, rows * (count - 1 + 1))
    run.did(.divisions, rows)
    run.did(.transcendentals, rows)
    var perElement = WorkVector()
    perElement[.multiplications] = scale ? 2 : 1
    perElement[.divisions] = 1
    run.did(perElement, forElements: rows * count)
  }
}
