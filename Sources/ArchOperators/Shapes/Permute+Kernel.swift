import ArchGraph
import ArchKernels
import ArchRuntime

extension Permute: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let extents = axes.map { shape[$0] }
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    run.didCopy(
      run.copy(
        extents, from: 0, axes.map { strides[$0] }, to: out, StridedCopy.strides(of: extents),
        outElements: extents.reduce(1, *)))
  }
}
