import CArchKernels

/// Depthwise convolution: every channel is filtered by itself.
public enum DepthwiseConvolution {
  /// `out[f, p] = Σ input[f/multiplier, p*stride - before + tap*dilation] * weights[f, tap]`, finished.
  ///
  /// - Parameter finish: what becomes of the sums; its channels are the filters.
  public static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: KernelAxes, multiplier: Int,
    weights: UnsafePointer<Float>, finish: Finish, into out: UnsafeMutablePointer<Float>, pool: WorkerPool
  ) -> Convolution.Counts {
    let filters = channels * multiplier
    let pixels = axes.outputCount
    let plane = ChannelPlane(axes)
    var counts = Convolution.Counts()
    counts.weights = filters * axes.taps
    counts.multiplyAdds = pool.sum(
      of: batch * channels, least: max(1, 65_536 / max(1, multiplier * pixels * axes.taps))
    ) { pieces in
      Scratch.with(plane.count + axes.width.steps) { memory in
        memory.update(repeating: 0, count: plane.count)
        let sums = memory + plane.count
        var done = 0
        for piece in pieces {
          let (example, channel) = piece.quotientAndRemainder(dividingBy: channels)
          let source = plane.lay(input + piece * axes.inputCount, into: memory)
          for filter in channel * multiplier..<(channel + 1) * multiplier {
            let first = (example * filters + filter) * pixels
            done += plane.filter(
              source, weights: weights + filter * axes.taps, into: out + first, sums: sums,
              finish: finish.advanced(channels: filter, elements: first))
          }
        }
        return done
      }
    }
    if finish.bias != nil { counts.additions = batch * filters * pixels }
    counts.reads = batch * channels * axes.touched
    return counts
  }
}

/// One channel of an input as it is filtered: with its padding, and with the numbers of a row sorted by their place
/// modulo the stride, so that what neighbouring outputs read stands side by side.
private struct ChannelPlane {
  let axes: KernelAxes
  /// The numbers of a row with the same place modulo the stride.
  let length: Int
  /// How far apart rows are.
  let pitch: Int
  /// The rows of a slice.
  let rows: Int
  /// The numbers of the whole channel.
  let count: Int
  /// Where each tap stands, from an output's first on.
  let offsets: [Int64]

  init(_ axes: KernelAxes) {
    self.axes = axes
    let padded = axes.padded
    let stride = axes.width.stride
    length = (padded.width + stride - 1) / stride
    pitch = length * stride
    rows = padded.height
    count = padded.depth * rows * pitch
    var offsets: [Int64] = []
    for z in 0..<axes.depth.kernel {
      for y in 0..<axes.height.kernel {
        for x in 0..<axes.width.kernel {
          let line = z * axes.depth.dilation * rows + y * axes.height.dilation
          let (places, phase) = (x * axes.width.dilation).quotientAndRemainder(dividingBy: stride)
          offsets.append(Int64(line * pitch + phase * length + places))
        }
      }
    }
    self.offsets = offsets
  }

  /// Lays out a channel; nothing is to be done where it stands as it is needed.
  func lay(_ input: UnsafePointer<Float>, into memory: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
    if axes.isInside, axes.width.stride == 1 { return input }
    for z in 0..<axes.depth.extent {
      archk_spread_rows(
        Int64(axes.height.extent), Int64(axes.width.extent), Int64(axes.width.stride),
        Int64(axes.width.before), Int64(length), input + z * axes.height.extent * axes.width.extent,
        memory + ((z + axes.depth.before) * rows + axes.height.before) * pitch)
    }
    return UnsafePointer(memory)
  }

  /// Filters a channel.
  ///
  /// - Returns: the multiply-adds.
  func filter(
    _ source: UnsafePointer<Float>, weights: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    sums: UnsafeMutablePointer<Float>, finish: Finish
  ) -> Int {
    let slice = axes.height.steps * axes.width.steps
    for z in 0..<axes.depth.steps {
      var raw = finish.raw(channel: 0, element: z * slice, stride: 0)
      archk_filter(
        Int64(axes.height.steps), Int64(axes.width.steps), Int64(offsets.count), offsets,
        Int64(axes.height.stride * pitch), weights, source + z * axes.depth.stride * rows * pitch,
        out + z * slice, sums, &raw)
    }
    return axes.depth.steps * slice * offsets.count
  }
}
