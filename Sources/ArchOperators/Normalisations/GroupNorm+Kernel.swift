import ArchGraph
import ArchKernels
import ArchRuntime

extension GroupNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    try standardiseRows(
      &run, RowLayout(of: Shape([groups, run.elements(0) / groups]), along: 1..<2), into: out, scale: scale,
      shift: shift, epsilon: epsilon)
  }
}
