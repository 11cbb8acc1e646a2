import ArchGraph
import ArchRuntime

/// A place between four elements of a plane, as kernels read it.
struct BilinearTap {
  /// The places of the four neighbours in the plane; below 0 for those outside.
  private var offsets: (Int, Int, Int, Int) = (-1, -1, -1, -1)
  private var weights: (Float, Float, Float, Float)

  /// - Parameters:
  ///   - row: the row, counted from two before the first.
  ///   - column: the column, likewise.
  init(row: Float, column: Float, height: Int, width: Int) {
    let (top, left) = (row.rounded(.down), column.rounded(.down))
    let (down, right) = (row - top, column - left)
    weights = ((1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right)
    let (y, x) = (top.index(of: height + 3) - 2, left.index(of: width + 3) - 2)
    let rows = ((0..<height).contains(y), (0..<height).contains(y + 1))
    let columns = ((0..<width).contains(x), (0..<width).contains(x + 1))
    let first = y * width + x
    if rows.0, columns.0 { offsets.0 = first }
    if rows.0, columns.1 { offsets.1 = first + 1 }
    if rows.1, columns.0 { offsets.2 = first + width }
    if rows.1, columns.1 { offsets.3 = first + width + 1 }
  }

  /// The weighted sum of the neighbours, zero outside.
  ///
  /// - Parameter step: the distance in memory between neighbouring elements of the plane.
  func value(in plane: UnsafePointer<Float>, step: Int = 1) -> Float {
    let top =
      (offsets.0 < 0 ? 0 : plane[offsets.0 * step]) * weights.0
      + (offsets.1 < 0 ? 0 : plane[offsets.1 * step]) * weights.1
    let bottom = offsets.2 < 0 ? 0 : plane[offsets.2 * step]
    return top + bottom * weights.2 + (offsets.3 < 0 ? 0 : plane[offsets.3 * step]) * weights.3
  }
}

extension KernelRun {
  /// Counts the operations of this many places and reads of ``BilinearTap``.
  mutating func didRead(places: Int, reads: Int) {
    did(.comparisons, 2 * places)
    did(.subtractions, 4 * places)
    did(.multiplications, 4 * places + 4 * reads)
    did(.additions, 3 * reads)
  }
}
