import ArchGraph
import ArchKernels
import ArchRuntime

/// How the inputs of a merge map onto its output: axes that an input lacks, or with one element, are repeated.
struct Spreading {
  /// The extents of the output.
  let extents: [Int]
  /// For each input, its extents with ones for the axes that it lacks.
  private let aligned: [[Int]]
  /// The axes before a stretch of the output over which each input either advances or stays in place.
  private let outer: [Int]
  /// The elements of such a stretch.
  private let length: Int
  /// For each input, whether it advances.
  private let runs: [Bool]
  /// For each input, how far it moves for a step on each of the outer axes.
  private let strides: [[Int]]

  /// Inputs aligned at their last axes.
  ///
  /// - Parameter isGate: which inputs are aligned at the first axes instead.
  init(_ shapes: [Shape], isGate: (Shape) -> Bool = { _ in false }) {
    let rank = shapes.map(\.rank).max() ?? 0
    let aligned = shapes.map { shape in
      let ones = Array(repeating: 1, count: rank - shape.rank)
      return isGate(shape) ? shape.dimensions + ones : ones + shape.dimensions
    }
    let extents = (0..<rank).map { axis in
      aligned.reduce(1) { $0 == 1 ? $1[axis] : $0 }
    }
    var (runs, start, length) = ([Bool?](repeating: nil, count: shapes.count), rank, 1)
    while start > 0 {
      let axis = start - 1
      if extents[axis] > 1 {
        let here = aligned.map { $0[axis] > 1 }
        guard zip(runs, here).allSatisfy({ $0 == nil || $0 == $1 }) else { break }
        runs = here
        length *= extents[axis]
      }
      start = axis
    }
    let outer = Array(extents[..<start])
    strides = aligned.map { own in
      var step = own[start...].reduce(1, *)
      var strides = outer
      for axis in outer.indices.reversed() {
        strides[axis] = own[axis] == 1 ? 0 : step
        step *= own[axis]
      }
      return strides
    }
    self.aligned = aligned
    self.extents = extents
    self.outer = outer
    self.length = length
    self.runs = runs.map { $0 ?? true }
  }

  /// The most copies of the element of an input that stays in place.
  private static let most = 2048

  /// Calls `body` for pieces of `batch` outputs, with the inputs' numbers for each side by side.
  ///
  /// - Returns: how many elements there were.
  func forEachPiece(
    of batch: Int, pool: WorkerPool, _ inputs: [UnsafePointer<Float>],
    _ body: (_ start: Int, _ count: Int, _ inputs: [UnsafePointer<Float>]) -> Void
  ) -> Int {
    let sizes = aligned.map { $0.reduce(1, *) }
    let rows = outer.reduce(1, *)
    let still = runs.count { !$0 }
    return pool.sum(of: batch * rows * length, least: 16_384) { piece in
      Scratch.with(max(1, still * Self.most)) { room in
        var pointers = inputs
        var start = piece.lowerBound
        while start < piece.upperBound {
          let (row, inside) = start.quotientAndRemainder(dividingBy: length)
          var count = min(length - inside, piece.upperBound - start)
          if still > 0 { count = min(count, Self.most) }
          var (example, rest) = row.quotientAndRemainder(dividingBy: rows)
          var places = sizes.map { $0 * example }
          for axis in outer.indices.reversed() {
            (rest, example) = rest.quotientAndRemainder(dividingBy: outer[axis])
            for index in places.indices { places[index] += example * strides[index][axis] }
          }
          var target = room
          for index in inputs.indices {
            let source = inputs[index] + places[index]
            if runs[index] {
              pointers[index] = source + inside
            } else {
              target.update(repeating: source[0], count: count)
              pointers[index] = UnsafePointer(target)
              target += Self.most
            }
          }
          body(start, count, pointers)
          start += count
        }
      }
      return piece.count
    }
  }
}

extension KernelRun {
  /// The common shape of the inputs of a merge.
  var mergedExtents: [Int] {
    shapes.allSatisfy { $0 == shapes[0] } ? shapes[0].dimensions : Spreading(shapes).extents
  }

  /// Merges inputs of several shapes element by element, with all numbers for one element of the output at a time.
  ///
  /// - Returns: how many elements `function` was applied to.
  /// - Throws: ``KernelFault/overlap(input:)`` if the output is over an input of another shape.
  mutating func mergeSpread(
    _ spreading: Spreading, into out: UnsafeMutablePointer<Float>,
    _ function: (Int, [UnsafePointer<Float>], UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelFault) -> Int {
    for index in shapes.indices
    where input(index) == UnsafePointer(out) && shapes[index].dimensions != spreading.extents {
      throw .overlap(input: index)
    }
    let inputs = shapes.indices.map { input($0) }
    let done = spreading.forEachPiece(of: batch, pool: pool, inputs) { start, count, values in
      function(count, values, out + start)
    }
    for index in shapes.indices { did(.activationReads, batch * elements(index)) }
    did(.writes, done)
    return done
  }
}
