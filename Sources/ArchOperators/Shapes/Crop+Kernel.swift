import ArchGraph
import ArchKernels
import ArchRuntime

extension Crop: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let lead = min(1, shape.rank - 1)
    guard let sides = try? amount.sides(rank: shape.rank - lead, of: name) else {
      throw .unsupported("the amount does not fit")
    }
    let kept = zip(shape.dimensions.dropFirst(lead), sides).map { $0 - $1.before - $1.after }
    let extents = Array(shape.dimensions.prefix(lead)) + kept
    let out = try run.output(extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    let first = zip(sides, strides.dropFirst(lead)).reduce(0) { $0 + $1.0.before * $1.1 }
    run.didCopy(
      run.copy(
        extents, from: first, strides, to: out, StridedCopy.strides(of: extents),
        outElements: extents.reduce(1, *)))
  }
}
