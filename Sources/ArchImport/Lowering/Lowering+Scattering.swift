import ArchGraph
import ArchONNX
import ArchOperators

/// Entries written to places of a value.
///
/// Places known from the file become slices and concatenations if they form a box, and otherwise a selection; places
/// that a run computes become sums onto entries that were cleared.
extension Lowering {
  /// Places as tuples of indices of the first axes.
  func scatteredPlaces() throws(ImportFault) {
    guard let output = step.output(0), let data = step.input(0), let update = step.input(2),
      let depth = shape(1).last, depth <= shape(0).count
    else { throw form("its positions do not fit its axes") }
    let whole = shape(0)
    // Every place belongs to the only example.
    let batch = places.places[output].flatMap { place in
      place.isOwn(in: whole, batch: places.batch) && place.axis < depth ? place.axis : nil
    }
    let axes = (0..<depth).filter { $0 != batch }
    let extents = example(output)
    guard !axes.isEmpty, extents.count >= axes.count else { throw form("it replaces whole examples") }
    let count = shape(1).dropLast().reduce(1, *)
    let target = try fitted(data, to: extents)
    let updates = try fitted(update, to: [count] + extents[axes.count...])
    if let numbers = model.integers(step.input(1)) {
      var tuples: [[Int]] = []
      for index in 0..<count {
        tuples.append(
          try axes.map { axis throws(ImportFault) in
            try place(numbers[index * depth + axis], of: whole[axis])
          })
      }
      return try set(replaced(target, by: updates, at: tuples))
    }
    // Places of several axes become places of the axes joined.
    let indices = try reshaped(value(1), to: [count, depth])
    var joined: Node.ID?
    for (index, axis) in axes.enumerated() {
      let entries = depth == 1 ? indices : try add(Slice(1, from: axis, to: axis + 1), to: [indices])
      var component = try reshaped(entries, to: [count])
      let stride = extents[(index + 1)..<axes.count].reduce(1, *)
      if stride > 1 { component = try add(Affine(factor: Double(stride)), to: [component]) }
      joined =
        try joined.map { joined throws(ImportFault) in try add(Add(), to: [joined, component]) }
        ?? component
    }
    guard let joined else { return }
    let rows = try reshaped(target, to: [extents[..<axes.count].reduce(1, *)] + extents[axes.count...])
    try set(scattered(rows, at: joined, updates, along: 0))
  }

  /// Places that differ along one axis, one for each entry.
  func scatteredElements() throws(ImportFault) {
    guard let output = step.output(0), let data = step.input(0), let update = step.input(2),
      let axis = ArchImport.axis(step.integer("axis") ?? 0, of: shape(0).count)
    else { throw form("it has no such axis") }
    let (whole, extents) = (shape(0), example(output))
    let target = try fitted(data, to: extents)
    guard let numbers = model.integers(step.input(1)) else {
      return try scatteredLines(target, update, along: axis)
    }
    let place = places.places[output]
    let batch = place.flatMap { $0.isOwn(in: whole, batch: places.batch) ? $0.axis : nil }
    guard batch != nil || place == nil || places.batch == 1 else { throw form("the batch is inside an axis") }
    guard batch != axis else { throw form("it works across the examples") }
    var tuples: [[[Int]]] = Array(repeating: [], count: batch.map { shape(1)[$0] } ?? 1)
    for (position, number) in zip(Positions(shape(1)), numbers) {
      var tuple = position
      tuple[axis] = try self.place(number, of: whole[axis])
      guard zip(tuple, whole).allSatisfy({ $0 < $1 }) else { throw form("its positions are out of range") }
      let index = batch.map { tuple.remove(at: $0) } ?? 0
      tuples[index].append(tuple)
    }
    guard let first = tuples.first, tuples.allSatisfy({ $0 == first }) else {
      throw form("its positions differ from example to example")
    }
    guard !extents.isEmpty else { throw form("it replaces whole examples") }
    try set(replaced(target, by: fitted(update, to: [first.count]), at: first))
  }

  /// Places computed in a run that are the same for all lines along the axis: a vector that was broadcast.
  private func scatteredLines(_ target: Node.ID, _ update: Int, along whole: Int) throws(ImportFault) {
    let unknown = form("its positions are computed from the input, one per element")
    guard let indices = step.input(1) else { throw form("input 1 is absent") }
    let axis = try axis(whole)
    let extents = dimensions(target)
    var lines = extents
    lines[axis] = shape(1)[whole]
    // Lines that are left out would have to be kept separate.
    guard shape(1).indices.allSatisfy({ $0 == whole || shape(1)[$0] == shape(0)[$0] }) else { throw unknown }
    var source = indices
    if shape(1).count > 1, case .step(let index, 0) = model.values[indices].origin,
      model.steps[index].key == "Expand", let spread = model.steps[index].input(0)
    {
      source = spread
    }
    let own = model.values[source].shape
    guard own.reduce(1, *) == shape(1)[whole],
      own.count >= shape(1).count - whole, own[own.count - shape(1).count + whole] == shape(1)[whole],
      let node = nodes[source]
    else { throw unknown }
    let updates = try fitted(update, to: lines)
    try set(scattered(target, at: reshaped(node, to: [shape(1)[whole]]), updates, along: axis))
  }

  /// New entries of a cache, from a place on.
  func scatteredCache() throws(ImportFault) {
    let axis = try axis(step.integer("axis") ?? -2)
    guard let output = step.output(0), let data = step.input(0), let update = step.input(1) else { return }
    let target = try fitted(data, to: example(output))
    var part = dimensions(target)
    let (extent, count) = (
      part[axis], shape(1)[ArchImport.axis(step.integer("axis") ?? -2, of: shape(1).count) ?? 0]
    )
    part[axis] = count
    let updates = try fitted(update, to: part)
    let isCircular = step.text("mode") == "circular"
    if let starts = step.input(2) == nil ? [0] : model.integers(step.input(2)) {
      guard let start = starts.first, starts.allSatisfy({ $0 == start }), start >= 0, start <= extent - count
      else { throw form("it begins at different positions in different examples, or beyond the end") }
      var box = dimensions(target).map { 0..<$0 }
      box[axis] = start..<(start + count)
      return try set(pasted(updates, into: target, box))
    }
    var wanted = try consecutive(count, from: reshaped(value(2), to: [1]))
    if isCircular {
      let turns = try add(Floor(), to: [add(Affine(factor: 1 / Double(extent)), to: [wanted])])
      wanted = try add(Subtract(), to: [wanted, add(Affine(factor: Double(extent)), to: [turns])])
    }
    try set(scattered(target, at: wanted, updates, along: axis))
  }

  /// An index counted from the front.
  private func place(_ index: Int, of extent: Int) throws(ImportFault) -> Int {
    guard let place = ArchImport.axis(index, of: extent) else { throw form("its positions are out of range") }
    return place
  }

  // MARK: Places of a run

  /// So many consecutive places, `[count]`, from one that a run computes, `[1]`.
  func consecutive(_ count: Int, from start: Node.ID) throws(ImportFault) -> Node.ID {
    guard count > 1 else { return start }
    let spread = try add(Expand([count]), to: [start])
    let ones = try add(Affine(factor: 0, offset: 1), to: [spread])
    return try add(Add(), to: [spread, add(Cumsum(0, isExclusive: true), to: [ones])])
  }

  /// Entries scattered along an axis at positions that a run computes.
  private func scattered(
    _ target: Node.ID, at wanted: Node.ID, _ updates: Node.ID, along axis: Int
  ) throws(ImportFault) -> Node.ID {
    let extents = dimensions(target)
    switch step.text("reduction") ?? "none" {
    case "add": return try add(ScatterAdd(axis: axis), to: [target, wanted, updates])
    case "none": break
    case let word: throw form("its reduction is `\(word)`, at positions that a run computes")
    }
    // Entries that are replaced are cleared first.
    let ones = try add(Affine(factor: 0, offset: 1), to: [wanted])
    let first = dimensions(wanted)[0] == 1 ? wanted : try add(Slice(0, from: 0, to: 1), to: [wanted])
    let zero = try add(Affine(factor: 0), to: [first])
    let zeros = extents[axis] == 1 ? zero : try add(Expand([extents[axis]]), to: [zero])
    var line = Array(repeating: 1, count: extents.count)
    line[axis] = extents[axis]
    let hit = try reshaped(add(ScatterAdd(), to: [zeros, wanted, ones]), to: line)
    let nothing = try reshaped(zero, to: Array(repeating: 1, count: extents.count))
    let cleared = try add(Where(), to: [hit, nothing, target])
    return try add(ScatterAdd(axis: axis), to: [cleared, wanted, updates])
  }

  // MARK: Places that are known

  /// A value whose entries at known places of its first axes are replaced.
  ///
  /// - Parameters:
  ///   - updates: `[places, …]`.
  ///   - tuples: the place of each, as indices of the first axes.
  private func replaced(
    _ target: Node.ID, by updates: Node.ID, at tuples: [[Int]]
  ) throws(ImportFault) -> Node.ID {
    guard let first = tuples.first else { return target }
    let extents = dimensions(target)
    let rest = Array(extents[first.count...])
    let word = step.text("reduction") ?? "none"
    let merge: (any Operator)?
    switch word {
    case "none": merge = nil
    case "add": merge = Add()
    case "mul": merge = Multiply()
    case "max": merge = Maximum()
    case "min": merge = Minimum()
    default: throw form("its reduction is `\(word)`")
    }
    if let box = Self.box(of: tuples) {
      var part = try reshaped(updates, to: box.map(\.count) + rest)
      let box = box + rest.map { 0..<$0 }
      if let merge { part = try add(merge, to: [cut(box, of: target), part]) }
      return try pasted(part, into: target, box)
    }
    let strides = extents[..<first.count].indices.map { extents[($0 + 1)..<first.count].reduce(1, *) }
    let rows = tuples.map { zip($0, strides).reduce(0) { $0 + $1.0 * $1.1 } }
    let count = extents[..<first.count].reduce(1, *)
    guard count <= FlatModel.mostKnown else {
      throw form("its positions are not a box, and there are more than \(FlatModel.mostKnown)")
    }
    let flat = try reshaped(target, to: [count] + rest)
    var entries = updates
    if let merge {
      guard Set(rows).count == rows.count else { throw form("it writes to one position several times") }
      entries = try add(merge, to: [add(Select(rows), to: [flat]), updates])
    }
    // If several go to one place, the last one wins.
    var sources = Array(0..<count)
    for (index, row) in rows.enumerated() { sources[row] = count + index }
    let both = try add(Concat(axis: 0), to: [flat, entries])
    return try reshaped(add(Select(sources), to: [both]), to: extents)
  }

  /// The ranges whose places, in order, are these tuples, or `nil` if there are no such ranges.
  static func box(of tuples: [[Int]]) -> [Range<Int>]? {
    guard let first = tuples.first, let last = tuples.last, zip(first, last).allSatisfy({ $0 <= $1 }) else {
      return nil
    }
    let box = zip(first, last).map { $0..<($1 + 1) }
    var count = 1
    for range in box {
      let (product, overflow) = count.multipliedReportingOverflow(by: range.count)
      guard !overflow, product <= tuples.count else { return nil }
      count = product
    }
    guard count == tuples.count else { return nil }
    for (position, tuple) in zip(Positions(box.map(\.count)), tuples) {
      guard zip(zip(position, box), tuple).allSatisfy({ $0.0 + $0.1.lowerBound == $1 }) else { return nil }
    }
    return box
  }

  /// The part of a value in a box.
  func cut(_ box: [Range<Int>], of node: Node.ID) throws(ImportFault) -> Node.ID {
    var node = node
    for (axis, range) in box.enumerated() where range != 0..<dimensions(node)[axis] {
      node = try add(Slice(axis, from: range.lowerBound, to: range.upperBound), to: [node])
    }
    return node
  }

  /// A value with a box replaced by another value.
  func pasted(_ part: Node.ID, into node: Node.ID, _ box: [Range<Int>]) throws(ImportFault) -> Node.ID {
    let own = dimensions(node)
    guard let axis = box.indices.first(where: { box[$0] != 0..<own[$0] }) else { return part }
    let range = box[axis]
    var parts: [Node.ID] = []
    if range.lowerBound > 0 { parts.append(try add(Slice(axis, from: 0, to: range.lowerBound), to: [node])) }
    var inner = box
    inner[axis] = 0..<range.count
    if inner.indices.allSatisfy({ $0 == axis || inner[$0] == 0..<own[$0] }) {
      parts.append(part)
    } else {
      let middle = try add(Slice(axis, from: range.lowerBound, to: range.upperBound), to: [node])
      parts.append(try pasted(part, into: middle, inner))
    }
    if range.upperBound < own[axis] {
      parts.append(try add(Slice(axis, from: range.upperBound), to: [node]))
    }
    return try add(Concat(axis: axis), to: parts)
  }
}
