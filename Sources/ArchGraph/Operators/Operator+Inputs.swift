/// Checks that many operators share; each throws the misfit that says what is wrong.
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

  private func numbers(_ shape: Shape) throws(Misfit) -> Shape {
    guard shape.element == .number else { throw .element(expected: .number, found: shape) }
    return shape
  }

  /// The index of an axis given from the front, or from the back where negative.
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
