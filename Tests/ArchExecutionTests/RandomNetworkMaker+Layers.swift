// Layers.
extension RandomNetworkMaker {
  mutating func activation() -> String {
    if dice.chance(12) { return arithmetic() }
    return dice.pick([
      "relu", "relu", "relu6", "leaky_relu(0.2)", "prelu", "elu", "selu", "gelu", "gelu(approximate: tanh)",
      "silu",
      "mish", "softplus", "sigmoid", "hard_sigmoid", "hard_swish", "tanh", "prelu(shared: true)",
      "prelu(axis: -1)",
    ])
  }

  mutating func norm() -> String {
    let groups = (1...shape[0]).filter { shape[0] % $0 == 0 }
    return switch dice.number(0...9) {
    case 0...2: "batch_norm"
    case 3: "batch_norm(axis: -1)"
    case 4: "group_norm(\(dice.pick(groups)))"
    case 5: "instance_norm(scale: \(dice.chance(50)), shift: \(dice.chance(50)))"
    case 6: "layer_norm(channels: true)"
    case 7: "rms_norm"
    case 8: dice.pick(["scale", "scale(bias: false)", "scale(axis: -1)", "bias", "bias(axis: -1)"])
    default:
      "local_response_norm(\(dice.number(1...4)), alpha: 0.1, beta: \(dice.pick(["0.5", "0.75", "1"])), k: 2)"
    }
  }

  /// Layers that give the shape that they take.
  mutating func chain(keeping shape: [Int]) -> String {
    let outer = self.shape
    self.shape = shape
    defer { self.shape = outer }
    var layers: [String] = []
    for _ in 0..<dice.number(1...2) {
      switch dice.number(0...9) {
      case 0...1: layers.append(activation())
      case 2...3: layers.append(norm())
      case 4:
        layers.append(
          dice.chance(30)
            ? rearrangedInPlace()
            : dice.pick(["dropout(0.3)", "identity", "drop_path(0.1)", "softmax", "log_softmax"]))
      case 5:
        let groups = (1...shape[0]).filter { shape[0] % $0 == 0 }
        layers.append("channel_shuffle(\(dice.pick(groups)))")
      case 6:
        let kernel = dice.pick([1, 3, 3, 5])
        layers.append("depthwise_conv(kernel: \(kernel), padding: \(kernel / 2), bias: \(dice.chance(50)))")
      case 7:
        let kernel = dice.number(1...4)
        layers.append("max_pool(\(kernel), stride: 1, padding: same)")
      default:
        let kernel = dice.pick([1, 3])
        let dilation = dice.number(1...2)
        let groups = dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })
        layers.append(
          "conv(\(shape[0]), kernel: \(kernel), padding: \(kernel / 2 * dilation), dilation: \(dilation), groups: \(groups))"
        )
      }
    }
    return layers.joined(separator: " -> ")
  }

  /// A layer that takes the current map to one of these extents.
  mutating func reaching(_ spatial: [Int], from before: [Int]? = nil) -> String {
    if let before { shape = before }
    let filters = dice.number(1...5)
    let here = Array(shape.dropFirst())
    shape = [filters] + spatial
    if here == spatial, dice.chance(60) {
      let kernel = dice.pick([1, 3])
      return "conv(\(filters), kernel: \(kernel), padding: \(kernel / 2))"
    }
    return "adaptive_\(dice.pick(["avg", "max"]))_pool(\(spatial)) -> conv(\(filters), kernel: 1)"
  }

  /// Any layer; the shape becomes the one that it gives.
  mutating func layer() -> String {
    for _ in 0..<8 {
      let before = shape
      if let text = tried(), shape.reduce(1, *) <= mostElements, shape[0] <= 24,
        shape.allSatisfy({ $0 > 0 })
      {
        return text
      }
      shape = before
    }
    return activation()
  }

  mutating func tried() -> String? {
    switch dice.number(0...121) {
    case ..<28: return convolution()
    case ..<34: return depthwise()
    case ..<44: return transposed()
    case ..<47: return local()
    case ..<60: return pooling()
    case ..<63:
      shape = [shape[0]] + (0..<axes).map { _ in dice.number(1...4) }
      return "adaptive_\(dice.pick(["avg", "max"]))_pool(\(list(Array(shape.dropFirst()))))"
    case ..<69:
      // A row of one number many times over has no variance: what a norm makes of it is rounding.
      let scales = (0..<axes).map { shape[$0 + 1] == 1 ? 1 : dice.number(1...3) }
      for axis in 0..<axes { shape[axis + 1] *= scales[axis] }
      return "upsample(\(list(scales)), mode: \(dice.pick(["nearest", "bilinear"])))"
    case ..<74: return padOrCrop()
    case ..<80: return rearranged()
    case ..<90: return norm()
    case ..<92:
      let pieces = (1...shape[0]).filter { shape[0] % $0 == 0 }
      let parts = dice.pick(pieces)
      shape[0] /= parts
      return "maxout(\(parts))"
    case ..<94: return "l2_normalize"
    case ..<98: return recurrence()
    case ..<104: return arithmetic()
    case ..<109: return shapes()
    case ..<112: return sampling()
    case ..<116: return einsum()
    default: return activation()
    }
  }

  func list(_ numbers: [Int]) -> String {
    numbers.allSatisfy { $0 == numbers[0] } && numbers[0] % 2 == 1 ? "\(numbers[0])" : "\(numbers)"
  }

  /// Padding on both sides of each axis, and how it is written.
  mutating func padding(most: Int) -> (sides: [(Int, Int)]?, text: String) {
    switch dice.number(0...9) {
    case 0...2: return (shape.dropFirst().map { _ in (0, 0) }, "")
    case 3...5:
      let amount = dice.number(0...most)
      return (shape.dropFirst().map { _ in (amount, amount) }, ", padding: \(amount)")
    case 6...7:
      let sides = shape.dropFirst().map { _ in (dice.number(0...most), dice.number(0...most)) }
      return (sides, ", padding: [\(sides.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]")
    case 8:
      let amounts = shape.dropFirst().map { _ in dice.number(0...most) }
      return (amounts.map { ($0, $0) }, ", padding: \(amounts)")
    default: return (nil, ", padding: \(axes == 1 && dice.chance(40) ? "causal" : "same")")
    }
  }

  struct Windows {
    var extents: [Int]
    var taps: Int
    var text: String
    /// Whether every window has a tap inside.
    var touches: Bool
  }

  /// Windows over the current map; nil where they do not fit.
  mutating func windows(canDilate: Bool, canCeil: Bool, isPooling: Bool) -> Windows? {
    let kernels = (0..<axes).map { _ in dice.number(1...4) }
    let strides = dice.chance(50) ? kernels.map { _ in 1 } : kernels.map { _ in dice.number(1...3) }
    let dilations =
      canDilate && dice.chance(30) ? kernels.map { _ in dice.number(1...3) } : kernels.map { _ in 1 }
    let ceil = canCeil && dice.chance(35)
    let padding = padding(most: 2)
    var result = Windows(extents: [], taps: kernels.reduce(1, *), text: "", touches: true)
    for axis in 0..<axes {
      let (extent, stride) = (shape[axis + 1], strides[axis])
      let span = (kernels[axis] - 1) * dilations[axis] + 1
      let before: Int
      var steps: Int
      if let sides = padding.sides {
        before = sides[axis].0
        let room = extent + before + sides[axis].1 - span
        guard room >= 0 else { return nil }
        steps = room / stride + 1
        if ceil, room % stride != 0, steps * stride < extent + before { steps += 1 }
      } else {
        steps = (extent + stride - 1) / stride
        before =
          padding.text.hasSuffix("causal") ? span - 1 : max(0, (steps - 1) * stride + span - extent) / 2
      }
      for step in 0..<steps {
        let positions = (0..<kernels[axis]).map { step * stride - before + $0 * dilations[axis] }
        if !positions.contains(where: { (0..<extent).contains($0) }) { result.touches = false }
      }
      result.extents.append(steps)
    }
    result.text = isPooling ? list(kernels) : "kernel: \(list(kernels))"
    if isPooling || strides.contains(where: { $0 > 1 }) { result.text += ", stride: \(list(strides))" }
    result.text += padding.text
    if dilations.contains(where: { $0 > 1 }) { result.text += ", dilation: \(list(dilations))" }
    if ceil { result.text += ", ceil: true" }
    return result
  }

  mutating func convolution() -> String? {
    let groups = dice.chance(30) ? dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 }) : 1
    let filters = groups * dice.number(1...(groups > 2 ? 2 : 6))
    guard let windows = windows(canDilate: true, canCeil: false, isPooling: false) else { return nil }
    shape = [filters] + windows.extents
    return
      "conv(\(filters), \(windows.text)\(groups > 1 ? ", groups: \(groups)" : "")\(dice.chance(30) ? ", bias: false" : ""))"
  }

  mutating func depthwise() -> String? {
    guard let windows = windows(canDilate: true, canCeil: false, isPooling: false) else { return nil }
    let multiplier = dice.number(1...2)
    shape = [shape[0] * multiplier] + windows.extents
    return
      "depthwise_conv(\(windows.text)\(multiplier > 1 ? ", multiplier: 2" : ""), bias: \(dice.chance(50)))"
  }

  mutating func local() -> String? {
    guard let windows = windows(canDilate: false, canCeil: false, isPooling: false) else { return nil }
    let filters = dice.number(1...3)
    shape = [filters] + windows.extents
    return "locally_connected(\(filters), \(windows.text), bias: \(dice.chance(50)))"
  }

  mutating func pooling() -> String? {
    let kind = dice.pick(["max", "max", "avg", "avg", "lp"])
    guard let windows = windows(canDilate: kind == "max", canCeil: true, isPooling: true), windows.touches
    else {
      return nil
    }
    shape = [shape[0]] + windows.extents
    let more =
      kind == "avg"
      ? ", count_padding: \(dice.chance(50))" : kind == "lp" ? ", power: \(dice.pick(["1", "2", "3"]))" : ""
    return "\(kind)_pool(\(windows.text)\(more))"
  }

  mutating func transposed() -> String? {
    let groups = dice.chance(30) ? dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 }) : 1
    let filters = groups * dice.number(1...3)
    let kernels = (0..<axes).map { _ in dice.number(1...4) }
    let strides = (0..<axes).map { _ in dice.number(1...3) }
    let dilations = dice.chance(25) ? kernels.map { _ in dice.number(1...2) } : kernels.map { _ in 1 }
    let cut = (0..<axes).map { _ in (dice.number(0...1), dice.number(0...1)) }
    // An output may be padded by less than the stride or the dilation.
    let extra = (0..<axes).map { dice.number(0...max(strides[$0], dilations[$0]) - 1) }
    var extents: [Int] = []
    for axis in 0..<axes {
      let whole = (shape[axis + 1] - 1) * strides[axis] + (kernels[axis] - 1) * dilations[axis] + 1
      extents.append(whole - cut[axis].0 - cut[axis].1 + extra[axis])
    }
    guard extents.allSatisfy({ $0 > 0 }) else { return nil }
    shape = [filters] + extents
    let padding = "[\(cut.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]"
    return
      "conv_transpose(\(filters), kernel: \(list(kernels)), stride: \(list(strides)), padding: \(padding), output_padding: \(extra), dilation: \(dilations), groups: \(groups), bias: \(dice.chance(60)))"
  }

  mutating func padOrCrop() -> String? {
    let isCrop = dice.chance(50)
    let sides = (0..<axes).map { _ in (dice.number(0...1), dice.number(0...2)) }
    for axis in 0..<axes { shape[axis + 1] += (isCrop ? -1 : 1) * (sides[axis].0 + sides[axis].1) }
    let amount = "[\(sides.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]"
    return "\(isCrop ? "crop" : "pad")(\(amount))"
  }

  mutating func rearranged() -> String? {
    switch dice.number(0...6) {
    case 0:
      guard shape.dropFirst().allSatisfy({ $0 % 2 == 0 }) else { return nil }
      for axis in 0..<axes {
        shape[axis + 1] /= 2
        shape[0] *= 2
      }
      return "space_to_depth(2)"
    case 1:
      let parts = 1 << axes
      guard shape[0] % parts == 0 else { return nil }
      shape[0] /= parts
      for axis in 0..<axes { shape[axis + 1] *= 2 }
      return "depth_to_space(2)"
    case 2:
      guard axes == 2 else { return nil }
      shape = [shape[0], shape[2], shape[1]]
      return "permute([0, 2, 1])"
    case 3:
      let parts = dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })
      shape[0] /= parts
      return "split(\(parts), take: \(dice.number(0...parts - 1)))"
    case 4:
      let channels = (0..<dice.number(1...4)).map { _ in dice.number(0...shape[0] - 1) }
      shape[0] = channels.count
      return "select(\(channels))"
    case 5:
      let axis = dice.number(0...axes)
      let first = dice.number(0...shape[axis] - 1)
      let end = dice.number(first + 1...shape[axis])
      shape[axis] = end - first
      return "slice(axis: \(axis), from: \(first), to: \(end))"
    default: return "channel_shuffle(\(dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })))"
    }
  }
}
