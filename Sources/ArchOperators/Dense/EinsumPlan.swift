import ArchGraph

/// The steps of sums by an equation, for values of some shapes.
struct EinsumPlan {
  /// One of the values.
  struct Value {
    /// Its letters, each once.
    var letters: [Character]
    /// The letters that others or the result have too.
    var own: [Character]
    /// The other letters, which it is summed over.
    var summed: [Character]
    /// How far a step along each axis moves in memory, by its letter: along a diagonal, the sum over all its axes.
    var strides: [Character: Int]
  }

  /// The product of what has been multiplied so far with the next value.
  struct Step {
    var left: [Character]
    var right: [Character]
    var result: [Character]
    /// The letters it is summed over.
    var inner: [Character]

    /// The letters of all products.
    var all: [Character] { result + inner }
  }

  /// The axes of the values as given.
  let terms: [[Character]]
  /// The values, in their order.
  let values: [Value]
  /// The products, in their order.
  let steps: [Step]
  /// The axes of the result.
  let result: [Character]
  private var known: [Character: Int] = [:]

  init(_ terms: [[Character]], _ result: [Character], _ shapes: [Shape]) {
    self.terms = terms
    self.result = result
    for (term, shape) in zip(terms, shapes) {
      for (letter, extent) in zip(term, shape.dimensions) { known[letter] = extent }
    }
    var values: [Value] = []
    for (index, (term, shape)) in zip(terms, shapes).enumerated() {
      var others = Set(result)
      for (other, letters) in terms.enumerated() where other != index { others.formUnion(letters) }
      var letters: [Character] = []
      var strides: [Character: Int] = [:]
      // For shapes beyond memory, only later multiplications count.
      for (letter, stride) in zip(term, Self.strides(shape.dimensions)) {
        if strides[letter] == nil { letters.append(letter) }
        strides[letter] = (strides[letter] ?? 0) &+ stride
      }
      // A single value is reduced directly to the result.
      let own = terms.count == 1 ? result : letters.filter(others.contains)
      values.append(
        Value(letters: letters, own: own, summed: letters.filter { !others.contains($0) }, strides: strides))
    }
    self.values = values
    var steps: [Step] = []
    var left = values.first?.own ?? []
    for index in values.indices.dropFirst() {
      let right = values[index].own
      let isLast = index == values.count - 1
      var needed = Set(result)
      for later in values[(index + 1)...] { needed.formUnion(later.own) }
      let all = left + right.filter { !left.contains($0) }
      let step = Step(
        left: left, right: right, result: isLast ? result : all.filter(needed.contains),
        inner: all.filter { !needed.contains($0) })
      steps.append(step)
      left = step.result
    }
    self.steps = steps
  }

  private static func strides(_ extents: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: extents.count)
    for axis in extents.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] &* extents[axis + 1]
    }
    return strides
  }

  /// The extents of axes.
  func extents(_ letters: [Character]) -> [Int] { letters.map { known[$0] ?? 1 } }

  /// The extents of axes with their names in formulas.
  func factors(_ letters: [Character]) -> [Factor] { letters.map { Factor(Self.name($0), known[$0] ?? 1) } }

  /// The name of an axis in formulas.
  static func name(_ letter: Character) -> String { letter.isNumber ? "axis_\(letter)" : String(letter) }

  /// How far steps along some axes move in numbers with other axes, laid out without gaps.
  func strides(of letters: [Character], in others: [Character]) -> [Int] {
    let strides = Self.strides(extents(others))
    return letters.map { letter in others.firstIndex(of: letter).map { strides[$0] } ?? 0 }
  }

  // MARK: The definition

  private static func offset(_ position: [Int], _ strides: [Int]) -> Int {
    zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// An element of the reduced form of a value, summed over letters that only it has.
  func element<N: Number>(of input: Tensor<N>, _ value: Value, at position: [Int]) -> N {
    let start = Self.offset(position, value.own.map { value.strides[$0] ?? 0 })
    let steps = value.summed.map { value.strides[$0] ?? 0 }
    let elements = Positions(extents(value.summed)).map { input.values[start + Self.offset($0, steps)] }
    return elements.dropFirst().reduce(elements[0]) { $0 + $1 }
  }

  /// The reduced form of a value, without gaps.
  func summed<N: Number>(_ input: Tensor<N>, _ value: Value) -> [N] {
    Positions(extents(value.own)).map { element(of: input, value, at: $0) }
  }

  /// One element of a product.
  func element<N: Number>(of step: Step, _ left: [N], _ right: [N], at position: [Int]) -> N {
    let (a, b) = (
      Self.offset(position, strides(of: step.result, in: step.left)),
      Self.offset(position, strides(of: step.result, in: step.right))
    )
    guard !step.inner.isEmpty else { return left[a] * right[b] }
    let (leftSteps, rightSteps) = (
      strides(of: step.inner, in: step.left), strides(of: step.inner, in: step.right)
    )
    var sum = N(0)
    for term in Positions(extents(step.inner)) {
      sum.accumulate(
        left[a + Self.offset(term, leftSteps)], times: right[b + Self.offset(term, rightSteps)])
    }
    return sum
  }

  /// Returns the gradient of the reduced form of a value to the elements it came from.
  func spread<N: Number>(_ gradient: [N], _ value: Value, to shape: Shape) -> Tensor<N> {
    var spread = Tensor(shape, Array(repeating: N(0), count: shape.elementCount ?? 0))
    let (own, summed) = (
      value.own.map { value.strides[$0] ?? 0 }, value.summed.map { value.strides[$0] ?? 0 }
    )
    for (position, number) in zip(Positions(extents(value.own)), gradient) {
      let start = Self.offset(position, own)
      for term in Positions(extents(value.summed)) {
        spread.values[start + Self.offset(term, summed)] = number
      }
    }
    return spread
  }

  /// The gradient of one side of a product: that of the product times the other side, summed over letters it lacks.
  func gradient<N: Number>(
    of step: Step, _ gradient: [N], by letters: [Character], other: [N], _ others: [Character]
  )
    -> [N]
  {
    let all = step.all
    let (own, from, across) = (
      strides(of: all, in: letters), strides(of: all, in: step.result), strides(of: all, in: others)
    )
    var sums = [N](repeating: N(0), count: extents(letters).reduce(1, *))
    let isMoved = isMoved(step, by: letters)
    for position in Positions(extents(all)) {
      let (place, dy, factor) = (
        Self.offset(position, own), gradient[Self.offset(position, from)],
        other[Self.offset(position, across)]
      )
      if !step.inner.isEmpty {
        sums[place].accumulate(dy, times: factor)
      } else {
        sums[place] = isMoved ? dy * factor : sums[place] + dy * factor
      }
    }
    return sums
  }

  /// Whether a side of a product has all its letters: each of its elements is in only one product.
  private func isMoved(_ step: Step, by letters: [Character]) -> Bool { letters.count == step.all.count }

  /// The work of ``gradient(of:_:by:other:_:)``.
  func gradientWork(of step: Step, by letters: [Character]) -> Work {
    var work = Work()
    let count = Count(factors(step.all))
    work[step.inner.isEmpty ? .multiplications : .multiplyAdds] = count
    if step.inner.isEmpty, !isMoved(step, by: letters) { work[.additions] = count }
    return work
  }
}
