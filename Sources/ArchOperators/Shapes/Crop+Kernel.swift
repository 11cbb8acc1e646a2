import ArchGraph
import ArchKernels
import ArchRuntime

extension Crop: Runnable {
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    guard let sides = try? amount.sides(rank: shape.rank - 1, of: name) else {
      throw .unsupported("the amount does not fit")
    }
    let extents = [shape[0]] + zip(shape.spatial, sides).map { $0 - $1.before - $1.after }
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    let first = zip(sides, strides.dropFirst()).reduce(0) { $0 + $1.0.before * $1.1 }
    run.didCopy(
      run.copy(
        extents, from: first, strides, to: out, StridedCopy.strides(of: extents),
        outElements: extents.reduce(1, *)))
  }
}
