import ArchGraph
import ArchKernels
import ArchRuntime

extension Expand: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let input = run.shapes[0]
    let out = try run.output(shape)
    guard shape.count >= input.rank else { throw .unsupported("the shape does not fit") }
    // A repeated element is read again from the same place.
    let new = shape.count - input.rank
    var strides = [Int](repeating: 0, count: new) + StridedCopy.strides(of: input.dimensions)
    for axis in 0..<input.rank where input[axis] == 1 { strides[new + axis] = 0 }
    let count = shape.reduce(1, *)
    let written = run.copy(shape, strides, to: out, StridedCopy.strides(of: shape), outElements: count)
    run.did(.activationReads, run.batch * run.elements(0))
    run.did(.writes, written)
  }
}
