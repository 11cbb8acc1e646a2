import ArchGraph
import ArchOperators

/// Attention, which exporters write as two products of matrices with a softmax between, and many moves around.
extension Recognition {
  /// Puts attention in the place of the layers that compute it, with its projections where they are its alone.
  mutating func findAttention() {
    for id in ops.indices where ops[id] is Softmax {
      guard var found = scored(id) else { continue }
      resolveMasks(&found)
      if !replaceWhole(found) { replaceProducts(found) }
    }
  }

  /// Masks whose numbers are known are said by a word, and what is zero everywhere is nothing.
  private mutating func resolveMasks(_ found: inout Scored) {
    for bias in found.biases {
      guard let mask = masks[bias.value], ops[bias.value] is ParameterLayer, isFree(bias.value) else {
        continue
      }
      if case .causal = mask { found.isCausal = true }
      found.biases.removeAll { $0.sum == bias.sum }
      // Nobody else's: it goes with the layers that it was a mask for.
      if users[bias.value] == [bias.sum] { found.members.insert(bias.value) }
    }
  }

  /// What is known of attention around a softmax.
  struct Scored {
    /// The softmax, whose part the attention belongs to.
    var softmax: Node.ID
    /// The last layer: its value is `[…, T, heads * value_width]`.
    var end: Node.ID
    /// All others.
    var members: Set<Node.ID>
    var (heads, keyHeads, keyWidth, valueWidth): (Int, Int, Int, Int)
    /// Where queries, keys and values come from: `[…, T, features]`, of which each is a part.
    var queries: Part
    var keys: Part
    var values: Part
    /// What the scores are multiplied with; nil for one over the root of a key's width.
    var scale: Double?
    /// Whether a token sees only itself and those before it.
    var isCausal = false
    /// What is added to them, each with the layer that adds it.
    var biases: [(value: Node.ID, sum: Node.ID)]

    /// Features of a value, those of all heads.
    struct Part {
      var source: Node.ID
      var offset: Int
      /// Whether the heads' features stand side by side.
      var isPlain: Bool
      var width: Int
      /// The places of the features among the source's, head by head.
      var features: [StridedView.Steps]
    }
  }

  private func scored(_ softmax: Node.ID) -> Scored? {
    guard let op = ops[softmax] as? Softmax, isLast(op.axis, softmax), let mixed = user(of: softmax),
      let second = ops[mixed] as? Matmul, inputs[mixed][0] == softmax
    else { return nil }
    var members: Set<Node.ID> = [softmax, mixed]
    var scale = 1.0
    var biases: [(value: Node.ID, sum: Node.ID)] = []
    var node = inputs[softmax][0]
    while !(ops[node] is Matmul) {
      members.insert(node)
      switch ops[node] {
      case let op as Affine where op.offset == 0 && inputs[node].count == 1:
        scale *= op.factor
        node = inputs[node][0]
      // A bias that is multiplied, too, would be another.
      case is Add where biases.count < 2 && scale == 1 && inputs[node].count == 2:
        guard let scores = inputs[node].first(where: { leadsToProduct($0) }),
          let other = inputs[node].first(where: { $0 != scores })
        else { return nil }
        biases.append((other, node))
        node = scores
      default: return nil
      }
      if members.count > 8 { return nil }
    }
    return completed(softmax, node, mixed, second, members.union([node]), scale, biases)
  }

  private func leadsToProduct(_ id: Node.ID) -> Bool {
    var id = id
    for _ in 0..<3 {
      switch ops[id] {
      case is Matmul: return true
      case is Affine: id = inputs[id][0]
      case is Add:
        guard let scores = inputs[id].first(where: { ops[$0] is Matmul || ops[$0] is Affine }) else {
          return false
        }
        id = scores
      default: return false
      }
    }
    return false
  }

  private func completed(
    _ softmax: Node.ID, _ scores: Node.ID, _ mixed: Node.ID, _ second: Matmul, _ begun: Set<Node.ID>,
    _ given: Double,
    _ biases: [(value: Node.ID, sum: Node.ID)]
  ) -> Scored? {
    guard let first = ops[scores] as? Matmul, let queries = view(of: inputs[scores][0]),
      var keys = view(of: inputs[scores][1]), var values = view(of: inputs[mixed][1])
    else { return nil }
    if !first.transposeB { keys.swapLast() }
    if second.transposeB { values.swapLast() }
    let rank = queries.axes.count
    guard rank >= 3, keys.axes.count == rank, values.axes.count == rank, abs(values.factor - 1) < 1e-9 else {
      return nil
    }
    let heads = queries.extents[rank - 3]
    guard let q = part(queries, heads), let k = part(keys, heads), let v = part(values, heads),
      q.groups == heads,
      k.groups == v.groups, heads % k.groups == 0
    else { return nil }
    guard let end = sideBySide(mixed, heads, shape(mixed)[rank - 1]) else { return nil }
    var members = begun
    for view in [queries, keys, values] { members.formUnion(view.members) }
    members.formUnion(end.members)
    guard isClosed(members, but: end.id) else { return nil }
    let (keyWidth, valueWidth) = (queries.extents[rank - 1], values.extents[rank - 1])
    let scale = given * queries.factor * keys.factor
    let isUsual = abs(scale * Double(keyWidth).squareRoot() - 1) < 1e-4
    return Scored(
      softmax: softmax, end: end.id, members: members.subtracting([end.id]), heads: heads, keyHeads: k.groups,
      keyWidth: keyWidth,
      valueWidth: valueWidth, queries: q.part, keys: k.part, values: v.part,
      scale: isUsual ? nil : scale.asWritten,
      biases: biases)
  }

  /// A view as rows of features of which each head has some; nil where it is arranged in another way.
  private func part(_ view: StridedView, _ heads: Int) -> (part: Scored.Part, groups: Int)? {
    let rank = view.axes.count
    let source = shape(view.source)
    guard let features = source.dimensions.last, source.rank == rank - 1 else { return nil }
    // Windows and tokens stand as they do in the source.
    var stride = features
    for (axis, place) in zip([rank - 2] + (0..<rank - 3).reversed(), (0..<source.rank - 1).reversed()) {
      let steps = view.axis(axis)
      guard view.extents[axis] == source[place],
        steps.isEmpty || steps == [.init(count: source[place], stride: stride)]
      else { return nil }
      stride *= source[place]
    }
    let width = view.extents[rank - 1]
    guard view.offset < features, view.axis(rank - 1).count <= 1 else { return nil }
    // Of grouped heads each stands for several.
    var own = view.axis(rank - 3)
    var groups = heads
    if let last = own.last, last.stride == 0 {
      groups = heads / last.count
      own.removeLast()
    }
    guard own.count <= 1 else { return nil }
    let inner = view.axis(rank - 1).first?.stride ?? 1
    let isPlain = inner == 1 && (own.first.map { $0.stride == width } ?? true)
    let places = (own.isEmpty ? [] : own) + [.init(count: width, stride: inner)]
    return (
      .init(
        source: view.source, offset: view.offset, isPlain: isPlain, width: groups * width, features: places),
      groups
    )
  }

  /// Where the heads' values stand side by side behind the second product, and what is on the way.
  private func sideBySide(_ mixed: Node.ID, _ heads: Int, _ width: Int) -> (
    id: Node.ID, members: Set<Node.ID>
  )? {
    let rank = shape(mixed).rank
    let order = Array(0..<rank - 3) + [rank - 2, rank - 3, rank - 1]
    guard let turned = user(of: mixed), let op = ops[turned] as? Permute, op.axes == order,
      let joined = user(of: turned),
      ops[joined] is Reshape
    else { return nil }
    let windows = shape(mixed).dimensions.prefix(rank - 3)
    guard shape(joined).dimensions == windows + [shape(mixed)[rank - 2], heads * width] else { return nil }
    return (joined, [mixed, turned])
  }

  // MARK: Replacing

  /// Attention with its projections: all of one value, and an output projection behind it.
  private mutating func replaceWhole(_ found: Scored) -> Bool {
    guard found.scale == nil, found.biases.isEmpty, let output = user(of: found.end),
      let project = ops[output] as? Dense,
      isFree(output), inputs[output].count == 1
    else { return false }
    let sources = [found.queries.source, found.keys.source, found.values.source]
    var members = found.members.union([found.end])
    var (hasBias, units, input): (Bool?, Int, Node.ID?) = (nil, 0, nil)
    for source in Set(sources) {
      guard let dense = ops[source] as? Dense, isFree(source), inputs[source].count == 1,
        users[source].allSatisfy({ members.contains($0) }), hasBias ?? dense.bias == dense.bias,
        input ?? inputs[source][0] == inputs[source][0]
      else { return false }
      (hasBias, input) = (dense.bias, inputs[source][0])
      units += dense.units
    }
    members.formUnion(sources)
    guard let input, let hasBias, units == found.queries.width + found.keys.width + found.values.width else {
      return false
    }
    let features = shape(input).dimensions.last ?? 0
    guard project.units == features else { return false }
    let isUsual = found.keyWidth * found.heads == features
    let op = Attention(
      found.heads, keyWidth: isUsual ? nil : found.keyWidth,
      valueWidth: found.valueWidth == found.keyWidth ? nil : found.valueWidth,
      keyHeads: found.keyHeads == found.heads ? nil : found.keyHeads, bias: hasBias,
      outputBias: project.bias == hasBias ? nil : project.bias, causal: found.isCausal)
    guard costsTheSame(op, on: [input], as: members.union([output]), giving: shape(output)) else {
      return false
    }
    // Matrix and bias of queries, keys and values: those rows of what makes them that each takes.
    var numbers: [WeightOrigin?] = []
    for part in [found.queries, found.keys, found.values] {
      numbers += (origins[part.source] ?? (hasBias ? [nil, nil] : [nil])).map {
        $0?.rows(from: part.offset, part.features)
      }
    }
    numbers += origins[output] ?? []
    replace(output, by: op, taking: [input], insteadOf: members, numbers: numbers)
    scopes[output] = graph.nodes[found.softmax].scope
    return true
  }

  /// Attention of values that are projected, turned or normalised elsewhere.
  private mutating func replaceProducts(_ found: Scored) {
    let parts = [found.queries, found.keys, found.values]
    guard parts.allSatisfy(\.isPlain) else { return }
    let op = Attend(
      found.heads, keyHeads: found.keyHeads == found.heads ? nil : found.keyHeads, causal: found.isCausal,
      scale: found.scale)
    // The layers that moved each, whose places their parts can have.
    let sums = found.biases.map(\.sum)
    var places = found.members.filter { !areOps($0, Matmul.self) && !sums.contains($0) }.sorted()[...]
    var values: [Node.ID] = []
    var kept: Set<Node.ID> = []
    var splits: [(place: Node.ID, op: Split, source: Node.ID, shape: Shape)] = []
    for part in parts {
      let source = shape(part.source)
      guard part.width != source.dimensions.last else {
        values.append(part.source)
        continue
      }
      guard let place = places.popFirst(), let split = split(part, of: parts, source) else { return }
      var shape = source
      shape.dimensions[source.rank - 1] = part.width
      splits.append((place, split, part.source, shape))
      values.append(place)
      kept.insert(place)
    }
    var sum: (place: Node.ID, shape: Shape)?
    if let bias = found.biases.last {
      guard let fitted = fits(bias.value, found) else { return }
      if found.biases.count > 1 {
        // A bias of all windows and a mask of each are one.
        guard let other = fits(found.biases[0].value, found) else { return }
        let (table, mask) = fitted.rank > other.rank ? (other, fitted) : (fitted, other)
        guard mask.rank > 3 || mask.rank == table.rank,
          found.biases.allSatisfy({ $0.value < found.biases[0].sum })
        else { return }
        var shape = mask
        shape.dimensions[mask.rank - 3] = max(table.rank > 2 ? table[table.rank - 3] : 1, mask[mask.rank - 3])
        sum = (found.biases[0].sum, shape)
        values.append(found.biases[0].sum)
        kept.insert(found.biases[0].sum)
      } else {
        values.append(bias.value)
        if fitted != shape(bias.value) {
          guard let table = ops[bias.value] as? ParameterLayer, users[bias.value].count == 1,
            isFree(bias.value)
          else {
            return
          }
          replace(bias.value, by: ParameterLayer(fitted, fixed: table.fixed), taking: [], giving: fitted)
        }
      }
    }
    // A value must stand before what takes it.
    guard values.allSatisfy({ $0 < found.end }) else { return }
    replace(found.end, by: op, taking: [], insteadOf: found.members.subtracting(kept))
    if let sum {
      replace(sum.place, by: Add(), taking: found.biases.map(\.value).reversed(), giving: sum.shape)
    }
    for (place, split, source, shape) in splits { replace(place, by: split, taking: [source], giving: shape) }
    replace(found.end, by: op, taking: values)
    scopes[found.end] = graph.nodes[found.softmax].scope
  }

  private func areOps<T>(_ id: Node.ID, _: T.Type) -> Bool { ops[id] is T }

  /// The part of features that stand one after the other.
  private func split(_ part: Scored.Part, of parts: [Scored.Part], _ source: Shape) -> Split? {
    let others = parts.filter { $0.source == part.source }.sorted { $0.offset < $1.offset }
    let widths = others.map(\.width)
    guard widths.reduce(0, +) == source.dimensions.last,
      let take = others.firstIndex(where: { $0.offset == part.offset })
    else { return nil }
    if widths.allSatisfy({ $0 == widths[0] }) { return Split(widths.count, take: take, axis: -1) }
    return Split(sizes: widths, take: take, axis: -1)
  }

  /// The shape that a bias must have, `[heads, T, S]` or `[T, S]`, or one for each window; nil where it is another.
  private func fits(_ bias: Node.ID, _ found: Scored) -> Shape? {
    let (queries, keys) = (shape(found.queries.source), shape(found.keys.source))
    let scores = [queries[queries.rank - 2], keys[keys.rank - 2]]
    let own = shape(bias).dimensions
    let windows = Array(queries.dimensions.dropLast(2))
    if !windows.isEmpty, own == windows + [found.heads] + scores || own == windows + [1] + scores {
      return Shape(own)
    }
    let extents = Array(own.drop { $0 == 1 })
    return extents == scores || extents == [found.heads] + scores ? Shape(extents) : nil
  }

  /// Whether a layer has as many multiply-adds as those that it stands for.
  private func costsTheSame(
    _ op: any Operator, on values: [Node.ID], as members: Set<Node.ID>, giving shape: Shape
  ) -> Bool {
    func count(_ op: any Operator, _ inputs: [Node.ID], _ output: Shape) -> Int? {
      let shapes = inputs.map { self.shape($0) }
      guard (try? op.output(of: shapes).shape(of: shapes)) == output else { return nil }
      return try? op.work(from: shapes, to: output)[.multiplyAdds].value()
    }
    var sum = 0
    for member in members {
      guard let op = ops[member], let own = count(op, inputs[member], self.shape(member)) else {
        return false
      }
      sum += own
    }
    return count(op, values, shape) == sum
  }
}
