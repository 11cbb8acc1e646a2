/// Copies a box of numbers whose neighbours are at given distances.
package enum StridedCopy {
  /// `out[p · outStrides] = input[p · strides]` for every position `p` of the box.
  ///
  /// - Returns: how many numbers were copied.
  @discardableResult
  package static func run(
    _ extents: [Int], from input: UnsafePointer<Float>, _ strides: [Int],
    to out: UnsafeMutablePointer<Float>, _ outStrides: [Int]
  ) -> Int {
    guard let count = extents.first else {
      out.pointee = input.pointee
      return 1
    }
    if extents.count == 1 {
      let (step, outStep) = (strides[0], outStrides[0])
      if step == 1, outStep == 1 {
        out.update(from: input, count: count)
      } else {
        for index in 0..<count { out[index * outStep] = input[index * step] }
      }
      return count
    }
    let (rest, restStrides, restOut) = (
      Array(extents.dropFirst()), Array(strides.dropFirst()), Array(outStrides.dropFirst())
    )
    var done = 0
    for index in 0..<count {
      done += run(
        rest, from: input + index * strides[0], restStrides, to: out + index * outStrides[0], restOut)
    }
    return done
  }

  /// The distances of neighbours in a box without gaps in memory.
  package static func strides(of extents: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: extents.count)
    for axis in extents.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * extents[axis + 1]
    }
    return strides
  }
}
