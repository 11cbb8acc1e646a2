import ArchGraph
import ArchKernels
import ArchRuntime

extension Flip: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions)
    let strides = StridedCopy.strides(of: shape.dimensions)
    var (steps, first) = (strides, 0)
    for given in axes {
      let axis = given < 0 ? given + shape.rank : given
      first += (shape[axis] - 1) * strides[axis]
      steps[axis] = -strides[axis]
    }
    run.didCopy(
      run.copy(shape.dimensions, from: first, steps, to: out, strides, outElements: run.elements(0)))
  }
}
