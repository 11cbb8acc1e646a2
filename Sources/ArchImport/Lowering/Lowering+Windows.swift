import ArchGraph
import ArchONNX
import ArchOperators

/// Convolutions and poolings.
extension Lowering {
  func convolution(bias: Int = 2, weights: Int = 1) throws(ImportFault) {
    guard isConstant(weights) else { throw form("its weights are computed from the input") }
    let kernel = Array(shape(weights).dropFirst(2))
    let filters = shape(weights).first ?? 0
    let (input, spatial) = try map()
    let groups = step.integer("group") ?? 1
    let dilation = axesValue(step.integers("dilations"), of: kernel.count)
    let padding = try padding(kernel, over: spatial)
    let stride = axesValue(step.integers("strides"), of: kernel.count)
    let channels = dimensions(input).first ?? 0
    let hasBias = step.input(bias) != nil
    let op: any Operator
    if groups > 1, groups == channels, filters % channels == 0 {
      op = DepthwiseConv(
        kernel: each(kernel), stride: stride, padding: padding, dilation: dilation,
        multiplier: filters / channels, bias: hasBias)
    } else {
      op = Conv(
        filters, kernel: each(kernel), stride: stride, padding: padding, dilation: dilation, groups: groups,
        bias: hasBias)
    }
    try setMap(folded(op, on: input, spatial: spatial.count, weights: [weights, bias]))
  }

  func transposedConvolution() throws(ImportFault) {
    guard isConstant(1) else { throw form("its weights are computed from the input") }
    let kernel = Array(shape(1).dropFirst(2))
    let groups = step.integer("group") ?? 1
    let (input, spatial) = try map()
    let strides = step.integers("strides") ?? kernel.map { _ in 1 }
    let dilations = step.integers("dilations") ?? kernel.map { _ in 1 }
    var outputPadding = step.integers("output_padding") ?? kernel.map { _ in 0 }
    let target = Array(result().suffix(kernel.count))
    var sides: [Padding.Sides] = []
    let pads = step.integers("pads") ?? Array(repeating: 0, count: 2 * kernel.count)
    let isGiven =
      step.integers("output_shape") == nil && ["NOTSET", "VALID", nil].contains(step.text("auto_pad"))
    guard strides.count == kernel.count, dilations.count == kernel.count, outputPadding.count == kernel.count,
      pads.count == 2 * kernel.count, spatial.count == kernel.count
    else { throw form("its attributes have the wrong number of axes") }
    guard
      (kernel + strides + dilations + spatial + outputPadding).allSatisfy({ (0...Self.largest).contains($0) })
    else { throw form("its sizes are not possible") }
    for axis in kernel.indices {
      if isGiven {
        sides.append(Padding.Sides(pads[axis], pads[axis + kernel.count]))
        continue
      }
      // The cut makes up the difference to the requested size.
      let whole =
        (spatial[axis] - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 + outputPadding[axis]
      let cut = max(0, whole - target[axis])
      outputPadding[axis] += max(0, target[axis] - whole)
      let less = cut / 2
      let isUpper = step.text("auto_pad") == "SAME_UPPER"
      sides.append(isUpper ? Padding.Sides(less, cut - less) : Padding.Sides(cut - less, less))
    }
    let (filters, overflow) =
      shape(1).count > 1 ? shape(1)[1].multipliedReportingOverflow(by: groups) : (0, true)
    guard !overflow, sides.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
      throw form("its sizes are not possible")
    }
    let op = ConvTranspose(
      filters, kernel: each(kernel), stride: each(strides), padding: Self.padding(sides),
      outputPadding: each(outputPadding), dilation: each(dilations), groups: groups,
      bias: step.input(2) != nil)
    try set(folded(op, on: input, spatial: spatial.count, weights: [1, 2]))
  }

  func pooling() throws(ImportFault) {
    let kernel = step.integers("kernel_shape") ?? []
    let (input, spatial) = try map()
    let padding = try padding(kernel, over: spatial)
    let stride = axesValue(step.integers("strides"), of: kernel.count)
    let dilation = axesValue(step.integers("dilations"), of: kernel.count)
    let ceil = step.flag("ceil_mode")
    let op: any Operator
    switch step.op {
    case "MaxPool", "NhwcMaxPool":
      if isUsed(1) { try checkPlaces() }
      op = MaxPool(each(kernel), stride: stride, padding: padding, dilation: dilation, ceil: ceil)
    case "LpPool":
      guard dilation.expanded(to: kernel.count).allSatisfy({ $0 == 1 }) else {
        throw form("its window is dilated")
      }
      op = LPPool(
        each(kernel), power: Double(step.integer("p") ?? 2), stride: stride, padding: padding, ceil: ceil)
    default:
      guard dilation.expanded(to: kernel.count).allSatisfy({ $0 == 1 }) else {
        throw form("its window is dilated")
      }
      op = AvgPool(
        each(kernel), stride: stride, padding: padding, ceil: ceil,
        countPadding: padding == .valid ? true : step.flag("count_include_pad"))
    }
    try setMap(folded(op, on: input, spatial: spatial.count))
  }

  /// An error if anything but the reverse operator takes the places of a pooling's maxima.
  private func checkPlaces() throws(ImportFault) {
    guard let places = step.output(1) else { return }
    let others = model.steps.contains { other in
      other.inputs.enumerated().contains { $1 == places && !(other.key == "MaxUnpool" && $0 == 1) }
    }
    guard !others, !model.outputs.contains(where: { $0.value == places }) else {
      throw form("its second output, the positions of the maxima, is used")
    }
  }

  // MARK: Maps

  /// The largest window or axis whose paddings are computed, so that products of two cannot overflow.
  private static let largest = 1 << 30

  /// The first input as a map: the layer, and the extents of its space.
  func map() throws(ImportFault) -> (input: Node.ID, spatial: [Int]) {
    let input = try value()
    guard hasChannelsLast else { return (input, Array(shape(0).dropFirst(2))) }
    let rank = dimensions(input).count
    let spatial = Array(shape(0).dropFirst().dropLast())
    guard rank == spatial.count + 1 else {
      throw form("several maps of each example were folded into the batch")
    }
    return (try add(Permute([rank - 1] + Array(0..<rank - 1)), to: [input]), spatial)
  }

  /// Whether the channels of maps are the last axis.
  private var hasChannelsLast: Bool { step.op.hasPrefix("Nhwc") || step.flag("channels_last") }

  /// A map as the first output.
  func setMap(_ node: Node.ID) throws(ImportFault) {
    guard hasChannelsLast else { return try set(node) }
    try set(add(Permute(Array(1..<dimensions(node).count) + [0]), to: [node]))
  }

  /// A layer on a map, or on several maps one after the other if windows or frames were folded into the batch: they
  /// become an axis of the space that the layer's window does not reach along.
  private func folded(
    _ op: any Operator, on input: Node.ID, spatial: Int, weights: [Int] = []
  ) throws(ImportFault) -> Node.ID {
    let rank = dimensions(input).count
    guard rank == spatial + 2 else { return try add(op, to: [input], weights: weights) }
    let order = [1, 0] + (2..<rank)
    let turned = try add(Permute(order), to: [input])
    let layer: any Operator
    switch op {
    case var op as Conv:
      op.window = op.window.withFrames(spatial)
      layer = op
    case var op as DepthwiseConv:
      op.window = op.window.withFrames(spatial)
      layer = op
    case var op as MaxPool:
      op.window = op.window.withFrames(spatial)
      layer = op
    case var op as AvgPool:
      op.window = op.window.withFrames(spatial)
      layer = op
    default: throw form("several maps of each example were folded into the batch")
    }
    return try add(Permute(order), to: [add(layer, to: [turned], weights: weights)])
  }

  /// Columns put back where their window was, and summed.
  func folded() throws(ImportFault) {
    guard let size = model.integers(step.input(1)), let kernel = model.integers(step.input(2)),
      size.count == kernel.count
    else { throw form("its sizes are computed from the input") }
    let pads = step.integers("pads") ?? Array(repeating: 0, count: 2 * kernel.count)
    guard pads.count == 2 * kernel.count, pads.allSatisfy({ $0 >= 0 }) else {
      throw form("its padding does not fit")
    }
    let sides = kernel.indices.map { Padding.Sides(pads[$0], pads[$0 + kernel.count]) }
    try apply(
      Fold(
        size, kernel: each(kernel), stride: axesValue(step.integers("strides"), of: kernel.count),
        padding: Self.padding(sides), dilation: axesValue(step.integers("dilations"), of: kernel.count)))
  }

  /// The norm of whole maps.
  func globalNorm() throws(ImportFault) {
    let rank = shape(0).count
    let input = try value()
    let first = dimensions(input).count == rank ? 2 : 1
    let power = step.number("p") ?? 2
    guard power >= 1 else { throw form("its `p` is \(power)") }
    try set(
      add(Norm(Array(first..<dimensions(input).count), power: power, keepsDimensions: true), to: [input]))
  }

  /// A pooling of whole maps that keeps a space of one position.
  func globalPooling(_ op: any Operator, folded: ([Int]) -> any Operator) throws(ImportFault) {
    let rank = shape(0).count
    let (input, _) = try map()
    try setMap(add(dimensions(input).count == rank ? folded(Array(2..<rank)) : op, to: [input]))
  }

  /// An error if an example has several maps, one after the other.
  func checkMaps() throws(ImportFault) {
    guard try dimensions(value()).count < max(2, shape(0).count) else {
      throw form("several maps of each example were folded into the batch")
    }
  }

  /// One number if all axes have the same.
  func each(_ values: [Int]) -> Axes {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return .each(values) }
    return .all(first)
  }

  func axesValue(_ values: [Int]?, of count: Int) -> Axes { values.map(each) ?? 1 }

  /// The padding of a window, as given or in the older words.
  func padding(_ kernel: [Int], over spatial: [Int]) throws(ImportFault) -> Padding {
    guard kernel.count == spatial.count else { throw form("its kernel has the wrong number of axes") }
    let strides = step.integers("strides") ?? kernel.map { _ in 1 }
    let dilations = step.integers("dilations") ?? kernel.map { _ in 1 }
    guard strides.count == kernel.count, dilations.count == kernel.count else {
      throw form("its attributes have the wrong number of axes")
    }
    guard (kernel + strides + dilations + spatial).allSatisfy({ (1...Self.largest).contains($0) }) else {
      throw form("its sizes are not possible")
    }
    switch step.text("auto_pad") {
    case "SAME_UPPER"?, "SAME_LOWER"?:
      let isUpper = step.text("auto_pad") == "SAME_UPPER"
      let sides = kernel.indices.map { axis -> Padding.Sides in
        let steps = (spatial[axis] + strides[axis] - 1) / max(1, strides[axis])
        let total = max(
          0, (steps - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 - spatial[axis])
        return isUpper ? .init(total / 2, total - total / 2) : .init(total - total / 2, total / 2)
      }
      return Self.padding(sides)
    case "VALID"?: return .valid
    default:
      let pads = step.integers("pads") ?? Array(repeating: 0, count: 2 * kernel.count)
      guard pads.count == 2 * kernel.count, pads.allSatisfy({ $0 >= 0 }) else {
        throw form("its padding is negative, or has the wrong number of axes")
      }
      return Self.padding(kernel.indices.map { Padding.Sides(pads[$0], pads[$0 + kernel.count]) })
    }
  }

  static func padding(_ sides: [Padding.Sides]) -> Padding {
    guard sides.allSatisfy({ $0.before == $0.after }) else { return .explicit(sides) }
    let amounts = sides.map(\.before)
    return .symmetric(
      amounts.allSatisfy { $0 == amounts.first } ? .all(amounts.first ?? 0) : .each(amounts))
  }
}

extension Window {
  /// The window with another axis before its axes, along which it has one tap.
  fileprivate func withFrames(_ count: Int) -> Window {
    func with(_ value: Int, _ axes: Axes) -> Axes {
      axes == .all(value) ? axes : .each([value] + axes.expanded(to: count))
    }
    let padding: Padding =
      switch padding {
      case .symmetric(let axes): .symmetric(with(0, axes))
      case .explicit(let sides): .explicit([.init(0, 0)] + sides)
      case .same, .causal: padding
      }
    return Window(
      kernel: with(1, kernel), stride: with(1, stride), dilation: with(1, dilation), padding: padding,
      ceil: ceil)
  }
}
