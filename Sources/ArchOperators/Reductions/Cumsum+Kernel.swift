import ArchGraph
import ArchKernels
import ArchRuntime

extension Cumsum: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let axis = axis < 0 ? axis + shape.rank : axis
    let layout = RowLayout(of: shape, along: axis..<axis + 1)
    let (count, step) = (layout.length, isReverse ? -1 : 1)
    let first = isReverse ? count - 1 : 0
    let rows = run.mapRows(layout, into: out) { row in
      var place = first
      var sum = row[place]
      if isExclusive { row[place] = 0 }
      for _ in 1..<max(1, count) {
        place += step
        let x = row[place]
        if isExclusive { row[place] = sum }
        sum += x
        if !isExclusive { row[place] = sum }
      }
    }
    // The last of exclusive sums is not used.
    run.did(.additions, rows * (isExclusive ? max(0, count - 2) : count - 1))
    run.did(.activationReads, rows * (isExclusive ? count - 1 : count))
    run.did(.writes, rows * count)
  }
}
