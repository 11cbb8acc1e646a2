import ArchGraph
import ArchKernels
import ArchRuntime

extension Softmax: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let layout = RowLayout(of: shape, along: rowAxes(axis ?? 0, of: shape))
    let count = layout.length
    let rows = run.mapRows(layout, into: out) { row in
      var largest = row[0]
      for i in 1..<max(1, count) { largest = Float.maximum(largest, row[i]) }
      Loops.exponential(count, row, minus: largest, row)
      let sum = Loops.total(count, row)
      for i in 0..<count { row[i] /= sum }
    }
    run.did(.comparisons, rows * (count - 1))
    run.did(.additions, rows * (count - 1))
    var perElement = WorkVector()
    perElement[.subtractions] = 1
    perElement[.exponentials] = 1
    perElement[.divisions] = 1
    run.did(perElement, forElements: rows * count)
  }
}
