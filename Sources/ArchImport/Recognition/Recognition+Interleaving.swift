import ArchGraph
import ArchOperators

/// Every second row, or column, beside the others: often written as a reshape, a permutation and a reshape.
extension Recognition {
  /// Replaces slices with steps, whose concatenation has each element of their source once, by moves of axes.
  ///
  /// Swin merges its patches this way, and detectors begin with it ("focus").
  mutating func findInterleaved() {
    for id in ops.indices where isFree(id) {
      guard let op = ops[id] as? Concat, inputs[id].count > 1, let found = interleaved(id, op) else {
        continue
      }
      let places = found.members.sorted().suffix(2)
      guard let first = places.first, let second = places.last, first < second else { continue }
      let (divided, order) = (Shape(found.extents), found.order)
      let result = shape(id).dimensions
      replace(id, by: Reshape(result), taking: [], insteadOf: found.members)
      replace(first, by: Reshape(found.extents), taking: [found.source], giving: divided)
      replace(
        second, by: Permute(order), taking: [first], giving: Shape(order.map { found.extents[$0] }))
      replace(id, by: Reshape(result), taking: [second])
    }
  }

  /// A value whose elements are in another order.
  private struct Interleaved {
    var source: Node.ID
    var members: Set<Node.ID>
    /// The extents that it is divided into.
    var extents: [Int]
    /// Their order after it.
    var order: [Int]
  }

  private func interleaved(_ id: Node.ID, _ op: Concat) -> Interleaved? {
    guard let axis = ArchImport.axis(op.axis, of: shape(id).rank) else { return nil }
    let views = inputs[id].compactMap { view(of: $0) }
    guard views.count == inputs[id].count, let first = views.first else { return nil }
    let members = Set(views.flatMap(\.members))
    let axes = first.axes.indices.map { first.axis($0) }
    guard views.allSatisfy({ $0.source == first.source && $0.factor == 1 }),
      views.allSatisfy({ view in
        view.axes.count == axes.count && axes.indices.allSatisfy { view.axis($0) == axes[$0] }
      }),
      members.contains(where: { (ops[$0] as? Slice).map { $0.step > 1 } ?? false }),
      isClosed(members, but: id), let outer = Self.progressions(views.map(\.offset)[...]), first.offset == 0
    else { return nil }
    // The steps of the whole value, from its first axis to its last.
    let steps = axes.indices.flatMap { $0 == axis ? outer + axes[$0] : axes[$0] }
    // Each element occurs once if the steps are those of the digits of its place.
    let sorted = steps.indices.sorted { steps[$0].stride > steps[$1].stride }
    var stride = 1
    for index in sorted.reversed() {
      guard steps[index].stride == stride else { return nil }
      stride *= steps[index].count
    }
    guard stride == shape(first.source).dimensions.reduce(1, *) else { return nil }
    var order = [Int](repeating: 0, count: steps.count)
    for (place, index) in sorted.enumerated() { order[index] = place }
    return Interleaved(
      source: first.source, members: members, extents: sorted.map { steps[$0].count }, order: order)
  }

  /// Numbers as those of nested loops, each with its own step, or `nil` if they are not of that form.
  private static func progressions(_ numbers: ArraySlice<Int>) -> [StridedView.Steps]? {
    let numbers = Array(numbers)
    guard numbers.count > 1 else { return [] }
    let step = numbers[1] - numbers[0]
    let count = numbers.indices.prefix { numbers[$0] == numbers[0] + $0 * step }.count
    guard step > 0, numbers.count % count == 0 else { return nil }
    let heads = stride(from: 0, to: numbers.count, by: count).map { numbers[$0] }
    let isSo = numbers.indices.allSatisfy { numbers[$0] == heads[$0 / count] + $0 % count * step }
    guard isSo, let outer = progressions(heads[...]) else { return nil }
    return outer + [.init(count: count, stride: step)]
  }
}
