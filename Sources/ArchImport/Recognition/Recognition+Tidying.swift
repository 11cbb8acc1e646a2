import ArchGraph
import ArchOperators

/// Small things that exporters write at greater length than people do.
extension Recognition {
  /// Joins biases that are a separate layer after a product to the product.
  mutating func joinBiases() {
    for id in ops.indices where isFree(id) {
      guard let bias = ops[id] as? Bias, let product = inputs[id].first, isFree(product),
        user(of: product) == id
      else {
        continue
      }
      let op: any Operator
      switch ops[product] {
      case var dense as Dense where !dense.bias && inputs[product].count == 1 && isLast(bias.axis, id):
        dense.bias = true
        op = dense
      case var conv as Conv where !conv.bias && bias.axis ?? 0 == 0:
        conv.bias = true
        op = conv
      case var conv as DepthwiseConv where !conv.bias && bias.axis ?? 0 == 0:
        conv.bias = true
        op = conv
      default: continue
      }
      replace(
        id, by: op, taking: inputs[product], insteadOf: [product],
        numbers: (origins[product] ?? [nil]) + (origins[id] ?? [nil]))
    }
  }

  /// Joins consecutive reshapes and permutations into one, or none.
  mutating func tidyMoves() {
    for id in ops.indices where isFree(id) {
      switch ops[id] {
      case is Reshape, is Flatten: tidyReshape(id)
      case let op as Permute: tidyPermute(id, op)
      case let op as Concat: tidyRoll(id, op)
      case let op as Roll: joinRolls(id, op)
      case is Where: tidyGuard(id)
      default: break
      }
    }
    // The last first, so that those before it still have their original inputs.
    for id in ops.indices.reversed() where isFree(id) {
      if let op = ops[id] as? Concat { tidyConcat(id, op) }
    }
  }

  private func isReshape(_ id: Node.ID) -> Bool { ops[id] is Reshape || ops[id] is Flatten }

  private mutating func tidyReshape(_ id: Node.ID) {
    var source = inputs[id][0]
    while isReshape(source) {
      let before = inputs[source][0]
      replace(id, by: Reshape(shape(id).dimensions), taking: [before])
      sweep(source)
      source = before
    }
    if shape(source).dimensions == shape(id).dimensions, shape(source).element == shape(id).element,
      !users[id].contains(-1)
    {
      return bypass(id, with: source)
    }
    // A mean of a whole map that keeps its axes, which are dropped here.
    if let pool = ops[source] as? GlobalAvgPool, pool.keepAxes, pool.axes == nil, shape(id).rank == 1,
      isFree(source),
      user(of: source) == id
    {
      return replace(id, by: GlobalAvgPool(), taking: inputs[source], insteadOf: [source])
    }
    if shape(id).rank == 1, shape(source).rank > 1, !(ops[id] is Flatten) {
      replace(id, by: Flatten(), taking: [source])
    }
  }

  private mutating func tidyPermute(_ id: Node.ID, _ op: Permute) {
    guard let source = inputs[id].first, let before = ops[source] as? Permute else { return }
    let order = op.axes.map { before.axes[$0] }
    if order == Array(order.indices), !users[id].contains(-1) {
      let origin = inputs[source][0]
      bypass(id, with: origin)
    } else {
      replace(id, by: Permute(order), taking: inputs[source])
    }
    sweep(source)
  }

  /// Turns permutations that only move axes of one element into reshapes: all elements keep their places.
  mutating func tidyUnitMoves() {
    for id in ops.indices where isFree(id) {
      guard let op = ops[id] as? Permute, let source = inputs[id].first else { continue }
      let moved = op.axes.filter { shape(source)[$0] != 1 }
      if moved == moved.sorted() { replace(id, by: Reshape(shape(id).dimensions), taking: [source]) }
    }
  }

  /// Removes the replacement of a missing value by another number: a guard against what does not happen.
  private mutating func tidyGuard(_ id: Node.ID) {
    guard inputs[id].count == 3, let value = inputs[id].last, let not = ops[inputs[id][0]] as? Affine,
      not.factor == -1, not.offset == 1, !users[id].contains(-1)
    else { return }
    let same = inputs[inputs[id][0]][0]
    guard ops[same] is Equal, inputs[same] == [value, value] else { return }
    let (test, other) = (inputs[id][0], inputs[id][1])
    bypass(id, with: value)
    sweep(test)
    // The other number is a layer of the file that nothing uses any more.
    if users[other].isEmpty, ops[other] is ParameterLayer, isFree(other) { ops[other] = nil }
  }

  /// The end of an axis put before its beginning rolls the axis, which is how shifted windows are written.
  private mutating func tidyRoll(_ id: Node.ID, _ op: Concat) {
    guard inputs[id].count == 2, let end = ops[inputs[id][0]] as? Slice,
      let start = ops[inputs[id][1]] as? Slice,
      let source = inputs[inputs[id][0]].first, inputs[inputs[id][1]].first == source,
      shape(source) == shape(id)
    else { return }
    let axis = op.axis < 0 ? op.axis + shape(id).rank : op.axis
    guard [end, start].allSatisfy({ $0.axis == axis && $0.step == 1 }), start.from == 0, end.from > 0,
      end.to == nil, start.to == end.from
    else { return }
    let parts = inputs[id]
    let extent = shape(id)[axis]
    let roll = Roll([2 * end.from > extent ? extent - end.from : -end.from], axes: [axis])
    replace(id, by: roll, taking: [source])
    for part in parts { sweep(part) }
    joinRolls(id, roll)
  }

  /// Joins consecutive rolls along different axes.
  private mutating func joinRolls(_ id: Node.ID, _ op: Roll) {
    guard let source = inputs[id].first, let before = ops[source] as? Roll, user(of: source) == id,
      isFree(source),
      Set(before.axes).isDisjoint(with: op.axes)
    else { return }
    replace(
      id, by: Roll(before.shift + op.shift, axes: before.axes + op.axes), taking: inputs[source],
      insteadOf: [source])
  }

  /// A concatenation that begins like an earlier one is that one with the rest, which is how DenseNets are written.
  private mutating func tidyConcat(_ id: Node.ID, _ op: Concat) {
    guard inputs[id].count > 2 else { return }
    for user in users[inputs[id][0]].sorted(by: >) where user >= 0 && user < id {
      guard let other = ops[user] as? Concat, other.axis == op.axis, inputs[user].count > 1,
        inputs[user].count < inputs[id].count, inputs[id].starts(with: inputs[user])
      else { continue }
      return replace(id, by: op, taking: [user] + inputs[id].dropFirst(inputs[user].count))
    }
  }

  /// Finds learnt rows put before a sequence, and learnt numbers added to all of it.
  mutating func findTokens() {
    for id in ops.indices where isFree(id) {
      switch ops[id] {
      case let op as Concat where op.axis == 0 && shape(id).rank == 2:
        let tokens = inputs[id].prefix { isLearnt($0) }
        guard !tokens.isEmpty, tokens.count == inputs[id].count - 1 else { continue }
        let count = tokens.reduce(0) { $0 + shape($1)[0] }
        replace(
          id, by: ClassToken(count), taking: [inputs[id][tokens.count]], insteadOf: Set(tokens),
          numbers: [.joined(tokens.map { origins[$0]?.first ?? nil })])
      case is Add where shape(id).rank == 2:
        guard inputs[id].count == 2, let position = inputs[id].compactMap({ table($0, for: id) }).first,
          let other = inputs[id].first(where: { !position.members.contains($0) }), shape(other) == shape(id)
        else { continue }
        replace(
          id, by: Position(length: position.length), taking: [other], insteadOf: position.members,
          numbers: [position.members.compactMap { origins[$0]?.first ?? nil }.first])
      default: break
      }
    }
  }

  /// A learnt table whose first rows are added, one to each position: its length if it differs, and its layers.
  private func table(_ id: Node.ID, for sum: Node.ID) -> (length: Int?, members: Set<Node.ID>)? {
    guard shape(id) == shape(sum), users[id].count == 1 else { return nil }
    if isLearnt(id) { return (nil, [id]) }
    guard let slice = ops[id] as? Slice, slice.axis == 0, slice.from == 0, slice.step == 1,
      isLearnt(inputs[id][0])
    else { return nil }
    return (shape(inputs[id][0])[0], [id, inputs[id][0]])
  }

  private func isLearnt(_ id: Node.ID) -> Bool {
    guard let op = ops[id] as? ParameterLayer, isFree(id), users[id].count == 1 else { return false }
    return !op.fixed
  }
}
