import ArchGraph
import ArchONNX
import ArchOperators

/// Operators that change each element separately, and those that join values element by element.
extension Lowering {
  /// A layer of ours on the first input.
  ///
  /// - Parameter numbers: where the numbers of its tensors are.
  func apply(_ op: any Operator, numbers: [WeightOrigin?] = []) throws(ImportFault) {
    try set(add(op, to: [value()], numbers: numbers))
  }

  /// A clipped line: PyTorch's layer if slope and shift agree, else written out.
  func hardSigmoid() throws(ImportFault) {
    try set(hardSigmoid(value(), step.number("alpha") ?? 0.2, step.number("beta") ?? 0.5))
  }

  func hardSigmoid(_ node: Node.ID, _ alpha: Double, _ beta: Double) throws(ImportFault) -> Node.ID {
    if abs(alpha - 1 / 6) < 1e-6, beta == 0.5 { return try add(HardSigmoid(), to: [node]) }
    return try add(Clamp(min: 0, max: 1), to: [add(Affine(factor: alpha, offset: beta), to: [node])])
  }

  func shrink() throws(ImportFault) {
    let (lambda, bias) = (step.number("lambd") ?? 0.5, step.number("bias") ?? 0)
    guard bias == 0 || bias == lambda else { throw form("its `bias` is neither 0 nor its `lambd`") }
    try apply(bias == 0 ? HardShrink(lambda) : SoftShrink(lambda))
  }

  /// Bounds are attributes before version 11.
  func clip() throws(ImportFault) {
    let low = step.number("min") ?? scalar(1)
    let high = step.number("max") ?? scalar(2)
    // The largest number means that there is no bound.
    let (least, most) = (low.flatMap { $0 < -3e38 ? nil : $0 }, high.flatMap { $0 > 3e38 ? nil : $0 })
    switch (least, most) {
    case (0, 6): try apply(ReLU6())
    case (0, nil): try apply(ReLU())
    case (nil, nil):
      guard step.input(1) == nil, step.input(2) == nil else { throw form("its bounds are not known") }
      try set(value())
    default: try apply(Clamp(min: least, max: most))
    }
  }

  /// Whether an element is not a number: whether it differs from itself.
  func isNaN() throws(ImportFault) {
    let input = try value()
    try set(add(Affine(factor: -1, offset: 1), to: [add(Equal(), to: [input, input])]))
  }

  /// The remainder of a division, with the sign of the divisor: `a - b * floor(a / b)`.
  func remainder() throws(ImportFault) {
    let (a, b) = (try operand(0), try operand(1))
    let ratio = try add(Divide(), to: [a, b])
    // The remainder with the sign of the dividend rounds the ratio towards zero.
    let whole = try step.flag("fmod") ? truncated(ratio) : add(Floor(), to: [ratio])
    try set(add(Subtract(), to: [a, add(Multiply(), to: [b, whole])]))
  }

  // MARK: Joining

  /// Joins two or more values by a layer of ours.
  func join(_ merge: any Operator) throws(ImportFault) {
    if step.inputs.count == 1 { return try set(value()) }
    if step.inputs.count == 2 {
      if try joinNumber() { return }
      if try joinVector() { return }
    }
    var operands: [Node.ID] = []
    for input in step.inputs.indices { operands.append(try operand(input)) }
    try set(add(merge, to: operands))
  }

  /// Sums and products with one number are affine layers.
  private func joinNumber() throws(ImportFault) -> Bool {
    let (left, right) = (scalar(0), scalar(1))
    // Numbers that make the shape larger need more than that.
    if let number = right, shape(1).count <= shape(0).count {
      switch step.op {
      case "Add": return try line(0, offset: number)
      case "Sub": return try line(0, offset: -number)
      case "Mul": return try line(0, factor: number)
      case "Div" where number != 0: return try line(0, factor: (1 / number).asWritten)
      default: return false
      }
    }
    guard let number = left, shape(0).count <= shape(1).count else { return false }
    switch step.op {
    case "Add": return try line(1, offset: number)
    case "Mul": return try line(1, factor: number)
    case "Sub": return try line(1, factor: -1, offset: number)
    case "Div":
      let inverse = try add(Reciprocal(), to: [value(1)])
      try set(number == 1 ? inverse : add(Affine(factor: number), to: [inverse]))
      return true
    default: return false
    }
  }

  private func line(
    _ input: Int, factor: Double = 1, offset: Double = 0
  ) throws(ImportFault) -> Bool {
    guard factor.isFinite, offset.isFinite else { return false }
    if factor == 1, offset == 0 {
      try set(value(input))
      return true
    }
    try set(add(Affine(factor: factor, offset: offset), to: [value(input)]))
    return true
  }

  /// A sum or a product with learnt numbers for the entries of one axis.
  private func joinVector() throws(ImportFault) -> Bool {
    guard ["Add", "Mul"].contains(step.op), isConstant(0) != isConstant(1) else { return false }
    let constant = isConstant(0) ? 0 : 1
    guard let value = step.input(constant), nodes[value] == nil, isLearnt(value) else { return false }
    if isOwn, model.values[model.root(of: value)].uses > 1 { return false }
    let (vector, other) = (operandShape(constant), operandShape(1 - constant))
    let axes = vector.indices.filter { vector[$0] != 1 }
    guard axes.count == 1, vector.count == other.count, vector[axes[0]] == other[axes[0]],
      example(step.output(0) ?? value) == other
    else { return false }
    let input = try operand(1 - constant)
    let axis = axes[0] == 0 ? nil : axes[0] == other.count - 1 ? -1 : axes[0]
    let op: any Operator = step.op == "Add" ? Bias(axis: axis) : Scale(bias: false, axis: axis)
    try set(add(op, to: [input], numbers: [whole(value)]))
    return true
  }

  /// A power with a known exponent.
  func power() throws(ImportFault) {
    guard let exponent = scalar(1) else { throw form("its exponent is not one known number") }
    let op: any Operator =
      switch exponent {
      case 2: Square()
      case 0.5: Sqrt()
      case -1: Reciprocal()
      case -0.5: Rsqrt()
      default: Power(exponent)
      }
    try set(add(op, to: [value()]))
  }

  /// A slope for negative elements: one, or one for each channel.
  func prelu() throws(ImportFault) {
    guard isConstant(1) else { throw form("its slope is computed") }
    let slopes = operandShape(1)
    let axes = slopes.indices.filter { slopes[$0] != 1 }
    guard axes.count <= 1 else { throw form("its slopes differ on several axes") }
    let op =
      axes.first.map { PReLU(axis: $0 == 0 ? nil : $0) }
      ?? PReLU(shared: example(step.output(0) ?? 0).first != 1)
    try set(add(op, to: [value()], numbers: wholes([1])))
  }
}
