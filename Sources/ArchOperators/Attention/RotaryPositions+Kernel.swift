import ArchGraph
import ArchKernels
import ArchRuntime

extension RotaryPositions: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let (tokens, features) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let count = run.batch * run.elements(0)
    if UnsafePointer(out) != run.input(0) { out.update(from: run.input(0), count: count) }
    run.turn(
      rotary, out, windows: count / (tokens * features), rows: tokens, heads: heads, width: features / heads,
      from: past, stride: tokens * features)
    run.didCopy(count)
  }
}
