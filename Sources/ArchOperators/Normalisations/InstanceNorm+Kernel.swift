import ArchGraph
import ArchKernels
import ArchRuntime

extension InstanceNorm: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    try standardiseRows(
      &run, RowLayout(of: shape, along: 1..<shape.rank), into: out, scale: scale, shift: shift,
      epsilon: epsilon)
  }
}
