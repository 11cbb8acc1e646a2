import ArchGraph
import ArchKernels
import ArchRuntime

extension L2Normalize: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let layout = RowLayout(of: shape, along: rowAxes(axis ?? 0, of: shape))
    let (count, epsilon) = (layout.length, Float(epsilon))
    let rows = run.mapRows(layout, into: out) { row in
      let divisor = Float.maximum(Loops.dot(count, row, row).squareRoot(), epsilon)
      for i in 0..<count { row[i] /= divisor }
    }
    run.did(.additions, rows * (count - 1))
    run.did(.transcendentals, rows)
    run.did(.comparisons, rows)
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.divisions] = 1
    run.did(perElement, forElements: rows * count)
  }
}
