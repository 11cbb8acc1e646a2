import ArchGraph
import ArchKernels
import ArchRuntime

extension KernelRun {
  /// A reduction of the first input that was done: its results, and the elements that each is computed from.
  struct Reduced {
    var results: Int
    var length: Int
    /// The elements of each result after its first, over all results.
    var afterFirst: Int { results * (length - 1) }
  }

  /// Writes `function` of the elements that differ only in their position on some axes, side by side.
  mutating func reduce(
    _ given: [Int], keepsDimensions: Bool, _ function: (Int, UnsafePointer<Float>) -> Float
  ) throws(KernelFault) -> Reduced {
    let shape = shapes[0]
    let axes = given.map { $0 < 0 ? $0 + shape.rank : $0 }.sorted()
    let others = shape.dimensions.indices.filter { !axes.contains($0) }
    var extents = others.map { shape[$0] }
    if keepsDimensions { extents = shape.dimensions.indices.map { axes.contains($0) ? 1 : shape[$0] } }
    let out = try output(extents.isEmpty ? [1] : extents)
    let strides = StridedCopy.strides(of: shape.dimensions)
    let (lengths, steps) = (axes.map { shape[$0] }, axes.map { strides[$0] })
    let outer = others.map { (extent: shape[$0], stride: strides[$0]) }
    let (length, size, x) = (lengths.reduce(1, *), elements(0), input(0))
    let results = size / length
    let isTogether = steps == StridedCopy.strides(of: lengths)
    let packed = StridedCopy.strides(of: lengths)
    let done = pool.sum(of: batch * results, least: max(1, 16_384 / max(1, length))) { pieces in
      Scratch.with(isTogether ? 0 : length) { numbers in
        for piece in pieces {
          let (example, place) = piece.quotientAndRemainder(dividingBy: results)
          var (rest, start) = (place, x + example * size)
          for axis in outer.reversed() {
            let (next, index) = rest.quotientAndRemainder(dividingBy: axis.extent)
            start += index * axis.stride
            rest = next
          }
          if isTogether {
            out[piece] = function(length, start)
          } else {
            StridedCopy.run(lengths, from: start, steps, to: numbers, packed)
            out[piece] = function(length, numbers)
          }
        }
      }
      return pieces.count
    }
    did(.activationReads, done * length)
    did(.writes, done)
    return Reduced(results: done, length: length)
  }
}

extension Reduction where Self: Runnable {
  /// The elements of one result on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    Double(threads) * (inputs[0].bytes() / max(1, output.bytes() / 4) + 64)
  }
}

extension KernelRun {
  /// Writes the index of the first element that no other beats.
  mutating func search(
    _ axes: [Int], keepsDimensions: Bool, isBetter: (Float, Float) -> Bool
  ) throws(KernelFault) {
    let readsBefore = work[.activationReads]
    let done = try reduce(axes, keepsDimensions: keepsDimensions) { count, x in
      var (index, best) = (0, x[0])
      for i in 1..<max(1, count) {
        // Next to NaN, no element is better than another.
        if x[i].isNaN || best.isNaN { return .nan }
        if isBetter(x[i], best) { (index, best) = (i, x[i]) }
      }
      return Float(index)
    }
    // The index of a single element is known without reading it.
    if done.length == 1 { did(.activationReads, readsBefore - work[.activationReads]) }
    did(.subtractions, done.afterFirst)
    did(.comparisons, 2 * done.afterFirst)
  }
}
