import ArchGraph
import ArchKernels
import ArchRuntime

// Windows as kernels walk them.

extension Window {
  /// The windows over an input as kernels walk them.
  ///
  /// - Throws: ``KernelFault/unsupported(_:)`` for more than three axes, and ``KernelFault/tooLarge(elements:)`` if
  ///   one channel of the padded input exceeds what one kernel should hold.
  func kernelAxes(over input: Shape) throws(KernelFault) -> KernelAxes {
    guard let axes = try? axes(over: input.spatial) else { throw .unsupported("the window does not fit") }
    let walked = zip(axes, input.spatial).map { axis, extent in
      KernelAxis(
        kernel: axis.kernel, stride: axis.stride, dilation: axis.dilation, before: axis.before,
        after: axis.after, ceil: axis.ceil, extent: extent)
    }
    guard let result = KernelAxes(walked) else {
      throw .unsupported("windows over more than three axes have no kernel")
    }
    let plane = planeElements(over: input)
    guard plane <= Double(1 << 33) else { throw .tooLarge(elements: Int(exactly: plane.rounded()) ?? .max) }
    return result
  }

  /// How many numbers of one channel kernels lay out, with all the padding that windows reach and rows filled up to the
  /// stride; not an integer, since it is needed before anything is known to fit.
  func planeElements(over input: Shape) -> Double {
    guard let axes = try? axes(over: input.spatial) else { return 0 }
    var elements = 1.0
    for (index, (axis, extent)) in zip(axes, input.spatial).enumerated() {
      let reach = Double((axis.steps(over: extent) ?? 1) - 1) * Double(axis.stride) + Double(axis.extent)
      let padded = max(reach, Double(axis.before) + Double(extent))
      elements *= padded + (index == axes.count - 1 ? Double(axis.stride) : 0)
    }
    return elements
  }

  /// The bytes of a kernel that lays out one channel on each thread, and the place of each tap.
  func planeMemory(over input: Shape, threads: Int) -> Double {
    let planes: Double = 4 * Double(threads) * planeElements(over: input) * 1.01
    // The places of the taps are collected in an array that grows.
    return planes + 24 * Double(tapCount(rank: input.rank - 1))
  }

  /// The bytes of a product with columns of the elements under each window: the padded inputs, the weights laid out
  /// as tiles read them, the places of everything, and a few columns on each thread.
  func productMemory(
    over input: Shape, to output: Shape, filters: Int, groups: Int, batch: Int, threads: Int
  ) -> Double {
    let channels = Double(input[0])
    let depth: Double = channels / Double(groups) * Double(tapCount(rank: input.rank - 1))
    let padded: Double = 4 * Double(min(batch, threads)) * channels * planeElements(over: input)
    let packed: Double = 4 * (Double(filters) + 64 * Double(groups)) * depth
    // The places of each number of the depth and of each row of pixels.
    let places: Double = 48 * depth + 24 * Shape(Array(output.spatial)).bytes()
    let columns: Double = Double(threads) * (1_048_576 + 1024 * Double(filters))
    return padded + packed + places + columns
  }
}

extension KernelAxes {
  /// The extents of the output, with as many axes as the input has.
  func extents(rank: Int) -> [Int] { Array([depth.steps, height.steps, width.steps].suffix(rank)) }
}

extension KernelRun {
  /// Filters each channel of the first input separately.
  func filterChannels(
    _ axes: KernelAxes, multiplier: Int, _ weights: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into out: UnsafeMutablePointer<Float>
  ) -> Convolution.Counts {
    let channels = shapes[0][0]
    let factors = prepared { $0.factors(channels: channels * multiplier, bias: bias) }
    return DepthwiseConvolution.run(
      input(0), batch: batch, channels: channels, axes: axes, multiplier: multiplier, weights: weights,
      finish: finish(factors), into: out, pool: pool)
  }

  /// Writes one number for each window of an adaptive pooling.
  ///
  /// - Returns: how many elements were read, each once for every window that has it, and how many windows there were.
  func reduceWindows(
    _ sizes: [Int], into out: UnsafeMutablePointer<Float>, _ function: ([Float]) -> Float
  ) throws(KernelFault) -> (elements: Int, windows: Int) {
    let shape = shapes[0]
    let (x, count) = (input(0), elements(0) / shape[0])
    let strides = StridedCopy.strides(of: Array(shape.spatial))
    let windows = Positions(sizes).map { position in
      let ranges = position.enumerated().map { axis, index in
        let extent = shape[axis + 1]
        return index * extent / sizes[axis]..<((index + 1) * extent + sizes[axis] - 1) / sizes[axis]
      }
      return Positions(ranges.map(\.count)).map { step in
        step.enumerated().reduce(0) { $0 + (ranges[$1.offset].lowerBound + $1.element) * strides[$1.offset] }
      }
    }
    let done = pool.sum(of: batch * shape[0], least: max(1, 4096 / max(1, count))) { channels in
      var done = 0
      for channel in channels {
        for (index, window) in windows.enumerated() {
          out[channel * windows.count + index] = function(window.map { x[channel * count + $0] })
          done += window.count
        }
      }
      return done
    }
    return (done, batch * shape[0] * windows.count)
  }
}

extension Operator {
  /// The bytes of an adaptive pooling's windows: a list for each position of the output.
  func adaptiveMemory(of input: Shape, to output: Shape) -> Double {
    var (windows, places) = (1.0, 1.0)
    for (extent, size) in zip(input.spatial, output.spatial) {
      windows *= Double(size)
      // As many as the longest window has.
      places *= Double((extent + size - 1) / size + 1)
    }
    return windows * (160 + 64 * places)
  }
}
