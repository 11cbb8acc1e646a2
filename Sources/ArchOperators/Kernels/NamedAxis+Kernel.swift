import ArchGraph
import ArchKernels
import ArchRuntime

extension KernelRun {
  /// Rewrites the first input by numbers for each place of an axis after the first.
  ///
  /// - Parameters:
  ///   - stretch: rewrites elements of one place.
  ///   - row: rewrites one element of each place, from the first to the last.
  /// - Returns: how many elements there were.
  func mapPlaces(
    of axis: Int, into out: UnsafeMutablePointer<Float>,
    stretch: (_ place: Int, Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void,
    row: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> Int {
    let x = input(0)
    let layout = RowLayout(of: shapes[0], along: axis..<axis + 1)
    let isRow = layout.inner == 1
    let size = isRow ? layout.length : layout.inner
    return pool.sum(of: batch * elements(0) / size, least: max(1, 16_384 / max(1, size))) { pieces in
      for piece in pieces {
        let start = piece * size
        if isRow {
          row(x + start, out + start)
        } else {
          stretch(piece % layout.length, size, x + start, out + start)
        }
      }
      return pieces.count * size
    }
  }

  /// `y = x*scale + shift` with a factor and a shift for each place of an axis after the first.
  ///
  /// - Returns: how many elements there were.
  func affine(
    _ factors: (scale: [Float], shift: [Float]), of axis: Int, into out: UnsafeMutablePointer<Float>
  ) -> Int {
    let (scale, shift) = factors
    return scale.withUnsafeBufferPointer { scale in
      shift.withUnsafeBufferPointer { shift in
        mapPlaces(of: axis, into: out) { place, count, x, y in
          let (factor, offset) = (scale[place], shift[place])
          for i in 0..<count { y[i] = x[i] * factor + offset }
        } row: { x, y in
          for i in 0..<scale.count { y[i] = x[i] * scale[i] + shift[i] }
        }
      }
    }
  }
}

extension KernelRun {
  /// The same along any axis, with the steps that the kernel takes over if that is the first.
  ///
  /// - Parameter factors: called once for the same weights.
  /// - Returns: how many elements there were.
  func affine(
    along axis: Int, _ places: Int, into out: UnsafeMutablePointer<Float>,
    _ factors: () -> (scale: [Float], shift: [Float])
  ) -> Int {
    guard axis == 0 else { return affine(factors(), of: axis, into: out) }
    let own = prepared { _ in ChannelFactors(channels: places, bias: nil, affine: factors()) }
    let finish = finish(own)
    return mapChannels(into: out) { channel, count, x, y in
      Loops.finish(count, x, finish, channel: channel, y)
    }
  }
}
