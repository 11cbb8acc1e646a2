import ArchGraph
import ArchKernels
import ArchRuntime

extension Slice: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    let (first, end) = part(of: shape[axis])
    var extents = shape.dimensions
    extents[axis] = (end - first + step - 1) / step
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    var steps = strides
    steps[axis] *= step
    run.didCopy(
      run.copy(
        extents, from: first * strides[axis], steps, to: out, StridedCopy.strides(of: extents),
        outElements: extents.reduce(1, *)))
  }
}
