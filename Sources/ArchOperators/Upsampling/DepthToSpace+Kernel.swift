import ArchGraph
import ArchKernels
import ArchRuntime

extension DepthToSpace: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let rank = shape.rank - 1
    let channels = shape[0] / shape.spatial.reduce(1) { whole, _ in whole * block }
    let extents = [channels] + shape.spatial.map { $0 * block }
    let out = try run.output(extents)
    let box = [channels] + Array(repeating: block, count: rank) + shape.spatial
    let strides = StridedCopy.strides(of: extents)
    let steps = [strides[0]] + strides.dropFirst() + strides.dropFirst().map { $0 * block }
    run.didCopy(
      run.copy(box, StridedCopy.strides(of: box), to: out, steps, outElements: run.elements(0)))
  }
}
