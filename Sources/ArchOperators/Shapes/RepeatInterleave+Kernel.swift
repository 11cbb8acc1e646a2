import ArchGraph
import ArchKernels
import ArchRuntime

extension RepeatInterleave: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    var extents = shape.dimensions
    extents[axis] *= repeats
    let out = try run.output(extents)
    // The copies as a separate axis, which stays in place in the input.
    var (parted, strides) = (shape.dimensions, StridedCopy.strides(of: shape.dimensions))
    parted.insert(repeats, at: axis + 1)
    strides.insert(0, at: axis + 1)
    let written = run.copy(
      parted, strides, to: out, StridedCopy.strides(of: parted), outElements: extents.reduce(1, *))
    run.did(.activationReads, run.batch * run.elements(0))
    run.did(.writes, written)
  }
}
