import ArchGraph
import ArchONNX
import ArchOperators

/// Lookups, choices and reductions.
extension Lowering {
  func gathered() throws(ImportFault) {
    if model.isTable(step) { return try embedded() }
    let whole = step.integer("axis") ?? 0
    guard let output = step.output(0) else { return }
    if let indices = model.integers(step.input(1)) {
      return try chosen(indices, along: whole, example(output))
    }
    // A batch of indices into a value without a batch keeps the axis that is looked up in.
    let axis = try axis(whole)
    try set(add(Gather(axis: axis), to: [value(), value(1)]))
  }

  /// Entries at places of several axes, taken as places of those axes joined.
  func gatheredPlaces() throws(ImportFault) {
    guard step.integer("batch_dims") ?? 0 == 0, let data = step.input(0), places(of: data) == nil,
      let depth = shape(1).last, depth >= 1, depth <= shape(0).count
    else { throw form("it looks up values in each example separately") }
    let (own, joined) = (shape(0), shape(0)[..<depth].reduce(1, *))
    let table = try reshaped(value(), to: [joined] + own[depth...])
    let places: Node.ID
    if depth == 1 {
      // The only index of each place.
      places = try reshaped(value(1), to: Array(exampleOfInput(1).dropLast()))
    } else {
      guard isConstant(1) else { throw form("its positions are computed from the input") }
      places = try add(
        ParameterLayer(Shape(Array(shape(1).dropLast())), fixed: true), to: [],
        numbers: [joinedPlaces(depth, of: own)])
    }
    try set(add(Gather(), to: [table, places]))
  }

  /// Known places of several axes, as places in those axes joined.
  private func joinedPlaces(_ depth: Int, of extents: [Int]) -> WeightOrigin? {
    guard let indices = model.integers(step.input(1)) else { return nil }
    return WeightOrigin(
      numbers: stride(from: 0, to: indices.count, by: depth).map { start in
        Float(
          (0..<depth).reduce(0) { place, axis in
            let index = indices[start + axis]
            return place * extents[axis] + (index < 0 ? index + extents[axis] : index)
          })
      })
  }

  private func places(of value: Int) -> BatchPlace? { places.places[value] }

  private func exampleOfInput(_ input: Int) -> [Int] { step.input(input).map(example) ?? [] }

  private func embedded() throws(ImportFault) {
    guard let data = step.input(0) else { return }
    let table = model.values[data].shape
    let tokens = try value(1)
    let node: Node.ID
    if builder.graph.nodes[tokens].shape.element == .token {
      node = try add(Embedding(table[0], table[1]), to: [tokens], weights: [0])
      tables[model.root(of: data)] = node
    } else {
      node = try add(Gather(), to: [parameter(data, table), tokens])
    }
    try set(node)
  }

  /// Entries at known places: a part of an axis, or a selection.
  func chosen(_ indices: [Int], along whole: Int, _ target: [Int]) throws(ImportFault) {
    let input = try value()
    guard let full = ArchImport.axis(whole, of: shape(0).count) else { throw form("it has no axis \(whole)") }
    let extent = shape(0)[full]
    let places = indices.map { $0 < 0 ? $0 + extent : $0 }
    if places.elementsEqual(0..<extent) { return try set(input) }
    let axis = try axis(whole)
    guard let first = places.first, places.allSatisfy({ (0..<extent).contains($0) }) else {
      throw form("it looks up positions that do not exist")
    }
    if places == Array(first..<first + places.count) {
      let end = first + places.count
      return try set(add(Slice(axis, from: first, to: end == extent ? nil : end), to: [input]))
    }
    if places.allSatisfy({ $0 == first }) {
      // One entry, repeated.
      var extents = dimensions(input)
      extents[axis] = places.count
      let entry = try add(Slice(axis, from: first, to: first + 1), to: [input])
      return try set(add(Expand(extents), to: [entry]))
    }
    if axis == 0 { return try set(add(Select(places), to: [input])) }
    let wanted = try add(
      ParameterLayer([places.count], fixed: true), to: [],
      numbers: [WeightOrigin(numbers: places.map { Float($0) })])
    try set(add(Gather(axis: axis), to: [input, wanted]))
  }

  func takenAlong() throws(ImportFault) {
    try set(add(TakeAlong(axis: axis(step.integer("axis") ?? 0)), to: [value(), operand(1)]))
  }

  func top() throws(ImportFault) {
    let axis = try axis(step.integer("axis") ?? -1)
    guard step.flag("largest", default: true) else { throw form("it takes the smallest") }
    let input = try value()
    for (output, take) in [TopK.Take.values, .indices].enumerated() {
      guard let value = step.output(output), isUsed(output) else { continue }
      let count = example(value)
      guard count.indices.contains(axis) else { throw form("it has no axis of elements to choose from") }
      try set(add(TopK(count[axis], axis: axis, take: take), to: [input]), output: output)
    }
  }

  func summedUp() throws(ImportFault) {
    guard let given = model.integers(step.input(1))?.first else {
      throw form("its axis is computed from the input")
    }
    try set(
      add(
        Cumsum(axis(given), isExclusive: step.flag("exclusive"), isReverse: step.flag("reverse")),
        to: [value()]))
  }

  func oneHot() throws(ImportFault) {
    guard let output = step.output(0),
      let whole = ArchImport.axis(step.integer("axis") ?? -1, of: result().count)
    else { throw form("it has no such axis") }
    guard let values = model.numbers(step.input(2)), values.count == 2 else {
      throw form("its two values are computed from the input")
    }
    let extents = example(output)
    let axis = places.places[output]?.example(axis: whole, of: result(), batch: places.batch) ?? whole
    guard extents.indices.contains(axis) else { throw form("its classes are on the axis of the batch") }
    var hot = try add(OneHot(extents[axis]), to: [value()])
    let last = dimensions(hot).count - 1
    if axis < last, extents.count == last + 1 {
      hot = try add(Permute(Array(0..<axis) + [last] + Array(axis..<last)), to: [hot])
    }
    let (off, on) = (values[0], values[1])
    try set(off == 0 && on == 1 ? hot : add(Affine(factor: on - off, offset: off), to: [hot]))
  }

  // MARK: Reductions

  /// A reduction over the axes that the step names, or over all if it names none.
  ///
  /// - Parameters:
  ///   - make: makes the layer for axes of one example, which stay or go.
  ///   - before: transforms every element first.
  ///   - after: transforms the results.
  func reduce(
    _ make: ([Int], Bool) -> any Operator, before: (any Operator)? = nil, after: (any Operator)? = nil
  ) throws(ImportFault) {
    let isIndex = step.op.hasPrefix("Arg")
    var given = isIndex ? [step.integer("axis") ?? 0] : model.axes(step) ?? []
    if given.isEmpty {
      if step.flag("noop_with_empty_axes") { return try set(value()) }
      given = Array(shape(0).indices)
    }
    let keeps = step.flag("keepdims", default: true)
    let axes = try axes(given).sorted()
    var node = try value()
    // The last of several is the first from the other end.
    let isLast = isIndex && step.flag("select_last_index")
    if isLast { node = try add(Flip(axes), to: [node]) }
    let extent = axes.first.map { dimensions(node)[$0] } ?? 1
    if let before { node = try add(before, to: [node]) }
    node = try add(make(axes, keeps), to: [node])
    if let after { node = try add(after, to: [node]) }
    if isLast { node = try add(Affine(factor: -1, offset: Double(extent - 1)), to: [node]) }
    try set(node)
  }

  /// A mean; over all positions of a map it is a pooling.
  func mean() throws(ImportFault) {
    let rank = try dimensions(value()).count
    try reduce { axes, keeps -> any Operator in
      rank > 2 && axes == Array(1..<rank)
        ? GlobalAvgPool(keepAxes: keeps) : Mean(axes, keepsDimensions: keeps)
    }
  }
}
