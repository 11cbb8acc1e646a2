import ArchGraph
import ArchOperators

/// The layers that replace attention that was found.
extension Recognition {
  /// Attention with its projections: all from one value, with an output projection after it.
  mutating func replaceWhole(_ found: Scored) -> Bool {
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
    // Matrix and bias of queries, keys and values: the rows that each takes of the packed ones.
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

  /// Attention of values that are projected, rotated or normalised elsewhere.
  mutating func replaceProducts(_ found: Scored) {
    let parts = [found.queries, found.keys, found.values]
    guard parts.allSatisfy(\.isPlain) else { return }
    let op = Attend(
      found.heads, keyHeads: found.keyHeads == found.heads ? nil : found.keyHeads, causal: found.isCausal,
      scale: found.scale)
    // The layers that moved each, whose places their parts can take.
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
        // A bias for all windows and a mask for each are combined.
        guard let other = fits(found.biases[0].value, found) else { return }
        let (table, mask) = fitted.rank > other.rank ? (other, fitted) : (fitted, other)
        guard mask.rank > 3 || mask.rank == table.rank,
          found.biases.allSatisfy({ $0.value < found.biases[0].sum })
        else { return }
        var shape = mask
        shape.dimensions[mask.rank - 3] = max(table.rank > 2 ? table[table.rank - 3] : 1, mask[mask.rank - 3])
        sum = (found.biases[0].sum, shape)
        // A bias that is the same for all windows needs no axis for them.
        if let value = found.biases.first(where: { fits($0.value, found) == table })?.value,
          table != self.shape(value),
          (try? Add().output(of: [mask, table]).shape(of: [mask, table])) == shape
        {
          narrow(value, to: table)
        }
        values.append(found.biases[0].sum)
        kept.insert(found.biases[0].sum)
      } else {
        values.append(bias.value)
        guard fitted == shape(bias.value) || narrow(bias.value, to: fitted) else { return }
      }
    }
    // A value must come before anything that takes it.
    guard values.allSatisfy({ $0 < found.end }) else { return }
    replace(found.end, by: op, taking: [], insteadOf: found.members.subtracting(kept))
    if let sum {
      replace(sum.place, by: Add(), taking: found.biases.map(\.value).reversed(), giving: sum.shape)
    }
    for (place, split, source, shape) in splits { replace(place, by: split, taking: [source], giving: shape) }
    replace(found.end, by: op, taking: values)
    scopes[found.end] = graph.nodes[found.softmax].scope
  }

  /// Removes the leading axes of one element from a learnt or constant value that nothing else uses.
  @discardableResult
  private mutating func narrow(_ value: Node.ID, to shape: Shape) -> Bool {
    guard let table = ops[value] as? ParameterLayer, users[value].count == 1, isFree(value) else {
      return false
    }
    replace(value, by: ParameterLayer(shape, fixed: table.fixed), taking: [], giving: shape)
    return true
  }

  private func areOps<T>(_ id: Node.ID, _: T.Type) -> Bool { ops[id] is T }

  /// The part of features that follow one another.
  private func split(_ part: Scored.Part, of parts: [Scored.Part], _ source: Shape) -> Split? {
    let others = parts.filter { $0.source == part.source }.sorted { $0.offset < $1.offset }
    let widths = others.map(\.width)
    guard widths.reduce(0, +) == source.dimensions.last,
      let take = others.firstIndex(where: { $0.offset == part.offset })
    else { return nil }
    if widths.allSatisfy({ $0 == widths[0] }) { return Split(widths.count, take: take, axis: -1) }
    return Split(sizes: widths, take: take, axis: -1)
  }

  /// The shape that a bias must have, `[heads, T, S]` or `[T, S]`, or one for each window, or `nil` if its shape is
  /// another.
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

  /// Whether a layer has as many multiply-adds as those that it replaces.
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
