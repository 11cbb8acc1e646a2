import ArchGraph
import ArchONNX
import ArchOperators

/// Operators that rearrange elements.
extension Lowering {
  /// The same elements in the extents of the output.
  func rearranged() throws(ImportFault) { try set(value()) }

  /// The outputs of a branch, which come after the condition.
  func branched() throws(ImportFault) {
    for (output, value) in step.outputs.enumerated() where step.input(output + 1) != nil {
      guard let value, model.values[value].members == nil else { continue }
      try set(self.value(output + 1), output: output)
    }
  }

  /// The outputs of a loop: what is carried, then what each round gave, put on a new axis.
  func looped() throws(ImportFault) {
    guard let rounds = step.rounds else { throw form("the results of its rounds cannot be determined") }
    for output in 0..<min(rounds.carried, step.outputs.count) {
      guard let value = step.output(output), model.values[value].members == nil else { continue }
      try set(self.value(output), output: output)
    }
    for output in step.outputs.indices.dropFirst(rounds.carried) {
      guard let value = step.output(output) else { continue }
      let whole = rounds.axis(of: output, rank: model.values[value].shape.count)
      let place = places.places[value]
      guard
        let axis = place?.example(axis: whole, of: model.values[value].shape, batch: places.batch)
          ?? (place == nil ? whole : nil)
      else { throw form("its rounds are stacked on the axis of the batch") }
      var parts: [Node.ID] = []
      for input in rounds.inputs(of: output) {
        let part = try self.value(input)
        var extents = dimensions(part)
        // A round may have given a single number, which has no axis.
        if model.values[value].shape.count == 1 { extents = [] }
        extents.insert(1, at: min(axis, extents.count))
        parts.append(try reshaped(part, to: extents))
      }
      guard !parts.isEmpty else { throw form("it has no rounds") }
      if rounds.isReversed(output) { parts.reverse() }
      try set(parts.count == 1 ? parts[0] : add(Concat(axis: axis), to: parts), output: output)
    }
  }

  func transposed() throws(ImportFault) {
    let order = step.integers("perm") ?? shape(0).indices.reversed()
    guard order.sorted() == Array(shape(0).indices) else {
      throw form("its order is not a permutation of its axes")
    }
    let input = try value()
    var axes: [Int] = []
    for source in order {
      if let place = place(0), place.axis == source, place.isOwn(in: shape(0), batch: places.batch) {
        continue
      }
      axes.append(try axis(source))
    }
    try set(axes == Array(axes.indices) || axes.isEmpty ? input : add(Permute(axes), to: [input]))
  }

  /// Parts joined along an axis.
  ///
  /// - Parameter inputs: the inputs to join; all unless given.
  func concatenated(inputs: [Int]? = nil) throws(ImportFault) {
    let inputs = inputs ?? Array(step.inputs.indices)
    let given = step.integer("axis") ?? 1
    let rank = result().count
    guard let whole = ArchImport.axis(given, of: rank), let output = step.output(0) else {
      throw form("it has no axis \(given)")
    }
    let place = places.places[output]
    var parts: [Node.ID] = []
    if let place, place.axis == whole {
      // Whole batches one after the other: each a part of a new axis of one example.
      let extents = example(output)
      for input in inputs {
        parts.append(try reshaped(value(input), to: [extents[0] / inputs.count] + extents.dropFirst()))
      }
      return try set(add(Concat(axis: 0), to: parts))
    }
    let axis = place?.example(axis: whole, of: result(), batch: places.batch) ?? whole
    for input in inputs {
      guard let value = step.input(input), !model.values[value].shape.contains(0) else { continue }
      var extents = model.values[value].shape
      if let place, extents.count == rank {
        if place.isOwn(in: result(), batch: places.batch) {
          extents.remove(at: place.axis)
        } else {
          extents[place.axis] /= max(1, places.batch)
        }
      }
      parts.append(try fitted(value, to: extents, isToken: true))
    }
    if parts.count == 1 { return try set(parts[0]) }
    try set(add(Concat(axis: axis), to: parts))
  }

  func split() throws(ImportFault) {
    let axis = try axis(step.integer("axis") ?? 0)
    let input = try value()
    let sizes = step.outputs.indices.map { output -> Int in
      step.output(output).map(example)?[axis] ?? 0
    }
    guard sizes.allSatisfy({ $0 > 0 }) else { throw form("one of its parts is empty, or not named") }
    let isEqual = sizes.allSatisfy { $0 == sizes[0] }
    for (output, value) in step.outputs.enumerated() {
      guard let value, model.values[value].uses > 0 || model.outputs.contains(where: { $0.value == value })
      else {
        continue
      }
      let part =
        isEqual ? Split(sizes.count, take: output, axis: axis) : Split(sizes: sizes, take: output, axis: axis)
      try set(add(part, to: [input]), output: output)
    }
  }

  func sliced() throws(ImportFault) {
    guard let starts = step.integers("starts") ?? model.integers(step.input(1)),
      let ends = step.integers("ends") ?? model.integers(step.input(2)), starts.count == ends.count
    else { throw form("its beginning and end are computed from the input") }
    let axes = step.integers("axes") ?? model.integers(step.input(3)) ?? Array(starts.indices)
    let steps = model.integers(step.input(4)) ?? starts.map { _ in 1 }
    guard axes.count == starts.count, steps.count == starts.count else { throw form("its axes do not fit") }
    var node = try value()
    if try cropped(node, starts, ends, axes, steps) { return }
    for index in axes.indices {
      guard let whole = ArchImport.axis(axes[index], of: shape(0).count) else {
        throw form("it has no axis \(axes[index])")
      }
      let extent = shape(0)[whole]
      let by = steps[index]
      if by == -1, starts[index] == -1 || starts[index] >= extent - 1, ends[index] < -extent {
        node = try add(Flip([axis(whole)]), to: [node])
        continue
      }
      guard by != 0, by != .min else { throw form("its step is \(by)") }
      func bound(_ index: Int, _ least: Int, _ most: Int) -> Int {
        min(max(index < 0 ? index + extent : index, least), most)
      }
      if by < 0 {
        // Backwards is forwards along the reversed axis.
        let axis = try axis(whole)
        let (last, end) = (bound(starts[index], 0, extent - 1), bound(ends[index], -1, extent - 1))
        node = try add(Flip([axis]), to: [node])
        node = try add(Slice(axis, from: extent - 1 - last, to: extent - 1 - end, step: -by), to: [node])
        continue
      }
      let (first, end) = (bound(starts[index], 0, extent), bound(ends[index], 0, extent))
      if first == 0, end == extent, by == 1 { continue }
      let axis = try axis(whole)
      node = try add(Slice(axis, from: first, to: end == extent ? nil : end, step: by), to: [node])
    }
    try set(node)
  }

  /// Several axes of a map's space that are cropped at their ends: one layer.
  private func cropped(
    _ node: Node.ID, _ starts: [Int], _ ends: [Int], _ axes: [Int], _ steps: [Int]
  ) throws(ImportFault) -> Bool {
    let own = dimensions(node)
    guard own.count == 3, axes.count == 2, steps.allSatisfy({ $0 == 1 }) else { return false }
    var sides = own.dropFirst().map { _ in Padding.Sides(0, 0) }
    for (index, given) in axes.enumerated() {
      guard let axis = try? axis(given), axis > 0 else { return false }
      let extent = own[axis]
      func bound(_ index: Int) -> Int { min(max(index < 0 ? index + extent : index, 0), extent) }
      sides[axis - 1] = Padding.Sides(bound(starts[index]), extent - bound(ends[index]))
    }
    guard sides.allSatisfy({ $0.before > 0 || $0.after > 0 }) else { return false }
    try set(add(Crop(Self.padding(sides)), to: [node]))
    return true
  }

  func padded() throws(ImportFault) {
    guard let pads = step.integers("pads") ?? step.integers("paddings") ?? model.integers(step.input(1))
    else {
      throw form("its amounts are computed from the input")
    }
    let input = try value()
    let rank = shape(0).count
    let given = model.integers(step.input(3)) ?? Array(0..<rank)
    guard pads.count == 2 * given.count else { throw form("its amounts do not fit its axes") }
    var sides = dimensions(input).map { _ in Padding.Sides(0, 0) }
    for (index, whole) in given.enumerated() {
      let (before, after) = (pads[index], pads[index + given.count])
      if before == 0, after == 0 { continue }
      guard before >= 0, after >= 0 else { throw form("it takes elements away") }
      let axis = try axis(whole)
      guard sides.indices.contains(axis) else { throw form("it has no axis \(whole)") }
      sides[axis] = Padding.Sides(before, after)
    }
    let mode: Pad.Mode =
      switch step.text("mode") {
      case "reflect"?: .reflect
      case "edge"?: .replicate
      case "wrap"?: .circular
      default: .zeros
      }
    let filling = step.number("value") ?? scalar(2) ?? 0
    try set(padded(input, sides, mode, value: mode == .zeros && filling.isFinite ? filling : 0))
  }

  /// A value padded at the ends of its axes.
  func padded(
    _ node: Node.ID, _ sides: [Padding.Sides], _ mode: Pad.Mode = .zeros, value: Double = 0
  ) throws(ImportFault) -> Node.ID {
    guard sides.contains(where: { $0.before > 0 || $0.after > 0 }) else { return node }
    // Our first axis is never padded: if it needs no padding it stays, otherwise an axis is put before it.
    if sides[0].before == 0, sides[0].after == 0, sides.count > 1 {
      return try add(Pad(Self.padding(Array(sides.dropFirst())), mode: mode, value: value), to: [node])
    }
    let own = dimensions(node)
    let map = try add(
      Pad(Self.padding(sides), mode: mode, value: value), to: [reshaped(node, to: [1] + own)])
    return try reshaped(map, to: Array(dimensions(map).dropFirst()))
  }

  func expanded() throws(ImportFault) {
    guard let output = step.output(0) else { return }
    let target = example(output)
    let input = try operand(0)
    try set(dimensions(input) == target ? input : add(Expand(target), to: [input]))
  }

  func tiled() throws(ImportFault) {
    guard let output = step.output(0) else { return }
    let (target, input) = (example(output), try value())
    let own = dimensions(input)
    guard target.count == own.count, zip(target, own).allSatisfy({ $0 % $1 == 0 }) else {
      throw form("the batch is repeated")
    }
    let repeats = zip(target, own).map { $0 / $1 }
    try set(repeats.allSatisfy { $0 == 1 } ? input : add(Tile(repeats), to: [input]))
  }

  func depthToSpace() throws(ImportFault) {
    let block = step.integer("blocksize") ?? 1
    let input = try value()
    let own = dimensions(input)
    guard own.count == 3, block > 0, own[0] % (block * block) == 0 else {
      throw form("its block does not fit")
    }
    if step.text("mode") == "CRD" { return try set(add(DepthToSpace(block), to: [input])) }
    // The channels of a block are farthest apart.
    let split = try reshaped(input, to: [block, block, own[0] / (block * block), own[1], own[2]])
    try set(add(Permute([2, 3, 0, 4, 1]), to: [split]))
  }

  func spaceToDepth() throws(ImportFault) {
    let block = step.integer("blocksize") ?? 1
    let input = try value()
    let own = dimensions(input)
    guard own.count == 3, block > 0, own[1] % block == 0, own[2] % block == 0 else {
      throw form("its block does not fit")
    }
    let split = try reshaped(input, to: [own[0], own[1] / block, block, own[2] / block, block])
    try set(add(Permute([2, 4, 0, 1, 3]), to: [split]))
  }

  func resized() throws(ImportFault) {
    guard let output = step.output(0) else { return }
    let (input, target) = (try value(), example(output))
    let own = dimensions(input)
    if own == target { return try set(input) }
    try checkMaps()
    guard own.count == target.count, own.count >= 2, own[0] == target[0] else {
      throw form("it changes the number of channels")
    }
    let mode: Resize.Mode =
      switch step.text("mode") {
      case "linear"?, "bilinear"?: .linear
      case "cubic"?: .cubic
      default: .nearest
      }
    let isAligned = step.text("coordinate_transformation_mode") == "align_corners"
    if !readsTheSame(mode, from: own, to: target) { note("it is read at different positions") }
    let factors = zip(target, own).dropFirst().map { $0 % $1 == 0 ? $0 / $1 : 0 }
    if let factor = factors.first, factor > 0, factors.allSatisfy({ $0 == factor }), !isAligned,
      mode == .nearest
    {
      return try set(add(Upsample(.all(factor)), to: [input]))
    }
    try set(
      add(
        Resize(
          size: each(Array(target.dropFirst())), mode: mode, alignCorners: isAligned && mode != .nearest),
        to: [input]))
  }

  func triangle() throws(ImportFault) {
    let input = try value()
    let matrix = dimensions(input).suffix(2)
    guard matrix.count == 2, let rows = matrix.first, let columns = matrix.last else {
      throw form("the batch is one of its axes")
    }
    guard step.input(1) == nil || model.integers(step.input(1)) != nil else {
      throw form("its diagonal is computed from the input")
    }
    // A diagonal far outside is like one just outside.
    let diagonal = min(max(model.integers(step.input(1))?.first ?? 0, -rows), columns)
    try set(add(Triangle(isUpper: step.flag("upper", default: true), diagonal: diagonal), to: [input]))
  }
}
