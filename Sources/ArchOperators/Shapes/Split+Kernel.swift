import ArchGraph
import ArchKernels
import ArchRuntime

extension Split: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axis = axis < 0 ? axis + shape.rank : axis
    var extents = shape.dimensions
    let first: Int
    switch parts {
    case .equal(let count):
      extents[axis] /= count
      first = take * extents[axis]
    case .sizes(let sizes):
      extents[axis] = sizes[take]
      first = sizes.prefix(take).reduce(0, +)
    }
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    run.didCopy(
      run.copy(
        extents, from: first * strides[axis], strides, to: out,
        StridedCopy.strides(of: extents), outElements: extents.reduce(1, *)))
  }
}
