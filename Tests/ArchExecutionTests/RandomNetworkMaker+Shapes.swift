// Reductions, changes of shape and lookups.
extension RandomNetworkMaker {
  mutating func shapes() -> String? {
    switch dice.number(0...20) {
    case ..<8: reduced()
    case ..<12: moved()
    case ..<16: windowed()
    default: mayChangeRank ? lookedUp() : reduced()
    }
  }

  /// Whether a layer may give a map of fewer or more axes: what is in a branch meets maps of as many axes.
  var mayChangeRank: Bool { !body.isEmpty }

  /// A layer that gives the shape that it takes.
  mutating func rearrangedInPlace() -> String {
    let axis = dice.number(0...axes)
    switch dice.number(0...3) {
    case 0:
      let both = [axis, (axis + 1) % shape.count]
      return dice.chance(50)
        ? "roll(\(dice.number(-3...3)), axis: \(axis))"
        : "roll([\(dice.number(-3...3)), \(dice.number(-3...3))], axis: \(both))"
    case 1: return dice.chance(50) ? "flip(\(axis))" : "flip([\(axis), \((axis + 1) % shape.count)])"
    case 2: return "triangle(upper: \(dice.chance(50)), diagonal: \(dice.number(-2...2)))"
    default: return "cumsum(\(axis), exclusive: \(dice.chance(40)), reverse: \(dice.chance(40)))"
    }
  }

  /// A reduction of some axes; what is left is a map again.
  mutating func reduced() -> String? {
    var axes = (0..<shape.count).filter { _ in dice.chance(40) }
    if axes.isEmpty { axes = [dice.number(0...shape.count - 1)] }
    let keeps = dice.chance(50) || !mayChangeRank || shape.count - axes.count < 2
    let rank = shape.count
    let written = axes.map { dice.chance(30) ? $0 - rank : $0 }
    var extra = keeps ? ", keep_dims: true" : ""
    let name = dice.pick(["mean", "sum", "max", "min", "variance", "norm", "arg_max", "arg_min"])
    if name == "norm" { extra += ", power: \(dice.pick(["1", "2", "3", "infinity"]))" }
    if name == "variance", axes.contains(where: { shape[$0] > 1 }) {
      extra += ", unbiased: \(dice.chance(50))"
    }
    shape = shape.indices.compactMap { axes.contains($0) ? (keeps ? 1 : nil) : shape[$0] }
    return "\(name)(\(written.count == 1 ? "\(written[0])" : "\(written)")\(extra))"
  }

  /// Elements in other places.
  mutating func moved() -> String? {
    let axis = dice.number(0...axes)
    switch dice.number(0...3) {
    case 0:
      let repeats = shape.map { _ in dice.number(1...2) }
      shape = zip(shape, repeats).map { $0 * $1 }
      return "tile(\(repeats))"
    case 1:
      let repeats = dice.number(1...3)
      shape[axis] *= repeats
      return "repeat_interleave(\(repeats), axis: \(axis))"
    case 2:
      shape = shape.map { $0 == 1 ? dice.number(1...3) : $0 }
      if shape.count == 2, mayChangeRank, dice.chance(50) { shape.insert(dice.number(1...3), at: 0) }
      return "expand(\(shape))"
    default:
      let first = dice.number(0...shape[axis] - 1)
      let end = dice.number(first + 1...shape[axis])
      let step = dice.number(1...3)
      shape[axis] = (end - first + step - 1) / step
      return "slice(axis: \(axis), from: \(first), to: \(end), step: \(step))"
    }
  }

  /// Padding by repeated elements, parts of unequal sizes, and columns.
  mutating func windowed() -> String? {
    switch dice.number(0...3) {
    case 0:
      let mode = dice.pick(["reflect", "replicate", "circular"])
      let sides = (0..<axes).map { axis in
        let most = min(3, mode == "reflect" ? shape[axis + 1] - 1 : mode == "circular" ? shape[axis + 1] : 3)
        return (dice.number(0...most), dice.number(0...most))
      }
      for axis in 0..<axes { shape[axis + 1] += sides[axis].0 + sides[axis].1 }
      return "pad([\(sides.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))], mode: \(mode))"
    case 1:
      let axis = dice.number(0...axes)
      var sizes: [Int] = []
      while sizes.reduce(0, +) < shape[axis] {
        sizes.append(dice.number(1...shape[axis] - sizes.reduce(0, +)))
      }
      let part = dice.number(0...sizes.count - 1)
      shape[axis] = sizes[part]
      return "split(\(sizes), take: \(part), axis: \(axis))"
    default:
      guard axes < 3 else { return nil }
      let (before, size) = (shape[0], Array(shape.dropFirst()))
      guard let windows = windows(canDilate: true, canCeil: false, isPooling: true) else { return nil }
      let columns = [windows.taps * before, windows.extents.reduce(1, *)]
      guard columns[0] <= 24, columns[0] * columns[1] <= mostElements else { return nil }
      // The columns of a map added up again are a map of its size.
      if axes == 2 && !mayChangeRank || dice.chance(50) {
        return "unfold(\(windows.text)) -> fold(\(size), \(windows.text))"
      }
      shape = columns
      return "unfold(\(windows.text))"
    }
  }

  /// A lookup at indices that the current value gives; both are named first.
  mutating func lookedUp() -> String? {
    let axis = dice.number(0...axes)
    switch dice.number(0...4) {
    case 0:
      let count = dice.number(1...min(4, shape[axis]))
      shape[axis] = count
      return "top_k(\(count), axis: \(axis), take: \(dice.pick(["values", "indices"])))"
    case 1:
      guard axes < 3 else { return nil }
      shape.append(dice.number(1...4))
      return "one_hot(\(shape[axes]))"
    default:
      // What has been said here stays: nothing may be refused from here on.
      guard shape.reduce(1, *) <= mostElements / 4, shape[0] <= 12 else { return nil }
      let (value, indices) = (newName("value"), newName("indices"))
      add("\(value): identity")
      if dice.chance(30) {
        let count = dice.number(1...shape[axis])
        add("\(indices): top_k(\(count), axis: \(axis), take: indices)")
        shape[axis] = count
        return "take_along(\(value), \(indices), axis: \(axis))"
      }
      let count = dice.number(1...min(4, shape.reduce(1, *)))
      add("\(indices): flatten -> top_k(\(count), take: indices)")
      if dice.chance(50) {
        shape[axis] = count
        return "gather(\(value), \(indices), axis: \(axis))"
      }
      let updates = newName("updates")
      add("\(updates): gather(\(value), \(indices), axis: \(axis))")
      return "scatter_add(\(value), \(indices), \(updates), axis: \(axis))"
    }
  }
}
