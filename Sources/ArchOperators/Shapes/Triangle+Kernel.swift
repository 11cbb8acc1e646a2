import ArchGraph
import ArchKernels
import ArchRuntime

extension Triangle: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let (x, all) = (run.input(0), run.batch * run.elements(0) / columns)
    let read = run.pool.sum(of: all, least: max(1, 16_384 / columns)) { pieces in
      var read = 0
      for piece in pieces {
        let (source, target, row) = (x + piece * columns, out + piece * columns, piece % rows)
        // The columns that stay.
        let edge = min(max(0, row + diagonal + (isUpper ? 0 : 1)), columns)
        let kept = isUpper ? edge..<columns : 0..<edge
        if UnsafePointer(target) != source {
          (target + kept.lowerBound).update(from: source + kept.lowerBound, count: kept.count)
        }
        target.update(repeating: 0, count: kept.lowerBound)
        (target + kept.upperBound).update(repeating: 0, count: columns - kept.upperBound)
        read += kept.count
      }
      return read
    }
    run.did(.activationReads, read)
    run.did(.writes, all * columns)
  }
}
