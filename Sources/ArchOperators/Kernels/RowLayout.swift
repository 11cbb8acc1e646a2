import ArchGraph
import ArchKernels
import ArchRuntime

/// A shape as rows along some of its axes: `outer` blocks of `length` numbers that are `inner` apart.
struct RowLayout {
  let outer: Int, length: Int, inner: Int

  init(of shape: Shape, along axes: Range<Int>) {
    outer = shape.dimensions[..<axes.lowerBound].reduce(1, *)
    length = shape.dimensions[axes].reduce(1, *)
    inner = shape.dimensions[axes.upperBound...].reduce(1, *)
  }

  /// The rows of `batch` examples.
  func rows(batch: Int) -> Int { batch * outer * inner }
}

extension KernelRun {
  /// Rewrites every row of the first input by `row`, which gets the numbers of a row side by side.
  ///
  /// - Returns: how many rows there were.
  func mapRows(
    _ layout: RowLayout, into out: UnsafeMutablePointer<Float>,
    _ row: (_ numbers: UnsafeMutablePointer<Float>) -> Void
  ) -> Int {
    let x = input(0)
    return pool.sum(of: layout.rows(batch: batch), least: max(1, 16_384 / max(1, layout.length))) { pieces in
      Scratch.with(layout.length) { numbers in
        for index in pieces {
          let (block, offset) = index.quotientAndRemainder(dividingBy: layout.inner)
          let start = block * layout.length * layout.inner + offset
          for place in 0..<layout.length { numbers[place] = x[start + place * layout.inner] }
          row(numbers)
          for place in 0..<layout.length { out[start + place * layout.inner] = numbers[place] }
        }
      }
      return pieces.count
    }
  }
}
