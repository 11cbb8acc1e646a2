// Layers that read or write at computed places.
extension RandomNetworkMaker {
  mutating func sampling() -> String? {
    // Values are labelled before the layer that takes them, which must then not be passed over as too large.
    guard shape[0] <= 24, shape.reduce(1, *) <= mostElements else { return nil }
    return switch dice.number(0...9) {
    case ..<3: axes == 1 ? attended() : deformed()
    case ..<7: resized()
    case ..<8: sampledByGrid()
    case ..<9: aligned()
    default: unpooled()
    }
  }

  /// A deformable convolution; its offsets, and perhaps a mask, are convolutions of the same map.
  private mutating func deformed() -> String? {
    guard axes == 2, shape[0] <= 12 else { return nil }
    let kernels = [dice.number(1...3), dice.number(1...2)]
    let strides = [dice.number(1...2), dice.number(1...2)]
    let padding = [dice.number(0...1), dice.number(0...1)]
    let extents = (0...1).map { axis in
      let room = shape[axis + 1] + 2 * padding[axis] - kernels[axis]
      return room < 0 ? 0 : room / strides[axis] + 1
    }
    let channels = shape[0]
    let groups = dice.pick((1...channels).filter { channels % $0 == 0 })
    let offsetGroups = dice.pick((1...channels).filter { channels % $0 == 0 && $0 <= 3 })
    let taps = kernels[0] * kernels[1] * offsetGroups
    let filters = groups * dice.number(1...(groups > 2 ? 1 : 3))
    let positions = extents[0] * extents[1]
    guard positions > 0, 2 * taps <= 24, max(2 * taps, filters) * positions <= mostElements else {
      return nil
    }
    let window = "kernel: \(kernels), stride: \(strides), padding: \(padding)"
    let (map, offset) = (newName("value"), newName("offset"))
    add("\(map): identity")
    add("\(offset): \(map) -> conv(\(2 * taps), \(window))")
    var values = "offset: \(offset)"
    if dice.chance(50) {
      let mask = newName("mask")
      add("\(mask): \(map) -> conv(\(taps), \(window)) -> sigmoid")
      values += ", mask: \(mask)"
    }
    shape = [filters] + extents
    return
      "\(map) -> deformable_conv(\(filters), \(window), groups: \(groups), offset_groups: \(offsetGroups), bias: \(dice.chance(50)), \(values))"
  }

  /// Attention of the rows of features to as many others as two maps have.
  private mutating func attended() -> String? {
    guard shape[0] <= 6, shape[1] <= 12 else { return nil }
    let (queries, features) = (shape[0], shape[1])
    let levels = (0..<dice.number(1...2)).map { _ in [dice.number(1...3), dice.number(1...3)] }
    let positions = levels.reduce(0) { $0 + $1[0] * $1[1] }
    let heads = dice.pick((1...features).filter { features % $0 == 0 && $0 <= 3 })
    let (rows, memory, reference) = (newName("value"), newName("memory"), newName("reference"))
    add("\(rows): identity")
    add("\(memory): \(rows) -> conv(\(positions), kernel: 1)")
    add(
      "\(reference): \(rows) -> dense(\(2 * levels.count)) -> sigmoid -> reshape([\(queries), \(levels.count), 2])"
    )
    return
      "\(rows) -> deformable_attention(\(heads), levels: \(levels), points: \(dice.number(1...3)), bias: \(dice.chance(50)), memory: \(memory), reference: \(reference))"
  }

  private mutating func resized() -> String {
    let mode = dice.pick(["nearest", "linear", "area"] + (axes == 2 ? ["cubic"] : []))
    let corners = (mode == "linear" || mode == "cubic") && dice.chance(40) ? ", align_corners: true" : ""
    if dice.chance(50) {
      for axis in 1...axes { shape[axis] = dice.number(1...(axes == 1 ? 16 : 7)) }
      return "resize(\(Array(shape.dropFirst())), mode: \(mode)\(corners))"
    }
    // Eighths, whose products are exact.
    let eighths = (0..<axes).map { _ in dice.number(3...20) }
    for axis in 0..<axes { shape[axis + 1] = shape[axis + 1] * eighths[axis] / 8 }
    return "resize(scale: \(eighths.map { Double($0) / 8 }), mode: \(mode)\(corners))"
  }

  private mutating func sampledByGrid() -> String? {
    guard axes == 2 else { return nil }
    let (map, grid) = (newName("value"), newName("grid"))
    add("\(map): identity")
    add("\(grid): \(map) -> conv(2, kernel: 1) -> permute([1, 2, 0])")
    let mode = dice.pick(["bilinear", "bilinear", "nearest"])
    return
      "\(map) -> grid_sample(mode: \(mode), padding: \(dice.pick(["zeros", "border"])), align_corners: \(dice.chance(50)), grid: \(grid))"
  }

  private mutating func aligned() -> String? {
    guard axes == 2, shape[0] <= 6 else { return nil }
    let (count, size) = (dice.number(1...4), [dice.number(1...3), dice.number(1...3)])
    guard shape[0] * count * size[0] * size[1] <= mostElements / 2 else { return nil }
    let (map, boxes) = (newName("value"), newName("boxes"))
    add("\(map): identity")
    add(
      "\(boxes): \(map) -> conv(4, kernel: 1) -> adaptive_avg_pool([1, \(count)]) -> reshape([\(count), 4])")
    shape = [count, shape[0]] + size
    return
      "\(map) -> roi_align(\(size), scale: \(dice.pick(["1", "2.5", "6"])), sampling_ratio: \(dice.number(1...2)), aligned: \(dice.chance(50)), boxes: \(boxes))"
  }

  private mutating func unpooled() -> String? {
    let kernels = (0..<axes).map { _ in dice.number(1...3) }
    guard zip(kernels, shape.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
    let (map, values) = (newName("value"), newName("pooled"))
    add("\(map): identity")
    add("\(values): \(map) -> max_pool(\(kernels)) -> \(activation())")
    return "\(values) -> max_unpool(\(kernels), pooled_from: \(map))"
  }
}
