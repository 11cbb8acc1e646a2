/// Checks that many operators share; each throws a misfit that says what is wrong.
extension Operator {
  /// The one input, a tensor of numbers.
  public func single(_ inputs: [Shape]) throws(Misfit) -> Shape {
    guard let first = inputs.first, inputs.count == 1 else {
      throw .inputs(expected: "one input", found: inputs.count)
    }
    return try numbers(first)
  }

  /// The one input, a tensor of channels over one to three spatial axes.
  public func map(_ inputs: [Shape]) throws(Misfit) -> Shape {
    let input = try single(inputs)
    guard (2...4).contains(input.rank) else {
      throw .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: input)
    }
    return input
  }

  /// The one input, a tensor of at least `rank` dimensions.
  public func tensor(_ inputs: [Shape], rank: Int, _ expected: String) throws(Misfit) -> Shape {
    let input = try single(inputs)
    guard input.rank >= rank else { throw .rank(expected: expected, found: input) }
    return input
  }

  /// At least two inputs of numbers.
  public func several(_ inputs: [Shape]) throws(Misfit) -> [Shape] {
    guard inputs.count >= 2 else { throw .inputs(expected: "at least two inputs", found: inputs.count) }
    for input in inputs { _ = try numbers(input) }
    return inputs
  }

  /// The one input of a layer that only moves entries, whether numbers or tokens, with at least `rank` axes.
  public func entries(
    _ inputs: [Shape], rank: Int = 1, _ expected: String = "at least one axis"
  ) throws(Misfit) -> Shape {
    guard let first = inputs.first, inputs.count == 1 else {
      throw .inputs(expected: "one input", found: inputs.count)
    }
    guard first.rank >= rank else { throw .rank(expected: expected, found: first) }
    return first
  }

  /// At least two inputs of a layer that only moves entries: all numbers or all tokens.
  public func severalEntries(_ inputs: [Shape]) throws(Misfit) -> [Shape] {
    guard inputs.contains(where: { $0.element == .number }) else {
      guard inputs.count >= 2 else { throw .inputs(expected: "at least two inputs", found: inputs.count) }
      return inputs
    }
    return try several(inputs)
  }

  /// The one input of a layer that moves entries along spatial axes, and the first of these axes: the only axis of a
  /// sequence of tokens is spatial.
  public func movedMap(_ inputs: [Shape]) throws(Misfit) -> (input: Shape, firstAxis: Int) {
    guard let first = inputs.first, inputs.count == 1, first.element == .token, first.rank <= 4 else {
      return (try map(inputs), 1)
    }
    return (first, min(1, first.rank - 1))
  }

  private func numbers(_ shape: Shape) throws(Misfit) -> Shape {
    guard shape.element == .number else { throw .element(expected: .number, found: shape) }
    return shape
  }

  /// The index of an axis, counted from the front, or from the back if it is negative.
  public func axis(_ index: Int, of shape: Shape) throws(Misfit) -> Int {
    let axis = index < 0 ? index + shape.rank : index
    guard (0..<shape.rank).contains(axis) else {
      throw .range(
        what: "the axis", value: "\(index)",
        allowed: "the input \(shape) has axes 0 to \(shape.rank - 1), or -\(shape.rank) to -1 from the end")
    }
    return axis
  }
}
