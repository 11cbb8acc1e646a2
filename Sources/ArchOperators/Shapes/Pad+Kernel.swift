import ArchGraph
import ArchKernels
import ArchRuntime

extension Pad: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    guard let sides = try? amount.sides(rank: shape.rank - 1, of: name) else {
      throw .unsupported("the amount does not fit")
    }
    let extents = [shape[0]] + zip(shape.spatial, sides).map { $0 + $1.before + $1.after }
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: extents)
    let first = zip(sides, strides.dropFirst()).reduce(0) { $0 + $1.0.before * $1.1 }
    let count = extents.reduce(1, *)
    out.update(repeating: 0, count: run.batch * count)
    let copied = run.copy(
      shape.dimensions, StridedCopy.strides(of: shape.dimensions), to: out, at: first, strides,
      outElements: count)
    run.did(.activationReads, copied)
    run.did(.writes, run.batch * count)
  }
}
