import ArchGraph
import ArchOperators

/// Normalisations that are written out as means, differences and roots.
extension Recognition {
  /// Replaces layers that compute a normalisation by that layer, with the scale and the shift after them.
  mutating func findNorms() {
    for id in ops.indices where isFree(id) {
      guard let found = standardised(id) else { continue }
      var (end, members) = (id, found.members)
      members.insert(id)
      var (hasScale, hasShift) = (false, false)
      if let next = user(of: end), isFree(next), let scale = ops[next] as? Scale, !scale.bias,
        isLast(scale.axis, next)
      {
        (end, hasScale) = (next, true)
        members.insert(next)
        if !found.isRMS, let next = user(of: end), isFree(next), let bias = ops[next] as? Bias,
          isLast(bias.axis, next)
        {
          (end, hasShift) = (next, true)
          members.insert(next)
        }
      }
      let op: any Operator =
        found.isRMS
        ? RMSNorm(epsilon: found.epsilon, scale: hasScale)
        : LayerNorm(epsilon: found.epsilon, scale: hasScale, shift: hasShift)
      var numbers: [WeightOrigin?] = []
      if hasScale {
        let scale = hasShift ? inputs[end][0] : end
        numbers = [origins[scale]?.first ?? nil] + (hasShift ? [origins[end]?.first ?? nil] : [])
      }
      replace(end, by: op, taking: [found.source], insteadOf: members, numbers: numbers)
    }
  }

  /// Normalisations of the channels of a map, with permutations that make channels the last axis and the first again.
  mutating func findChannelNorms() {
    for id in ops.indices where isFree(id) {
      guard var norm = ops[id] as? LayerNorm, norm.axes == 1, !norm.channels, shape(id).rank > 2,
        let before = inputs[id].first, let first = ops[before] as? Permute, user(of: before) == id,
        let after = user(of: id), let last = ops[after] as? Permute,
        first.axes == Array(1..<shape(id).rank) + [0],
        last.axes == [shape(id).rank - 1] + Array(0..<shape(id).rank - 1)
      else { continue }
      norm.channels = true
      replace(after, by: norm, taking: inputs[before], insteadOf: [before, id], numbers: origins[id])
    }
  }

  func isLast(_ axis: Int?, _ id: Node.ID) -> Bool {
    let rank = shape(id).rank
    return (axis ?? 0) == rank - 1 || axis == -1
  }

  private struct Standardised {
    var source: Node.ID
    var members: Set<Node.ID>
    var epsilon: Double
    var isRMS: Bool
  }

  /// What a layer divides by the root of its mean square, if it does: a difference from a mean, or a value as it is.
  private func standardised(_ id: Node.ID) -> Standardised? {
    let (value, root, factors): (Node.ID, Node.ID, Set<Node.ID>)
    switch ops[id] {
    case is Divide:
      guard inputs[id].count == 2 else { return nil }
      (value, root, factors) = (inputs[id][0], inputs[id][1], [])
    case is Multiply:
      // One of the two is the reciprocal of a root.
      guard inputs[id].count == 2,
        let inverse = inputs[id].first(where: {
          shape($0) != shape(id) || ops[$0] is Reciprocal || ops[$0] is Rsqrt
        }),
        let other = inputs[id].first(where: { $0 != inverse })
      else { return nil }
      if ops[inverse] is Rsqrt { return meanSquare(inverse, of: other, [inverse], id) }
      guard ops[inverse] is Reciprocal else { return nil }
      (value, root, factors) = (other, inputs[inverse][0], [inverse])
    default: return nil
    }
    guard ops[root] is Sqrt else { return nil }
    return meanSquare(root, of: value, factors.union([root]), id)
  }

  private func meanSquare(
    _ root: Node.ID, of value: Node.ID, _ members: Set<Node.ID>, _ id: Node.ID
  ) -> Standardised? {
    guard let added = inputs[root].first, let shift = ops[added] as? Affine, shift.factor == 1,
      shift.offset > 0,
      let mean = inputs[added].first, isRowMean(mean), let square = inputs[mean].first, isSquare(square),
      inputs[square].first == value
    else { return nil }
    var members = members.union([added, mean, square])
    if ops[value] is Subtract, inputs[value].count == 2, isRowMean(inputs[value][1]), isFree(value),
      inputs[inputs[value][1]].first == inputs[value][0]
    {
      members.formUnion([value, inputs[value][1]])
      guard isClosed(members, but: id) else { return nil }
      return Standardised(source: inputs[value][0], members: members, epsilon: shift.offset, isRMS: false)
    }
    guard isClosed(members, but: id) else { return nil }
    return Standardised(source: value, members: members, epsilon: shift.offset, isRMS: true)
  }

  /// Whether only members and one layer use what members compute.
  func isClosed(_ members: Set<Node.ID>, but end: Node.ID) -> Bool {
    members.allSatisfy { member in users[member].allSatisfy { $0 == end || members.contains($0) } }
  }

  private func isRowMean(_ id: Node.ID) -> Bool {
    guard let mean = ops[id] as? Mean, mean.keepsDimensions, let input = inputs[id].first else {
      return false
    }
    return mean.axes == [shape(input).rank - 1] || mean.axes == [-1]
  }

  private func isSquare(_ id: Node.ID) -> Bool {
    ops[id] is Square || ops[id] is Multiply && inputs[id].count == 2 && inputs[id][0] == inputs[id][1]
  }
}
