import ArchGraph
import ArchKernels
import ArchRuntime

extension LogSoftmax: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let layout = RowLayout(of: shape, along: rowAxes(axis ?? 0, of: shape))
    let count = layout.length
    let rows = run.mapRows(layout, into: out) { row in
      var largest = row[0]
      for i in 1..<max(1, count) { largest = Float.maximum(largest, row[i]) }
      let sum = Scratch.with(count) { exponentials in
        Loops.exponential(count, row, minus: largest, exponentials)
        return Loops.total(count, exponentials)
      }
      let logarithm = sum.logarithm()
      for i in 0..<count { row[i] = row[i] - largest - logarithm }
    }
    run.did(.comparisons, rows * (count - 1))
    run.did(.additions, rows * (count - 1))
    run.did(.transcendentals, rows)
    var perElement = WorkVector()
    perElement[.subtractions] = 2
    perElement[.exponentials] = 1
    run.did(perElement, forElements: rows * count)
  }
}
