import ArchGraph
import ArchKernels
import ArchRuntime

extension Roll: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions)
    guard shift.count == 1 || shift.count == axes.count else { throw .unsupported("the shifts do not fit") }
    let strides = StridedCopy.strides(of: shape.dimensions)
    // On each axis that moves, two parts swap places: the box is split into all their combinations.
    var boxes: [(extents: [Int], from: Int, to: Int)] = [(shape.dimensions, 0, 0)]
    for (index, given) in axes.enumerated() {
      let axis = given < 0 ? given + shape.rank : given
      let extent = shape[axis]
      var distance = shift[shift.count == 1 ? 0 : index] % extent
      if distance < 0 { distance += extent }
      guard distance > 0 else { continue }
      boxes = boxes.flatMap { box in
        var (first, second) = (box, box)
        first.extents[axis] = extent - distance
        first.to += distance * strides[axis]
        second.extents[axis] = distance
        second.from += (extent - distance) * strides[axis]
        return [first, second]
      }
    }
    for box in boxes {
      run.didCopy(
        run.copy(
          box.extents, from: box.from, strides, to: out, at: box.to, strides, outElements: run.elements(0)))
    }
  }
}
