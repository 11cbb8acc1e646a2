/// The windows of an operator on up to three axes; missing ones are filled in at the front.
package struct KernelAxes: Sendable {
  /// Depth, height and width.
  package let depth: KernelAxis, height: KernelAxis, width: KernelAxis

  /// The windows of one to three axes, or `nil` for more.
  package init?(_ axes: [KernelAxis]) {
    guard axes.count <= 3 else { return nil }
    let all = Array(repeating: KernelAxis.single, count: 3 - axes.count) + axes
    (depth, height, width) = (all[0], all[1], all[2])
  }

  /// The elements of one channel of the input.
  package var inputCount: Int { depth.extent * height.extent * width.extent }
  /// The elements of one channel of the output.
  package var outputCount: Int { depth.steps * height.steps * width.steps }
  /// The taps of one window.
  package var taps: Int { depth.kernel * height.kernel * width.kernel }
  /// How many elements of one channel some window touches.
  package var touched: Int { depth.touched * height.touched * width.touched }

  /// Whether no window leaves the input.
  var isInside: Bool { depth.isInside && height.isInside && width.isInside }

  /// Whether each window is one element, and neighbours in the output are neighbours in the input.
  var isPlain: Bool {
    isInside && taps == 1 && outputCount == inputCount
  }

  /// The extents of an input with padding, as far as windows reach.
  var padded: (depth: Int, height: Int, width: Int) {
    isInside
      ? (depth.extent, height.extent, width.extent)
      : (
        max(depth.reach, depth.before + depth.extent), max(height.reach, height.before + height.extent),
        max(width.reach, width.before + width.extent)
      )
  }

  /// The elements of one channel with its padding.
  package var paddedCount: Int { padded.depth * padded.height * padded.width }

  /// Copies `channels` channels with `padding` around them.
  func pad(
    _ input: UnsafePointer<Float>, channels: Int, with padding: Float, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) {
    let padded = padded
    let count = paddedCount
    pool.forEachPiece(of: channels, least: max(1, 32_768 / max(1, count))) { pieces in
      for channel in pieces {
        let plane = out + channel * count
        plane.update(repeating: padding, count: count)
        for z in 0..<depth.extent {
          for y in 0..<height.extent {
            let source = input + ((channel * depth.extent + z) * height.extent + y) * width.extent
            let row = (z + depth.before) * padded.height + y + height.before
            (plane + row * padded.width + width.before).update(from: source, count: width.extent)
          }
        }
      }
    }
  }

  /// Runs `body` on the input with its padding; without padding it uses the input itself.
  func withPadding<Result>(
    _ input: UnsafePointer<Float>, channels: Int, with padding: Float, pool: WorkerPool,
    _ body: (UnsafePointer<Float>) -> Result
  ) -> Result {
    if isInside { return body(input) }
    return Scratch.with(channels * paddedCount) { memory in
      pad(input, channels: channels, with: padding, into: memory, pool: pool)
      return body(UnsafePointer(memory))
    }
  }

  /// The offset of each tap of each channel from the first tap of a window, in an input with its padding.
  func sources(channels: Int) -> [Int64] {
    let (count, taps) = (paddedCount, tapOffsets)
    return (0..<channels).flatMap { channel in taps.map { Int64(channel * count + $0) } }
  }

  /// The offset of each tap from its window's first one, in an input with its padding.
  var tapOffsets: [Int] {
    let padded = padded
    var offsets: [Int] = []
    offsets.reserveCapacity(taps)
    for z in 0..<depth.kernel {
      for y in 0..<height.kernel {
        for x in 0..<width.kernel {
          let row = z * depth.dilation * padded.height + y * height.dilation
          offsets.append(row * padded.width + x * width.dilation)
        }
      }
    }
    return offsets
  }
}
