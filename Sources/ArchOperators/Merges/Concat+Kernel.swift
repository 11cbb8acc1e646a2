import ArchGraph
import ArchKernels
import ArchRuntime

extension Concat: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let first = run.shapes[0]
    let axis = axis < 0 ? axis + first.rank : axis
    var extents = first.dimensions
    extents[axis] = run.shapes.reduce(0) { $0 + $1[axis] }
    let out = try run.joined(extents)
    let outer = run.batch * extents[..<axis].reduce(1, *)
    let whole = extents[axis...].reduce(1, *)
    var offset = 0
    for (index, shape) in run.shapes.enumerated() {
      let count = shape.dimensions[axis...].reduce(1, *)
      let x = run.input(index)
      for block in 0..<outer {
        let target = out + block * whole + offset
        // Values written here from the start need not be moved.
        if UnsafePointer(target) != x + block * count { target.update(from: x + block * count, count: count) }
        run.didCopy(count)
      }
      offset += count
    }
  }
}
