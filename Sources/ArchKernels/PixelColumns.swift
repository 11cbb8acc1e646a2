import CArchKernels

/// The columns of a convolution: for each output pixel the inputs under its window.
struct PixelColumns: ColumnSource {
  /// What is the same for every input.
  struct Taps {
    /// The offset of each number of the depth for the first pixel.
    let sources: [Int64]
    let axes: KernelAxes
    let planeStep: Int, rowStep: Int, step: Int

    init(channels: Int, axes: KernelAxes) {
      self.axes = axes
      let padded = axes.padded
      sources = axes.sources(channels: channels)
      step = axes.width.stride
      rowStep = axes.height.stride * padded.width
      planeStep = axes.depth.stride * padded.height * padded.width
    }
  }

  let input: UnsafePointer<Float>
  let taps: Taps

  var direct: (start: UnsafePointer<Float>, depthStride: Int)? {
    taps.axes.isPlain ? (input, taps.axes.inputCount) : nil
  }

  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
  {
    let axes = taps.axes
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 2 * count) { numbers in
      guard let offsets = numbers.baseAddress else { return }
      let lengths = offsets + count
      var segments = 0
      var pixel = column
      // The pixels of one output row are one segment; rows that lie end to end in the input are joined.
      while pixel < column + count {
        let row = pixel / axes.width.steps
        let x = pixel % axes.width.steps
        let length = min(axes.width.steps - x, column + count - pixel)
        let (z, y) = (row / axes.height.steps, row % axes.height.steps)
        let offset = Int64(z * taps.planeStep + y * taps.rowStep + x * taps.step)
        if segments > 0, taps.step == 1, offsets[segments - 1] + lengths[segments - 1] == offset {
          lengths[segments - 1] += Int64(length)
        } else {
          offsets[segments] = offset
          lengths[segments] = Int64(length)
          segments += 1
        }
        pixel += length
      }
      taps.sources.withUnsafeBufferPointer { sources in
        guard let first = sources.baseAddress else { return }
        archk_pack_pixels(
          Int64(depth.count), first + depth.lowerBound, Int64(segments), offsets, lengths, Int64(taps.step),
          Int64(width), input, memory)
      }
    }
  }
}
