// Windows that move over maps: convolutions and poolings.
extension Rules {
  static let windows: [String: Rule] = [
    "Conv": { (use: inout Use) throws(Misuse) in try convolution(&use) }, "ConvInteger": integerConvolution,
    "ConvTranspose": transposed, "DeformConv": deformed,
    "MaxPool": pooling, "AveragePool": pooling, "LpPool": pooling,
    "GlobalAveragePool": global, "GlobalMaxPool": global, "GlobalLpPool": global,
    "MaxUnpool": unpooling, "MaxRoiPool": regionPooling, "RoiAlign": regionAlign, "Col2Im": columns,
  ]

  /// Kernel, strides, dilations and pads of a window over some axes.
  struct Window {
    var kernel: [Int]
    var strides: [Int]
    var dilations: [Int]
    /// The pads before each axis, then those after each.
    var pads: [Int]
    var auto: String

    init(_ use: Use, kernel: [Int]) throws(Misuse) {
      self.kernel = kernel
      let axes = kernel.count
      strides = try Window.list(use, "strides", axes, default: 1, least: 1)
      dilations = try Window.list(use, "dilations", axes, default: 1, least: 1)
      auto = try use.string("auto_pad", default: "NOTSET")
      guard ["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER", ""].contains(auto) else {
        throw .choice("auto_pad", auto)
      }
      pads = try Window.list(use, "pads", 2 * axes, default: 0, least: Int.min)
      if auto == "VALID" { pads = Array(repeating: 0, count: 2 * axes) }
      for extent in kernel where extent < 1 { throw .number("kernel_shape", extent) }
    }

    static func list(
      _ use: Use, _ name: String, _ count: Int, default value: Int, least: Int
    ) throws(Misuse) -> [Int] {
      guard let list = try use.integers(name), !list.isEmpty else {
        return Array(repeating: value, count: count)
      }
      guard list.count == count else { throw .count(name, given: list.count, needed: count) }
      for number in list where number < least { throw .number(name, number) }
      return list
    }

    var isSame: Bool { auto == "SAME_UPPER" || auto == "SAME_LOWER" }

    /// How much of an axis the window covers.
    func reach(_ axis: Int) throws(Misuse) -> Int {
      try Use.sum(try Use.product(kernel[axis] - 1, dilations[axis]), 1)
    }

    /// How many places the window has along an axis.
    func extent(_ axis: Int, over input: Int, isCeiling: Bool = false) throws(Misuse) -> Int {
      let stride = strides[axis]
      if isSame { return input / stride + (input % stride == 0 ? 0 : 1) }
      let before = pads[axis]
      let padded = try Use.sum(try Use.sum(input, before), pads[axis + kernel.count])
      let reach = try reach(axis)
      let room = try Use.difference(padded, reach)
      guard room >= 0 else {
        // An empty input stays empty.
        if input == 0 { return 0 }
        throw .window(kernel: reach, padded: padded)
      }
      var extent = room / stride + 1
      if isCeiling, room % stride != 0 {
        extent = try Use.sum(extent, 1)
        // The last window must begin inside the input or the padding before it.
        if try Use.product(extent - 1, stride) >= Use.sum(input, before) { extent -= 1 }
      }
      return extent
    }
  }

  /// The kernel of a convolution, from the weight `[filters, channels, kernel…]` if the attribute is absent.
  private static func kernel(_ use: Use, _ weight: Operand) throws(Misuse) -> [Int] {
    let kernel = Array(weight.shape[2...])
    if let given = try use.integers("kernel_shape"), !given.isEmpty, given != kernel {
      throw .shapes([given, weight.shape])
    }
    return kernel
  }

  static func convolution(
    _ use: inout Use, weight index: Int = 1, type: ONNX.ElementType? = nil
  ) throws(Misuse) {
    let input = try use.input(0, atLeast: 3)
    let weight = try use.input(index, rank: input.rank)
    let groups = try use.integer("group", default: 1)
    guard groups > 0 else { throw .number("group", groups) }
    guard try Use.product(weight.shape[1], groups) == input.shape[1], weight.shape[0] % groups == 0 else {
      throw .shapes([input.shape, weight.shape])
    }
    let window = try Window(use, kernel: try kernel(use, weight))
    var shape = [input.shape[0], weight.shape[0]]
    for axis in window.kernel.indices { shape.append(try window.extent(axis, over: input.shape[2 + axis])) }
    use.give(type ?? input.type, shape)
  }

  private static let integerConvolution: Rule = { (use: inout Use) throws(Misuse) in
    try convolution(&use, type: .int32)
  }

  private static let deformed: Rule = { (use: inout Use) throws(Misuse) in try convolution(&use) }

  private static let transposed: Rule = { (use: inout Use) throws(Misuse) in
    try transposedConvolution(&use, pads: nil)
  }

  /// - Parameter pads: the pads given by an input.
  static func transposedConvolution(_ use: inout Use, pads: [Int]?) throws(Misuse) {
    let input = try use.input(0, atLeast: 3)
    let weight = try use.input(1, rank: input.rank)
    let groups = try use.integer("group", default: 1)
    guard groups > 0 else { throw .number("group", groups) }
    guard weight.shape[0] == input.shape[1], input.shape[1] % groups == 0 else {
      throw .shapes([input.shape, weight.shape])
    }
    var window = try Window(use, kernel: try kernel(use, weight))
    let axes = window.kernel.count
    if let pads {
      guard pads.count == 2 * axes else { throw .count("pads", given: pads.count, needed: 2 * axes) }
      window.pads = pads
    }
    let more = try Window.list(use, "output_padding", axes, default: 0, least: 0)
    var shape = [input.shape[0], try Use.product(weight.shape[1], groups)]
    if let given = try use.integers("output_shape"), !given.isEmpty {
      guard given.count == axes || given.count == axes + 2 else {
        throw .count("output_shape", given: given.count, needed: axes)
      }
      for extent in given where extent < 0 { throw .number("output_shape", extent) }
      return use.give(input.type, shape + given.suffix(axes))
    }
    for axis in 0..<axes {
      let extent = input.shape[2 + axis]
      if window.isSame {
        // One place for each step, whatever `output_padding` says.
        shape.append(try Use.product(extent, window.strides[axis]))
        continue
      }
      let steps = try Use.product(window.strides[axis], extent - 1)
      let whole = try Use.sum(try Use.sum(steps, more[axis]), try window.reach(axis))
      let result = try Use.difference(try Use.difference(whole, window.pads[axis]), window.pads[axis + axes])
      guard result >= 0 else { throw .number("pads", window.pads[axis]) }
      shape.append(result)
    }
    use.give(input.type, shape)
  }

  private static let pooling: Rule = { (use: inout Use) throws(Misuse) in try pool(&use, isLast: false) }

  /// - Parameter isLast: whether the channels are the last axis.
  static func pool(_ use: inout Use, isLast: Bool) throws(Misuse) {
    let input = try use.input(0, atLeast: 3)
    guard let kernel = try use.integers("kernel_shape") else { throw .attribute("kernel_shape") }
    guard kernel.count == input.rank - 2 else {
      throw .count("kernel_shape", given: kernel.count, needed: input.rank - 2)
    }
    let window = try Window(use, kernel: kernel)
    let isCeiling = try use.flag("ceil_mode")
    var extents: [Int] = []
    for axis in kernel.indices {
      extents.append(
        try window.extent(axis, over: input.shape[(isLast ? 1 : 2) + axis], isCeiling: isCeiling))
    }
    let channels = input.shape[isLast ? input.rank - 1 : 1]
    let shape = isLast ? [input.shape[0]] + extents + [channels] : [input.shape[0], channels] + extents
    use.give(input.type, shape)
    if use.wanted > 1, use.op == "MaxPool" { use.give(.int64, shape) }
  }

  private static let global: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    use.give(input.type, input.shape[..<2] + Array(repeating: 1, count: input.rank - 2))
  }

  private static let unpooling: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    guard try use.input(1).shape == input.shape else { throw .shapes([input.shape, try use.input(1).shape]) }
    if use.optional(2) != nil { return use.give(input.type, try extents(use, 2)) }
    guard let kernel = try use.integers("kernel_shape") else { throw .attribute("kernel_shape") }
    guard kernel.count == input.rank - 2 else {
      throw .count("kernel_shape", given: kernel.count, needed: input.rank - 2)
    }
    let window = try Window(use, kernel: kernel)
    var shape = Array(input.shape[..<2])
    for axis in kernel.indices {
      let steps = try Use.product(input.shape[2 + axis] - 1, window.strides[axis])
      let pads = try Use.sum(window.pads[axis], window.pads[axis + kernel.count])
      shape.append(try Use.difference(try Use.sum(steps, kernel[axis]), pads))
    }
    use.give(input.type, shape)
  }

  private static let regionPooling: Rule = { (use: inout Use) throws(Misuse) in
    let (input, regions) = (try use.input(0, rank: 4), try use.input(1, rank: 2))
    guard let pooled = try use.integers("pooled_shape") else { throw .attribute("pooled_shape") }
    guard pooled.count == 2 else { throw .count("pooled_shape", given: pooled.count, needed: 2) }
    use.give(input.type, [regions.shape[0], input.shape[1]] + pooled)
  }

  private static let regionAlign: Rule = { (use: inout Use) throws(Misuse) in
    let (input, regions) = (try use.input(0, rank: 4), try use.input(1, rank: 2))
    let height = try use.integer("output_height", default: 1)
    let width = try use.integer("output_width", default: 1)
    use.give(input.type, [regions.shape[0], input.shape[1], height, width])
  }

  private static let columns: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, rank: 3)
    let (image, block) = (try extents(use, 1), try extents(use, 2))
    guard image.count == block.count else {
      throw .count("block_shape", given: block.count, needed: image.count)
    }
    let area = try Use.product(block)
    guard area > 0, input.shape[1] % area == 0 else { throw .shapes([input.shape, block]) }
    let window = try Window(use, kernel: block)
    var places = 1
    for axis in image.indices { places = try Use.product(places, try window.extent(axis, over: image[axis])) }
    guard places == input.shape[2] else { throw .shapes([input.shape, image]) }
    use.give(input.type, [input.shape[0], input.shape[1] / area] + image)
  }
}
