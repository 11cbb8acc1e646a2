import ArchGraph
import ArchKernels
import ArchRuntime

extension Position: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let (x, count) = (run.input(0), run.elements(0))
    let table = try run.weight(0, [length ?? shape[0]] + shape.spatial)
    for example in 0..<run.batch {
      Loops.sum(count, x + example * count, table, out + example * count)
      run.did(.additions, count)
      run.didCopy(count)
    }
    run.did(.weightReads, count)
  }
}
