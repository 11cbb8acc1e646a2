// One entry computed from many.
extension Rules {
  static let reductions: [String: Rule] = {
    var table: [String: Rule] = [:]
    let add = checked { $0.addingReportingOverflow($1) }
    table["ReduceSum"] = reduction(from: 13, whole: (0, add), real: (0, { $0 + $1 }))
    table["ReduceProd"] = reduction(
      from: 18, whole: (1, checked { $0.multipliedReportingOverflow(by: $1) }), real: (1, { $0 * $1 }))
    table["ReduceMax"] = reduction(from: 18, whole: (nil, { max($0, $1) }), real: (nil, { max($0, $1) }))
    table["ReduceMin"] = reduction(from: 18, whole: (nil, { min($0, $1) }), real: (nil, { min($0, $1) }))
    let sum: (Double?, Real) = (0, { $0 + $1 })
    table["ReduceMean"] = reduction(from: 18, real: sum, end: { $0 / Double($1) })
    table["ReduceL1"] = reduction(from: 18, real: sum, of: { abs($0) })
    table["ReduceL2"] = reduction(from: 18, real: sum, of: { $0 * $0 }, end: { sum, _ in sum.squareRoot() })
    table["ReduceSumSquare"] = reduction(from: 18, real: sum, of: { $0 * $0 })
    for name in ["ReduceLogSum", "ReduceLogSumExp"] { table[name] = reduction(from: 18, real: nil) }
    table["ArgMax"] = argument { $0 > $1 }
    table["ArgMin"] = argument { $0 < $1 }
    return table
  }()

  /// - Parameters:
  ///   - version: the first version whose axes are an input.
  ///   - whole: the start for integers and how two are combined; without a start, the first integer is it.
  ///   - real: the same for real numbers.
  ///   - each: transforms each real number first.
  ///   - end: transforms the result of so many.
  private static func reduction(
    from version: Int, whole: (start: Int?, next: Whole)? = nil, real: (start: Double?, next: Real)?,
    of each: @escaping @Sendable (Double) -> Double = { $0 },
    end: @escaping @Sendable (Double, Int) -> Double = { result, _ in result }
  ) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      let given = use.version < version ? try use.integers("axes") : try use.optionalIntegers(1)
      let keeps = try use.flag("keepdims", default: true)
      if given ?? [] == [], try use.flag("noop_with_empty_axes") {
        return use.give(input.type, input.shape, whole == nil || real == nil ? nil : input.known)
      }
      let axes = given ?? [] == [] ? Array(input.shape.indices) : try Use.axes(given ?? [], of: input.rank)
      let shape = reduced(input.shape, axes, keeps)
      guard let known = input.known, !input.shape.contains(0) else { return use.give(input.type, shape) }
      // The entries that are combined for each entry of the output.
      let strides = Numbers.strides(input.shape)
      let kept = Numbers.indices(
        input.shape.enumerated().map { axes.contains($0) ? 1 : $1 }, steps: strides)
      let summed = Numbers.indices(
        input.shape.enumerated().map { axes.contains($0) ? $1 : 1 }, steps: strides)
      switch known {
      case .integers(let values):
        let results = kept.map { base -> Int? in
          guard let whole else { return nil }
          let start = whole.start ?? values[base]
          return summed.reduce(start) { result, offset in
            result.flatMap { whole.next($0, values[base + offset]) }
          }
        }
        use.give(input.type, shape, Numbers.integers(results, input.type))
      case .floats(let values):
        guard let real, input.type == .float32 || input.type == .float64 else {
          return use.give(input.type, shape)
        }
        let results = kept.map { base in
          end(
            summed.reduce(real.start ?? values[base]) { real.next($0, each(values[base + $1])) }, summed.count
          )
        }
        use.give(input.type, shape, Numbers.floats(results, input.type))
      }
    }
  }

  static func reduced(_ shape: [Int], _ axes: [Int], _ keeps: Bool) -> [Int] {
    shape.indices.compactMap { axes.contains($0) ? keeps ? 1 : nil : shape[$0] }
  }

  private static func argument(_ isBetter: @escaping @Sendable (Double, Double) -> Bool) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      let axis = try Use.axis(try use.integer("axis", default: 0), of: input.rank)
      let shape = reduced(input.shape, [axis], try use.flag("keepdims", default: true))
      let takesLast = try use.flag("select_last_index")
      var known: FlatModel.Known?
      if input.rank == 1, let values = input.known?.doubles, var best = values.indices.first {
        for index in values.indices
        where isBetter(values[index], values[best]) || takesLast && values[index] == values[best] {
          best = index
        }
        known = .integers([best])
      }
      use.give(.int64, shape, known)
    }
  }
}
