// Normalisations.
extension Rules {
  static let normalisations: [String: Rule] = [
    "BatchNormalization": batch, "InstanceNormalization": instance, "GroupNormalization": group, "LRN": same,
    "LayerNormalization": layer, "RMSNormalization": rms, "SimplifiedLayerNormalization": layer,
  ]

  /// `[N, C, …]` with vectors of C.
  private static func channels(_ use: Use, _ indices: ClosedRange<Int>, _ channels: Int) throws(Misuse) {
    for index in indices {
      let shape = try use.input(index).shape
      guard shape == [channels] else { throw .shapes([try use.input(0).shape, shape]) }
    }
  }

  private static let batch: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    let count = input.rank > 1 ? input.shape[1] : 1
    let isSpatial = try use.flag("spatial", default: true)
    if use.version >= 9 || isSpatial { try channels(use, 1...4, count) }
    use.give(input.type, input.shape)
    // Before version 14 the last two were values saved for training; since then only the running mean and variance
    // remain.
    for index in 1..<max(use.wanted, 1) {
      let statistic = try use.input(index % 2 == 1 ? 3 : 4)
      use.give(statistic.type, statistic.shape)
    }
  }

  private static let instance: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    try channels(use, 1...2, input.shape[1])
    use.give(input.type, input.shape)
  }

  private static let group: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    let groups = try use.count("num_groups")
    guard input.shape[1] % groups == 0 else { throw .number("num_groups", groups) }
    try channels(use, 1...2, use.version < 21 ? groups : input.shape[1])
    use.give(input.type, input.shape)
  }

  private static let layer: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    let scale = try use.input(1)
    let axis = try Use.axis(try use.integer("axis", default: -1), of: input.rank)
    guard try Use.broadcast([Array(input.shape[axis...]), scale.shape]) == Array(input.shape[axis...]) else {
      throw .shapes([input.shape, scale.shape])
    }
    use.give(input.type, input.shape)
    let type = try use.type("stash_type", default: .float32)
    let shape = input.shape[..<axis] + Array(repeating: 1, count: input.rank - axis)
    for _ in 1..<max(use.wanted, 1) { use.give(type, Array(shape)) }
  }

  private static let rms: Rule = { (use: inout Use) throws(Misuse) in
    let (input, scale) = (try use.input(0, atLeast: 1), try use.input(1))
    _ = try Use.axis(try use.integer("axis", default: -1), of: input.rank)
    guard try Use.broadcast([input.shape, scale.shape]) == input.shape else {
      throw .shapes([input.shape, scale.shape])
    }
    use.give(input.type, input.shape)
  }
}
