import ArchGraph
import ArchOperators

/// Attention, which exporters write as two products of matrices with a softmax between, and many moves around them.
extension Recognition {
  /// Replaces layers that compute attention by that layer, with their projections if nothing else uses them.
  mutating func findAttention() {
    for id in ops.indices where ops[id] is Softmax {
      guard var found = scored(id) else { continue }
      resolveMasks(&found)
      if !replaceWhole(found) { replaceProducts(found) }
    }
  }

  /// Masks with known numbers become a word, and those that are zero everywhere are dropped.
  private mutating func resolveMasks(_ found: inout Scored) {
    for bias in found.biases {
      guard let mask = masks[bias.value], ops[bias.value] is ParameterLayer, isFree(bias.value) else {
        continue
      }
      if case .causal = mask { found.isCausal = true }
      found.biases.removeAll { $0.sum == bias.sum }
      // Nothing else uses it, so it goes with the layers it masked.
      if users[bias.value] == [bias.sum] { found.members.insert(bias.value) }
    }
  }

  /// Attention found around a softmax.
  struct Scored {
    /// The softmax, whose part the attention joins.
    var softmax: Node.ID
    /// The last layer: its value is `[…, T, heads * value_width]`.
    var end: Node.ID
    /// All others.
    var members: Set<Node.ID>
    var (heads, keyHeads, keyWidth, valueWidth): (Int, Int, Int, Int)
    /// Where queries, keys and values come from: each is a part of `[…, T, features]`.
    var queries: Part
    var keys: Part
    var values: Part
    /// The factor of the scores, or `nil` for the reciprocal root of a key's width.
    var scale: Double?
    /// Whether a token sees only itself and those before it.
    var isCausal = false
    /// The values added to them, each with the layer that adds it.
    var biases: [(value: Node.ID, sum: Node.ID)]

    /// Features of a value, those of all heads.
    struct Part {
      var source: Node.ID
      var offset: Int
      /// Whether the heads' features are side by side.
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
      // A bias that is also multiplied would be another bias.
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

  /// A view as rows of features, some of them for each head, or `nil` if it is arranged in another way.
  private func part(_ view: StridedView, _ heads: Int) -> (part: Scored.Part, groups: Int)? {
    let rank = view.axes.count
    let source = shape(view.source)
    guard let features = source.dimensions.last, source.rank == rank - 1 else { return nil }
    // Windows and tokens are arranged as in the source.
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
    // With grouped heads each one is used for several.
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

  /// Where the heads' values are side by side after the second product, and the layers up to there.
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
}
