import ArchGraph

extension Window {
  /// Every combination of kernel, stride and dilation up to 3 with several paddings, each with input extents
  /// that it fits: the windows that all windowed operators are tested with.
  static let small: [(window: Window, extent: Int)] = {
    var found: [(window: Window, extent: Int)] = []
    for kernel in 1...3 {
      for stride in 1...3 {
        for dilation in 1...2 where dilation == 1 || kernel > 1 {
          for padding: Padding in [0, 1, .same] {
            let extent = 5 + (kernel + stride + dilation) % 3
            let window = Window(
              kernel: .all(kernel), stride: .all(stride), dilation: .all(dilation), padding: padding)
            found.append((window, extent))
          }
        }
      }
    }
    return found
  }()

  private static let readNames = (1...3).map { Axis.spatial("read_", $0) }

  /// The input elements that the window touches: all channels, and on each axis the positions under a tap.
  ///
  /// A stride larger than the kernel, or an edge that the last step does not reach, leaves some untouched.
  func elementsRead(of input: Shape) -> Count {
    guard let axes = try? axes(over: input.spatial) else { return .none }
    var factors: [Factor] = []
    factors.reserveCapacity(axes.count + 1)
    factors.append(Factor("in_channels", input[0]))
    for (index, axis) in axes.enumerated() {
      factors.append(Factor(Self.readNames[axes.count - 1][index], axis.positionsRead(of: input[index + 1])))
    }
    return Count(factors)
  }
}

extension WindowAxis {
  /// How many positions of an axis are under some tap of some step.
  func positionsRead(of extent: Int) -> Int {
    guard let steps = steps(over: extent), steps > 0 else { return 0 }
    let grid = TapGrid(steps: steps, stride: stride, taps: kernel, dilation: dilation)
    return grid.positions(in: before..<before + extent)
  }
}
