import ArchGraph
import ArchKernels
import ArchRuntime

extension Split: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    var extents = shape.dimensions
    extents[axis] /= parts
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    run.didCopy(
      run.copy(
        extents, from: take * extents[axis] * strides[axis], strides, to: out,
        StridedCopy.strides(of: extents), outElements: extents.reduce(1, *)))
  }
}
