import ArchGraph

extension Signature {
  /// The arguments shared by poolings with a window.
  static func poolingArguments(dilation: Bool = false) -> [Argument] {
    var arguments: [Argument] = [
      .positional("kernel", .axes(), "the size of the window", as: .window),
      .named("stride", .axes(), otherwise: "the kernel", "the step of the window", as: .step),
      .named("padding", .padding, default: 0, "what is added around the input", as: .detail),
    ]
    if dilation {
      arguments.append(.named("dilation", .axes(), default: 1, "the distance between neighbouring taps"))
    }
    arguments.append(
      .named("ceil", .boolean, default: false, "whether a last window that extends over the edge counts"))
    return arguments
  }
}

extension Window {
  /// The number of taps over `rank` axes; the greatest `Int` if there are more.
  func tapCount(rank: Int) -> Int { Shape(kernel.expanded(to: rank)).elementCount ?? .max }

  /// Whether every window has a tap inside an input of these extents, and none is in the padding alone.
  func isAlwaysInside(_ spatial: ArraySlice<Int>) throws(Misfit) -> Bool {
    for (axis, extent) in zip(try axes(over: spatial), spatial) {
      let steps = axis.steps(over: extent) ?? 0
      let grid = TapGrid(steps: steps, stride: axis.stride, taps: axis.kernel, dilation: axis.dilation)
      if grid.steps(reaching: axis.before..<axis.before + extent) < steps { return false }
    }
    return true
  }

  /// Windows for poolings: padding of at most half the kernel, as frameworks demand.
  static let smallPooling = small.filter { $0.window.padding != 1 || $0.window.kernel != 1 }
}
