import ArchGraph

/// Sums of products of elements of one or several values, by an equation in Einstein's notation.
public struct Einsum: Operator {
  /// The equation as written.
  public let equation: String

  /// The equation as read.
  let read: Result<EinsumEquation, EinsumFault>

  /// Sums by an equation such as `hid,hjd->hij`.
  public init(_ equation: String) {
    self.equation = equation
    read = Result { () throws(EinsumFault) in try EinsumEquation(equation) }
  }

  public static let signature = Signature(
    "einsum", .dense, "Sums of products of one value or several, by an equation of their axes.",
    inputs: .oneOrSeveral,
    arguments: [
      .positional(
        "equation", .text("an equation such as `\"hid,hjd->hij\"`"),
        "the axes of each value and of the result, a letter for each")
    ],
    notes: [
      "The equation has no letter for the batch. `einsum(\"hid,hjd->hij\", q, k)` is what elsewhere is written "
        + "`bhid,bhjd->bhij`; of one value it is `x -> einsum(\"chw->hwc\")`.",
      "Axes in the result stay, and the rest are summed over. A letter twice in one value is its diagonal. `...` is any "
        + "further axes, the last of each value aligned. Without `->` the result has the letters that occur once, in the "
        + "order of the alphabet.",
      "The order is stated: first each value is summed over letters that stand nowhere else; then the first is multiplied by "
        + "the second, the product by the third and so on, each time summed over the letters that are not needed again. "
        + "So does PyTorch without `opt_einsum`. Where nothing is summed there are multiplications, and no multiply-adds.",
      "A letter has one extent: an axis of one element is not repeated.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(try arguments.text("equation"))
    switch read {
    case .success(let read) where read.leavesBatch: break
    case .success:
      throw ArgumentFault(
        argument: "equation", expected: "an equation that leaves a letter for the batch",
        found: .text(equation))
    case .failure(let fault):
      throw ArgumentFault(
        argument: "equation", expected: Self.signature.arguments[0].kind.description, found: .text(equation),
        help: fault.description)
    }
  }

  public var arguments: [ArgumentValue?] { [.text(equation)] }

  /// The axes of the result.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let equation: EinsumEquation
    switch read {
    case .success(let read): equation = read
    case .failure(let fault): throw .conflict("`\(self.equation)` is no equation", help: fault.description)
    }
    for input in inputs where input.element != .number { throw .element(expected: .number, found: input) }
    guard inputs.count == equation.factors.count else {
      let count = equation.factors.count
      throw .inputs(
        expected: count == 1 ? "the one value of its equation" : "the \(count) values of its equation",
        found: inputs.count)
    }
    for (index, (factor, shape)) in zip(equation.factors, inputs).enumerated()
    where factor.axes(rank: shape.rank) == nil {
      let hasBatch = factor.after == nil && factor.letters.count == shape.rank + 1
      throw .conflict(
        "value \(index + 1) of `einsum` is \(shape.rank == 0 ? "one number" : "\(shape)"), and its axes in the "
          + "equation are `\(factor.text)`",
        help: hasBatch
          ? "shapes are those of one example: leave the letter of the batch out of all"
          : "each axis needs a letter; `...` is any number of axes")
    }
    guard let axes = equation.axes(ranks: inputs.map(\.rank)) else { throw .tooLarge([]) }
    var extents: [Character: (extent: Int, value: Int)] = [:]
    for (index, (letters, shape)) in zip(axes.factors, inputs).enumerated() {
      for (letter, extent) in zip(letters, shape.dimensions) {
        let known = extents[letter] ?? (extent, index)
        guard known.extent == extent else {
          let name = letter.isNumber ? "an axis of `...`" : "`\(letter)`"
          throw .conflict(
            "\(name) has \(known.extent) elements in value \(known.value + 1) of `einsum`, and \(extent) in "
              + "value \(index + 1)",
            help: known.extent == 1 || extent == 1
              ? "an axis of one element is not repeated: `expand` repeats it, or a `reshape` takes it and its letter away"
              : nil)
        }
        extents[letter] = known
      }
    }
    guard axes.result.count <= Limits.rank else { throw .tooMany("axes of a value", limit: Limits.rank) }
    // A shape is never empty.
    if axes.result.isEmpty { return .extents([Extent("result", 1)]) }
    return .extents(axes.result.map { Extent(EinsumPlan.name($0), extents[$0]?.extent ?? 1) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Additions for sums within one value; for each product of two a multiply-add if it is summed over letters,
  /// or a multiplication if it is not.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let plan = plan(inputs)
    var work = Work()
    for value in plan.values {
      work[.activationReads] = work[.activationReads] + Count(plan.factors(value.letters))
      guard !value.summed.isEmpty else { continue }
      var additions = Count(plan.factors(value.summed), plan.factors(value.own))
      additions.add([Factor("minus_one", -1)] + plan.factors(value.own))
      work[.additions] = work[.additions] + additions
    }
    for step in plan.steps {
      let kind: Work.Kind = step.inner.isEmpty ? .multiplications : .multiplyAdds
      work[kind] = work[kind] + Count(plan.factors(step.all))
    }
    work[.writes] = Count(plan.factors(plan.result))
    return work
  }

  /// The same position if all values have the axes of the result, apart from channels; otherwise any.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let plan = plan(inputs)
    let isPointwise =
      output.rank > 1
      && plan.terms.allSatisfy { term in
        term.count == output.rank && term.dropFirst() == plan.result.dropFirst()
          && Set(term).count == term.count
      }
    return isPointwise ? .pointwise : .everything
  }

  /// `y[result] = Σ a[…] * b[…]`, each value summed over its own letters first, multiplying two at a time.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let plan = plan(inputs.map(\.shape))
    guard let last = plan.steps.last else {
      return Tensor(output) { plan.element(of: inputs[0], plan.values[0], at: $0) }
    }
    var left = plan.summed(inputs[0], plan.values[0])
    for (step, (input, value)) in zip(plan.steps.dropLast(), zip(inputs, plan.values).dropFirst()) {
      let right = plan.summed(input, value)
      left = Positions(plan.extents(step.result)).map { plan.element(of: step, left, right, at: $0) }
    }
    let right = plan.summed(inputs[inputs.count - 1], plan.values[inputs.count - 1])
    return Tensor(output) { plan.element(of: last, left, right, at: $0) }
  }

  public var traits: Traits {
    guard case .success(let read) = read else {
      return Traits(
        isDefinedByElement: false, channels: .rearranged, values: .sumOfElements, axes: .unknown, part: .layer
      )
    }
    // With a single value or product of two, an element needs only its own numbers.
    let all = read.factors.map { Set($0.letters) }
    let isWhole = all.enumerated().allSatisfy { index, letters in
      letters.allSatisfy { letter in
        read.result.letters.contains(letter)
          || all.enumerated().contains { $0.offset != index && $0.element.contains(letter) }
      }
    }
    return Traits(
      isDefinedByElement: all.count == 1 || all.count == 2 && isWhole, channels: .rearranged,
      values: .sumOfProducts(over: Self.summedPlaces(read)), axes: .unknown, part: .layer)
  }

  /// The place of each letter that the result lacks: in which value, and on which axis, from the end if after points.
  private static func summedPlaces(_ read: EinsumEquation) -> [Traits.AxisPlace] {
    var seen = Set(read.result.letters)
    var places: [Traits.AxisPlace] = []
    for (index, factor) in read.factors.enumerated() {
      for (axis, letter) in factor.before.enumerated() where seen.insert(letter).inserted {
        places.append(.init(input: index, axis: axis))
      }
      let after = factor.after ?? []
      for (axis, letter) in after.enumerated() where seen.insert(letter).inserted {
        places.append(.init(input: index, axis: axis - after.count))
      }
    }
    return places
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The plan for values of these shapes, which it takes.
  func plan(_ inputs: [Shape]) -> EinsumPlan {
    guard case .success(let equation) = read, let axes = equation.axes(ranks: inputs.map(\.rank)) else {
      return EinsumPlan([], [], inputs)
    }
    return EinsumPlan(axes.factors, axes.result, inputs)
  }
}
