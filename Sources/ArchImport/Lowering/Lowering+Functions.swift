import ArchGraph
import ArchONNX
import ArchOperators

/// Functions of elements that take several layers of ours, and products along an axis.
extension Lowering {
  /// `x*sigmoid(alpha*x)`.
  func swish(default alpha: Double) throws(ImportFault) {
    let alpha = step.number("alpha") ?? alpha
    guard alpha != 1 else { return try apply(SiLU()) }
    let input = try value()
    let gate = try add(Sigmoid(), to: [add(Affine(factor: alpha), to: [input])])
    try set(add(Multiply(), to: [input, gate]))
  }

  /// Numbers of another type: integers lose the fraction, and anything but zero is true.
  func converted() throws(ImportFault) {
    guard let source = step.input(0), let output = step.output(0), nodes[source] != nil else {
      return try rearranged()
    }
    let (from, to) = (model.values[source].type, model.values[output].type)
    let input = try value()
    switch to {
    case .bool where from != .bool:
      let zero = try add(Affine(factor: 0), to: [input])
      try set(add(Affine(factor: -1, offset: 1), to: [add(Equal(), to: [input, zero])]))
    case _ where from.isFloat && !to.isFloat && to != .string: try set(truncated(input))
    default: try set(input)
    }
  }

  /// The next integer towards zero.
  func truncated(_ node: Node.ID) throws(ImportFault) -> Node.ID {
    let whole = try add(Floor(), to: [add(Abs(), to: [node])])
    return try add(Multiply(), to: [add(Sign(), to: [node]), whole])
  }

  /// The scaled exponential unit, with other constants too.
  func selu() throws(ImportFault) {
    let (alpha, gamma) = (step.number("alpha") ?? 1.67326, step.number("gamma") ?? 1.0507)
    if abs(alpha - 1.67326) < 1e-4, abs(gamma - 1.0507) < 1e-4 { return try apply(SELU()) }
    try set(add(Affine(factor: gamma), to: [add(ELU(alpha), to: [value()])]))
  }

  /// `(e^x - e^-x)/2`, or `(e^x + e^-x)/2`.
  func hyperbolic(_ merge: any Operator) throws(ImportFault) {
    let input = try value()
    let (up, down) = (try add(Exp(), to: [input]), try add(Exp(), to: [add(Affine(factor: -1), to: [input])]))
    try set(add(Affine(factor: 0.5), to: [add(merge, to: [up, down])]))
  }

  /// `sin(x)/cos(x)`.
  func tangent() throws(ImportFault) {
    let input = try value()
    try set(add(Divide(), to: [add(Sin(), to: [input]), add(Cos(), to: [input])]))
  }

  /// `log(x + sqrt(x*x - 1))`.
  func areaCosine() throws(ImportFault) {
    let input = try value()
    let root = try add(Sqrt(), to: [add(Affine(offset: -1), to: [add(Square(), to: [input])])])
    try set(add(Log(), to: [add(Add(), to: [input, root])]))
  }

  /// `sign(x)*log(|x| + sqrt(x*x + 1))`, which loses no digits for negative `x`.
  func areaSine() throws(ImportFault) {
    let input = try value()
    let root = try add(Sqrt(), to: [add(Affine(offset: 1), to: [add(Square(), to: [input])])])
    let length = try add(Log(), to: [add(Add(), to: [add(Abs(), to: [input]), root])])
    try set(add(Multiply(), to: [add(Sign(), to: [input]), length]))
  }

  /// `log((1 + x)/(1 - x))/2`.
  func areaTangent() throws(ImportFault) {
    let input = try value()
    let ratio = try add(
      Divide(), to: [add(Affine(offset: 1), to: [input]), add(Affine(factor: -1, offset: 1), to: [input])])
    try set(add(Affine(factor: 0.5), to: [add(Log(), to: [ratio])]))
  }

  /// Whether an element is infinite.
  func isInfinite() throws(ImportFault) {
    let (isNegative, isPositive) = (
      step.flag("detect_negative", default: true), step.flag("detect_positive", default: true)
    )
    let input = try value()
    let most = Double(Float.greatestFiniteMagnitude)
    switch (isNegative, isPositive) {
    case (true, true):
      let length = try add(Abs(), to: [input])
      try set(add(Greater(), to: [length, add(Clamp(max: most), to: [length])]))
    case (false, true): try set(add(Greater(), to: [input, add(Clamp(max: most), to: [input])]))
    case (true, false): try set(add(Less(), to: [input, add(Clamp(min: -most), to: [input])]))
    case (false, false): try set(add(Less(), to: [input, input]))
    }
  }

  /// All bits inverted: `-1 - x`, or the largest number minus `x`.
  func bitsTurned() throws(ImportFault) {
    guard let input = step.input(0) else { throw form("input 0 is absent") }
    let offset: Double
    switch model.values[input].type {
    case .uint8: offset = 0xff
    case .uint16: offset = 0xffff
    case .int8, .int16, .int32, .int64: offset = -1
    default: throw form("its numbers have more precision than values here")
    }
    try apply(Affine(factor: -1, offset: offset))
  }

  /// A division by a power of two, rounded down.
  func bitsMoved() throws(ImportFault) {
    guard step.text("direction") == "RIGHT" else {
      throw form("it shifts bits to the left, and drops some that values here would keep")
    }
    guard let amount = scalar(1), amount >= 0, amount < 64 else { throw form("its amount is computed") }
    let moved = try add(
      Affine(factor: 1 / Double(sign: .plus, exponent: Int(amount), significand: 1)), to: [value()])
    try set(add(Floor(), to: [moved]))
  }

  /// 1 at the largest element of each row, and 0 elsewhere.
  func hardmax() throws(ImportFault) {
    let rank = shape(0).count
    guard let first = ArchImport.axis(step.integer("axis") ?? (step.version < 13 ? 1 : -1), of: rank) else {
      throw form("it has no axis \(step.integer("axis") ?? -1)")
    }
    var input = try value()
    let own = dimensions(input)
    var axis = try axis(first)
    // Before version 13 all axes from this one on form one row.
    if step.version < 13, axis < own.count - 1 {
      input = try reshaped(input, to: own[..<axis] + [own[axis...].reduce(1, *)])
    }
    let flat = dimensions(input)
    if flat.count == 1 {
      input = try reshaped(input, to: [1] + flat)
      axis = 1
    }
    let count = dimensions(input)[axis]
    let hot = try add(OneHot(count), to: [add(ArgMax([axis]), to: [input])])
    let last = dimensions(hot).count - 1
    guard axis < last else { return try set(hot) }
    try set(add(Permute(Array(0..<axis) + [last] + Array(axis..<last)), to: [hot]))
  }

  // MARK: Products

  /// The most elements that are multiplied with each other.
  private static let mostFactors = 64

  /// The entries of an axis.
  private func entries(_ node: Node.ID, along axis: Int) throws(ImportFault) -> [Node.ID] {
    let count = dimensions(node)[axis]
    guard count > 1 else { return [node] }
    guard count <= Self.mostFactors else {
      throw form("it multiplies more than \(Self.mostFactors) elements")
    }
    var parts: [Node.ID] = []
    for take in 0..<count { parts.append(try add(Split(count, take: take, axis: axis), to: [node])) }
    return parts
  }

  /// The product of the elements of some axes.
  func multiplied() throws(ImportFault) {
    var given = model.axes(step) ?? []
    if given.isEmpty {
      if step.flag("noop_with_empty_axes") { return try set(value()) }
      given = Array(shape(0).indices)
    }
    var node = try value()
    for axis in try axes(given) {
      let parts = try entries(node, along: axis)
      if parts.count > 1 { node = try add(Multiply(), to: parts) }
    }
    try set(node)
  }

  /// The products of the elements up to each position of an axis.
  func multipliedUp() throws(ImportFault) {
    guard let given = model.integers(step.input(1))?.first else {
      throw form("its axis is computed from the input")
    }
    let axis = try axis(given)
    var parts = try entries(value(), along: axis)
    let isReverse = step.flag("reverse")
    if isReverse { parts.reverse() }
    if step.flag("exclusive") {
      // The first product is the empty one.
      let one = try add(Affine(factor: 0, offset: 1), to: [parts[0]])
      parts = [one] + parts.dropLast()
    }
    for index in parts.indices.dropFirst() {
      parts[index] = try add(Multiply(), to: [parts[index - 1], parts[index]])
    }
    if isReverse { parts.reverse() }
    try set(parts.count == 1 ? parts[0] : add(Concat(axis: axis), to: parts))
  }
}
