import ArchGraph
import ArchKernels
import ArchRuntime

extension ChannelShuffle: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions)
    let (count, each) = (run.elements(0) / shape[0], shape[0] / groups)
    run.didCopy(
      run.copy(
        [each, groups, count], [count, each * count, 1], to: out,
        StridedCopy.strides(of: [each, groups, count]), outElements: run.elements(0)))
  }
}
