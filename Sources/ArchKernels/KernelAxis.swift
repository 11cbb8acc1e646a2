/// A window on one axis of an input, as kernels walk it.
package struct KernelAxis: Sendable {
  /// The number of taps.
  package let kernel: Int
  /// The step from one position to the next.
  package let stride: Int
  /// The distance between neighbouring taps.
  package let dilation: Int
  /// Padding before the first element.
  package let before: Int
  /// The extent of the input.
  package let extent: Int
  /// How many positions the window takes, found by walking.
  package let steps: Int

  /// A window over an input; with `ceil`, a last or only window that extends beyond the edge by less than a step counts
  /// if it begins before the end of the input.
  package init(
    kernel: Int, stride: Int, dilation: Int, before: Int, after: Int, ceil: Bool = false, extent: Int
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.before = before
    self.extent = extent
    let span = dilation * (kernel - 1) + 1
    var steps = 0
    var start = -before
    while start + span <= extent + after
      || (ceil && start < extent && start - stride + span < extent + after)
    {
      steps += 1
      start += stride
    }
    self.steps = steps
  }

  /// A missing axis: one element, one tap.
  package static let single = KernelAxis(kernel: 1, stride: 1, dilation: 1, before: 0, after: 0, extent: 1)

  /// How far the window reaches, measured from the first element of the padding.
  var reach: Int { max(0, steps - 1) * stride + dilation * (kernel - 1) + 1 }

  /// Whether every tap at every position is inside the input.
  var isInside: Bool { before == 0 && reach <= extent }

  /// How many elements of the input some tap touches at some position.
  package var touched: Int {
    var marks = [Bool](repeating: false, count: extent)
    for step in 0..<steps {
      for tap in 0..<kernel {
        let position = step * stride - before + tap * dilation
        if position >= 0, position < extent { marks[position] = true }
      }
    }
    return marks.count { $0 }
  }
}
