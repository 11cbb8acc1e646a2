import ArchGraph
import ArchKernels
import ArchRuntime

extension Tile: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    guard repeats.count == shape.rank else { throw .unsupported("the repeats do not fit") }
    let extents = zip(shape.dimensions, repeats).map { $0 * $1 }
    let out = try run.output(extents)
    // Each axis as two, of which the outer stays in place in the input.
    let parted = zip(repeats, shape.dimensions).flatMap { [$0, $1] }
    let strides = StridedCopy.strides(of: shape.dimensions).flatMap { [0, $0] }
    let written = run.copy(
      parted, strides, to: out, StridedCopy.strides(of: parted), outElements: extents.reduce(1, *))
    run.did(.activationReads, run.batch * run.elements(0))
    run.did(.writes, written)
  }
}
