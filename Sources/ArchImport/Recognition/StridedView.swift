import ArchGraph
import ArchOperators

/// A value that rearranges another one: which element is where.
///
/// Each axis is a list of steps, the outermost first: how many, and how far apart they are in the other value. So a
/// reshape that joins axes loses nothing, and one that divides them again recovers them.
struct StridedView {
  /// Steps along a part of an axis.
  struct Steps: Hashable {
    /// How many.
    var count: Int
    /// How far apart, in elements of the source; 0 where one element is repeated.
    var stride: Int
  }

  /// The value whose elements these are.
  let source: Node.ID
  /// Where the first element is in it.
  private(set) var offset = 0
  /// The axes.
  private(set) var axes: [[Steps]]
  /// The factor by which the elements were multiplied on the way.
  private(set) var factor = 1.0
  /// The layers on the way.
  private(set) var members: [Node.ID] = []

  /// All of a value, as it is.
  init(_ source: Node.ID, _ shape: Shape) {
    self.source = source
    var stride = 1
    var axes: [[Steps]] = []
    for extent in shape.dimensions.reversed() {
      axes.append([Steps(count: extent, stride: stride)])
      stride &*= extent
    }
    self.axes = axes.reversed()
  }

  /// The extents.
  var extents: [Int] { axes.map { $0.reduce(1) { $0 * $1.count } } }

  /// An axis with as few steps as possible, none if it has one element.
  func axis(_ index: Int) -> [Steps] {
    var found: [Steps] = []
    for steps in axes[index] where steps.count != 1 {
      if let last = found.last, last.stride == steps.count * steps.stride,
        last.stride != 0 || steps.stride == 0
      {
        found[found.count - 1] = Steps(count: last.count * steps.count, stride: steps.stride)
      } else {
        found.append(steps)
      }
    }
    return found
  }

  /// The last two axes in the other order.
  mutating func swapLast() { axes.swapAt(axes.count - 1, axes.count - 2) }

  /// Moves the elements as a layer does.
  ///
  /// - Returns: whether it is a layer that moves them, and can be followed.
  mutating func follow(_ op: any Operator, _ id: Node.ID, to shape: Shape) -> Bool {
    members.append(id)
    switch op {
    case is Reshape, is Flatten: return reshape(to: shape.dimensions)
    case let op as Permute:
      axes = op.axes.map { axes[$0] }
      return true
    case let op as Slice:
      guard let axis = ArchImport.axis(op.axis, of: axes.count) else { return false }
      return cut(
        axis, from: op.from < 0 ? op.from + extents[axis] : op.from, count: shape[axis], step: op.step)
    case let op as Split:
      guard let axis = ArchImport.axis(op.axis, of: axes.count) else { return false }
      let from: Int
      switch op.parts {
      case .equal: from = op.take * shape[axis]
      case .sizes(let sizes): from = sizes.prefix(op.take).reduce(0, +)
      }
      return cut(axis, from: from, count: shape[axis], step: 1)
    case is Expand:
      axes = Array(repeating: [], count: shape.rank - axes.count) + axes
      for axis in axes.indices where extents[axis] == 1 && shape[axis] != 1 {
        axes[axis] = [Steps(count: shape[axis], stride: 0)]
      }
      return true
    case let op as Affine where op.offset == 0:
      factor *= op.factor
      return true
    default: return false
    }
  }

  private mutating func reshape(to target: [Int]) -> Bool {
    var rest = axes.flatMap { $0 }.filter { $0.count != 1 }[...]
    var found: [[Steps]] = []
    for extent in target {
      var axis: [Steps] = []
      var left = extent
      while left > 1 {
        guard let steps = rest.first else { return false }
        if left % steps.count == 0 {
          axis.append(steps)
          left /= steps.count
          rest = rest.dropFirst()
        } else {
          guard steps.count % left == 0 else { return false }
          let inner = steps.count / left
          axis.append(Steps(count: left, stride: steps.stride * inner))
          rest[rest.startIndex] = Steps(count: inner, stride: steps.stride)
          left = 1
        }
      }
      found.append(axis)
    }
    axes = found
    return rest.isEmpty
  }

  private mutating func cut(_ axis: Int, from: Int, count: Int, step: Int) -> Bool {
    let steps = self.axis(axis)
    guard let first = steps.first else { return count == 1 }
    let inner = steps.dropFirst().reduce(1) { $0 * $1.count }
    guard from % inner == 0, count % inner == 0, inner == 1 || step == 1 else { return false }
    offset += from / inner * first.stride
    axes[axis] = [Steps(count: count / inner, stride: first.stride * step)] + steps.dropFirst()
    return true
  }
}

extension Recognition {
  /// A value as an arrangement of the first value before it that is not merely moved.
  func view(of id: Node.ID) -> StridedView? {
    var chain: [Node.ID] = []
    var source = id
    while let op = ops[source], Self.isMove(op), inputs[source].count == 1, chain.count < 32 {
      chain.append(source)
      source = inputs[source][0]
    }
    guard shape(source).rank > 0 else { return nil }
    var view = StridedView(source, shape(source))
    for id in chain.reversed() {
      guard let op = ops[id], view.follow(op, id, to: shape(id)) else { return nil }
    }
    return view
  }

  private static func isMove(_ op: any Operator) -> Bool {
    switch op {
    case is Reshape, is Flatten, is Permute, is Slice, is Split, is Expand: true
    case let op as Affine: op.offset == 0
    default: false
    }
  }
}
