import ArchGraph
import ArchKernels
import ArchRuntime

extension SpaceToDepth: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let rank = shape.rank - 1
    let extents =
      [shape[0] * shape.spatial.reduce(1) { whole, _ in whole * block }] + shape.spatial.map { $0 / block }
    let out = try run.output(extents)
    // Each axis splits into a coarse one of blocks and a fine one inside them; the fine ones go to the channels.
    let strides = StridedCopy.strides(of: shape.dimensions)
    let box = [shape[0]] + Array(repeating: block, count: rank) + extents.dropFirst()
    let steps = [strides[0]] + strides.dropFirst() + strides.dropFirst().map { $0 * block }
    run.didCopy(
      run.copy(box, steps, to: out, StridedCopy.strides(of: box), outElements: run.elements(0)))
  }
}
