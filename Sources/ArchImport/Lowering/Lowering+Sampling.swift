import ArchGraph
import ArchONNX
import ArchOperators

/// Maps that are read at places given by other values.
extension Lowering {
  func sampledByGrid() throws(ImportFault) {
    let mode: GridSample.Mode
    switch step.text("mode") ?? "linear" {
    case "linear", "bilinear": mode = .bilinear
    case "nearest": mode = .nearest
    case let word: throw form("its mode is `\(word)`")
    }
    let outside: GridSample.Outside
    switch step.text("padding_mode") ?? "zeros" {
    case "zeros": outside = .zeros
    case "border": outside = .border
    case let word: throw form("its padding is `\(word)`")
    }
    try set(
      add(
        GridSample(mode: mode, padding: outside, alignCorners: step.flag("align_corners")),
        to: [value(), value(1)]))
  }

  /// A convolution with shifted taps: the inputs are the map, the kernel, the offsets, the bias and the mask.
  func deformableConvolution() throws(ImportFault) {
    guard isConstant(1) else { throw form("its weights are computed from the input") }
    try checkMaps()
    let kernel = Array(shape(1).dropFirst(2))
    let pads = step.integers("pads") ?? Array(repeating: 0, count: 2 * kernel.count)
    guard pads.count == 2 * kernel.count, pads.allSatisfy({ $0 >= 0 }) else {
      throw form("its padding does not fit")
    }
    let sides = kernel.indices.map { Padding.Sides(pads[$0], pads[$0 + kernel.count]) }
    let op = DeformableConv(
      shape(1).first ?? 0, kernel: each(kernel),
      stride: axesValue(step.integers("strides"), of: kernel.count),
      padding: Self.padding(sides), dilation: axesValue(step.integers("dilations"), of: kernel.count),
      groups: step.integer("group") ?? 1, offsetGroups: step.integer("offset_group") ?? 1,
      bias: step.input(3) != nil)
    var inputs = [try value(), try value(2)]
    if step.input(4) != nil { inputs.append(try value(4)) }
    try set(add(op, to: inputs, weights: [1, 3]))
  }
}
