// Parts of tensors, and tensors put together from parts.
extension Rules {
  static let moving: [String: Rule] = [
    "Concat": concat, "Split": split, "Slice": slice, "Pad": pad, "Expand": expand, "Tile": tile,
    "Trilu": trilu,
    "CumSum": cumulated, "CumProd": overAxis(default: 0), "ReverseSequence": same,
  ]

  private static let concat: Rule = { (use: inout Use) throws(Misuse) in
    let first = try use.input(0, atLeast: 1)
    guard let given = use.version < 4 ? try use.integer("axis", default: 1) : try use.integer("axis") else {
      throw .attribute("axis")
    }
    let axis = try Use.axis(given, of: first.rank)
    var shape = first.shape
    var parts: [Operand] = [first]
    for index in use.inputs.indices.dropFirst() {
      let next = try use.input(index)
      guard next.rank == first.rank,
        shape.indices.allSatisfy({ $0 == axis || shape[$0] == next.shape[$0] })
      else {
        throw .shapes(use.inputs.compactMap { $0?.shape })
      }
      shape[axis] = try Use.sum(shape[axis], next.shape[axis])
      parts.append(next)
    }
    use.give(first.type, shape, joined(parts, axis, shape))
  }

  private static func joined(_ parts: [Operand], _ axis: Int, _ shape: [Int]) -> FlatModel.Known? {
    guard let count = Numbers.few(shape), parts.allSatisfy({ $0.known != nil }) else { return nil }
    guard count > 0 else { return parts[0].known?.picking([]) }
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[axis...].dropFirst().reduce(1, *)
    var pieces: [FlatModel.Known] = []
    for index in 0..<outer {
      for part in parts {
        let length = part.shape[axis] * inner
        guard let known = part.known else { return nil }
        pieces.append(outer == 1 ? known : known.picking(Array(index * length..<(index + 1) * length)))
      }
    }
    return FlatModel.Known.joining(pieces)
  }

  /// The numbers of a part of a tensor from given starts on.
  private static func part(_ input: Operand, _ shape: [Int], starts: [Int], steps: [Int]) -> FlatModel.Known?
  {
    guard let known = input.known, let count = Numbers.few(shape) else { return nil }
    guard count > 0 else { return known.picking([]) }
    let strides = Numbers.strides(input.shape)
    let start = zip(strides, starts).reduce(0) { $0 &+ $1.0 &* $1.1 }
    return known.picking(Numbers.indices(shape, start: start, steps: zip(strides, steps).map { $0 &* $1 }))
  }

  private static let split: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    let axis = try Use.axis(try use.integer("axis", default: 0), of: input.rank)
    let extent = input.shape[axis]
    let given = use.version < 13 ? try use.integers("split") : try use.optionalIntegers(1)
    let sizes: [Int]
    if let given {
      guard given.count >= use.wanted else { throw .count("split", given: given.count, needed: use.wanted) }
      sizes = given
    } else {
      let parts = try use.integer("num_outputs", default: use.wanted)
      guard parts > 0, parts == use.wanted else { throw .number("num_outputs", parts) }
      guard use.version >= 18 || extent % parts == 0 else { throw .number("num_outputs", parts) }
      // The last part takes the rest.
      let size = extent / parts + (extent % parts == 0 ? 0 : 1)
      guard try Use.product(size, parts - 1) <= extent else { throw .number("num_outputs", parts) }
      sizes = Array(repeating: size, count: parts - 1) + [extent - size * (parts - 1)]
    }
    var sum = 0
    for size in sizes {
      guard size >= 0 else { throw .number("split", size) }
      sum = try Use.sum(sum, size)
    }
    guard sum == extent else { throw .elements(from: [extent], to: sizes) }
    var start = 0
    for size in sizes.prefix(use.wanted) {
      var (shape, starts) = (input.shape, Array(repeating: 0, count: input.rank))
      shape[axis] = size
      starts[axis] = start
      use.give(
        input.type, shape, part(input, shape, starts: starts, steps: Array(repeating: 1, count: input.rank)))
      start += size
    }
  }

  private static let slice: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let starts, ends: [Int]
    let axes, steps: [Int]?
    if use.version < 10 {
      guard let first = try use.integers("starts") else { throw .attribute("starts") }
      guard let last = try use.integers("ends") else { throw .attribute("ends") }
      (starts, ends, axes, steps) = (first, last, try use.integers("axes"), nil)
    } else {
      (starts, ends) = (try use.integers(1), try use.integers(2))
      (axes, steps) = (try use.optionalIntegers(3), try use.optionalIntegers(4))
    }
    let count = starts.count
    guard ends.count == count else { throw .count("ends", given: ends.count, needed: count) }
    if let steps, steps.count != count { throw .count("steps", given: steps.count, needed: count) }
    guard count <= input.rank else { throw .axis(count - 1, rank: input.rank) }
    let along = try Use.axes(axes ?? Array(0..<count), of: input.rank)
    guard along.count == count else { throw .count("axes", given: along.count, needed: count) }
    var shape = input.shape
    var (firsts, strides) = (Array(repeating: 0, count: input.rank), Array(repeating: 1, count: input.rank))
    for (index, axis) in along.enumerated() {
      let step = steps?[index] ?? 1
      guard step != 0, step != Int.min else { throw .number("steps", step) }
      let (first, length) = cut(input.shape[axis], from: starts[index], to: ends[index], by: step)
      (shape[axis], firsts[axis], strides[axis]) = (length, first, step)
    }
    use.give(input.type, shape, part(input, shape, starts: firsts, steps: strides))
  }

  /// Where a slice of an axis begins, and how long it is.
  private static func cut(_ extent: Int, from start: Int, to end: Int, by step: Int) -> (Int, Int) {
    func bounded(_ place: Int, _ range: ClosedRange<Int>) -> Int {
      min(max(place < 0 ? max(place, -extent - 1) + extent : place, range.lowerBound), range.upperBound)
    }
    guard extent > 0 else { return (0, 0) }
    if step > 0 {
      let (first, last) = (bounded(start, 0...extent), bounded(end, 0...extent))
      return (first, last > first ? (last - first - 1) / step + 1 : 0)
    }
    let (first, last) = (bounded(start, 0...extent - 1), bounded(end, -1...extent - 1))
    return (first, first > last ? (first - last - 1) / -step + 1 : 0)
  }

  private static let pad: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard let pads = use.version < 11 ? try use.integers("pads") : try use.integers(1) else {
      throw .attribute("pads")
    }
    var along = Array(input.shape.indices)
    if use.version >= 18, let given = try use.optionalIntegers(3) {
      along = try Use.axes(given, of: input.rank)
    }
    guard pads.count == 2 * along.count else {
      throw .count("pads", given: pads.count, needed: 2 * along.count)
    }
    var (shape, before) = (input.shape, Array(repeating: 0, count: input.rank))
    for (index, axis) in along.enumerated() {
      before[axis] = pads[index]
      shape[axis] = try Use.sum(try Use.sum(shape[axis], pads[index]), pads[index + along.count])
      guard shape[axis] >= 0 else { throw .number("pads", min(pads[index], pads[index + along.count])) }
    }
    let mode = try use.string("mode", default: "constant")
    use.give(input.type, shape, mode == "constant" ? padded(use, input, shape, before) : nil)
  }

  private static func padded(_ use: Use, _ input: Operand, _ shape: [Int], _ before: [Int]) -> FlatModel
    .Known?
  {
    guard let known = input.known, Numbers.few(shape) != nil, !shape.contains(0) else { return nil }
    let fill: FlatModel.Known
    if let value = use.optional(2) {
      guard let number = value.known, number.count == 1 else { return nil }
      fill = number
    } else if case .float(let number)? = use.attribute("value") {
      fill = .floats([Double(number)])
    } else if case .integers = known {
      fill = .integers([0])
    } else {
      fill = .floats([0])
    }
    // The place in the input of each entry of the output; the place after the last is the fill.
    let strides = Numbers.strides(input.shape)
    var places: [Int?] = [0]
    for axis in shape.indices {
      var next: [Int?] = []
      for place in places {
        for index in 0..<shape[axis] {
          let source = index &- before[axis]
          let isInside = source >= 0 && source < input.shape[axis]
          next.append(isInside ? place.map { $0 + source * strides[axis] } : nil)
        }
      }
      places = next
    }
    return FlatModel.Known.joining([known, fill])?.picking(places.map { $0 ?? known.count })
  }

  private static let expand: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let shape = try Use.broadcast([input.shape, try extents(use, 1)])
    use.give(input.type, shape, input.known.flatMap { Numbers.spread($0, input.shape, to: shape) })
  }

  private static let tile: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let repeats = try extents(use, 1)
    guard repeats.count == input.rank else {
      throw .count("repeats", given: repeats.count, needed: input.rank)
    }
    var shape: [Int] = []
    for (extent, times) in zip(input.shape, repeats) { shape.append(try Use.product(extent, times)) }
    var known: FlatModel.Known?
    if let numbers = input.known, let count = Numbers.few(shape), count > 0 {
      let strides = Numbers.strides(input.shape)
      var places = [0]
      for axis in shape.indices {
        places = places.flatMap { place in
          (0..<shape[axis]).map { place + $0 % input.shape[axis] * strides[axis] }
        }
      }
      known = numbers.picking(places)
    }
    use.give(input.type, shape, known)
  }

  private static let trilu: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    guard let known = input.known, !input.shape.contains(0) else {
      return use.give(input.type, input.shape)
    }
    guard case .integers(let offsets) = use.optional(1).map(\.known) ?? .integers([0]), offsets.count == 1
    else {
      return use.give(input.type, input.shape)
    }
    let (isUpper, offset) = (try use.flag("upper", default: true), offsets[0])
    let (rows, columns) = (input.shape[input.rank - 2], input.shape[input.rank - 1])
    func isKept(_ index: Int) -> Bool {
      let distance = index % columns - index / columns % rows
      return isUpper ? distance >= offset : distance <= offset
    }
    switch known {
    case .integers(let values):
      use.give(input.type, input.shape, .integers(values.indices.map { isKept($0) ? values[$0] : 0 }))
    case .floats(let values):
      use.give(input.type, input.shape, .floats(values.indices.map { isKept($0) ? values[$0] : 0 }))
    }
  }

  private static let cumulated: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard case .integers(let values) = input.known, input.rank == 1, !values.isEmpty else {
      return use.give(input.type, input.shape)
    }
    let (isExclusive, isReverse) = (try use.flag("exclusive"), try use.flag("reverse"))
    var (sum, sums): (Int?, [Int?]) = (0, [])
    for value in isReverse ? values.reversed() : values {
      let next = sum.flatMap { checked { $0.addingReportingOverflow($1) }($0, value) }
      sums.append(isExclusive ? sum : next)
      sum = next
    }
    use.give(input.type, input.shape, Numbers.integers(isReverse ? sums.reversed() : sums, input.type))
  }
}
