import ArchDiagnostics

extension Misfit {
  /// A stable name for the kind of fault.
  public var code: String {
    switch self {
    case .rank: "wrong-rank"
    case .element: "wrong-element"
    case .axes: "wrong-axes"
    case .window: "window-too-large"
    case .empty: "empty-output"
    case .indivisible: "indivisible"
    case .shapes: "mismatched-shapes"
    case .alignment: "misaligned-shapes"
    case .inputs: "wrong-inputs"
    case .range: "out-of-range"
    case .elements: "wrong-elements"
    case .conflict: "conflict"
    case .tooLarge: "too-large"
    case .shared: "shared-weights"
    case .tooMany: "too-many"
    }
  }

  /// The fault of the operator called `name`: title, evidence and remedy.
  public func wording(for name: String) -> (title: String, evidence: [String], help: String?) {
    switch self {
    case .rank(let expected, let found):
      return (
        "`\(name)` needs \(expected)", ["it receives \(Self.describe(found))"],
        found.rank == 1
          ? nil : found.rank == 3 && expected.has("vector") ? "`flatten` before it makes a vector" : nil
      )
    case .element(let expected, let found):
      let wanted = expected == .token ? "a sequence of tokens" : "numbers"
      return (
        "`\(name)` needs \(wanted)", ["it receives \(Self.describe(found))"],
        expected == .number ? "`embedding` turns tokens into vectors of numbers" : nil
      )
    case .axes(let argument, let given, let needed):
      return (
        "`\(argument)` of `\(name)` has \(Self.count(given, "number")), but the input has \(Self.count(needed, "spatial axis", "spatial axes"))",
        [], "give one number for all axes, or \(needed)"
      )
    case .window(let axis, let kernel, let padded, let input):
      let padding = padded == input ? "" : " (\(padded) with padding)"
      let needed = (kernel - padded + 1) / 2
      return (
        "the window of `\(name)` is larger than its input",
        ["its \(axis) covers \(kernel), the input has \(input)\(padding)"],
        "`padding: \((padded - input) / 2 + needed)` or a smaller kernel would make it fit"
      )
    case .empty(let axis, let extent):
      return ("`\(name)` would produce nothing", ["the \(axis) of its output would be \(extent)"], nil)
    case .indivisible(let what, let count, let by, let divisor, let other, let adjustable):
      let divisors =
        other.map { Self.commonDivisors(of: count, and: $0, near: divisor) }
        ?? Self.nearestDivisors(of: count, to: divisor)
      let multiples = adjustable.flatMap { Self.nearestMultiples(of: divisor, to: count, $0) }
      return (
        "`\(name)` cannot split \(what) into \(divisor) \(by)",
        ["\(count) is not a multiple of \(divisor)"],
        multiples.map { multiples in divisors.map { "\($0); or \(multiples)" } ?? "\(multiples) would do" }
          ?? divisors
      )
    case .shapes(let shapes, let except):
      let axes = except.map { " in every dimension but the \(Self.ordinal($0))" } ?? ""
      return (
        "the inputs of `\(name)` have different shapes",
        shapes.enumerated().map { "input \($0 + 1) is \($1)" }, "they must match\(axes)"
      )
    case .alignment(let part, let whole, let fitsLast):
      return Self.alignment(of: part, with: whole, fitsLast: fitsLast, in: name)
    case .inputs(let expected, let found):
      return ("`\(name)` takes \(expected), not \(found)", [], nil)
    case .range(let what, let value, let allowed):
      return ("\(what) of `\(name)` is out of range", ["it is \(value); \(allowed)"], nil)
    case .elements(let from, let to):
      let counts = [from, to].map { $0.elementCount.map(String.init) ?? "too many" }
      return (
        "`\(name)` cannot change the number of elements",
        ["\(from) has \(counts[0]) elements, \(to) has \(counts[1])"], nil
      )
    case .conflict(let title, let help):
      return (title, [], help)
    case .tooLarge(let extents):
      let shape = extents.isEmpty ? [] : ["of extents \(Shape(extents))"]
      return (
        "a tensor of `\(name)` is too large to count", shape,
        "a tensor may have at most \(Int.max) elements, an extent at most \(Limits.extent)"
      )
    case .shared(let made, let needed):
      return (
        "the weights of `\(name)` are shared, but this call needs different ones",
        [
          "the first call made \(Self.describe(made))", "this call needs \(Self.describe(needed))",
        ], "all calls of a shared instance must receive inputs of the same shape"
      )
    case .tooMany(let what, let limit):
      return ("the network has more than \(limit) \(what)", [], "that is archcalc's limit")
    }
  }

  /// Both readings of a value that has fewer axes than another, and how to write each.
  private static func alignment(
    of part: Shape, with whole: Shape, fitsLast: Bool, in name: String
  ) -> (title: String, evidence: [String], help: String?) {
    let ones = Array(repeating: 1, count: whole.rank - part.rank)
    let (first, last) = (Shape(part.dimensions + ones), Shape(ones + part.dimensions))
    let meaning = part.rank == 1 ? "one number for each channel" : "one number for each position on them"
    let firstReading = "aligned at the first axes it would be \(first), \(meaning)"
    if fitsLast {
      return (
        "`\(name)` can align \(part) with \(whole) in two ways",
        ["aligned at the last axes it would be \(last)", firstReading],
        "`reshape(\(last.dimensions))` or `reshape(\(first.dimensions))` before it says which you mean"
      )
    }
    let pairs = zip(part.dimensions.reversed(), whole.dimensions.reversed())
    let (own, other) = pairs.first { $0 != $1 && $0 != 1 && $1 != 1 } ?? (part[0], whole[0])
    return (
      "`\(name)` aligns shapes at their last axes: \(own) does not meet \(other)",
      ["\(part) meets \(whole)", firstReading],
      "`reshape(\(first.dimensions))` before it makes it so"
    )
  }

  private static func describe(_ shape: Shape) -> String {
    if shape.element == .token { return "\(shape) tokens" }
    return switch shape.rank {
    case 0: "a single number"
    case 1: "a vector of \(shape)"
    default: "\(shape)"
    }
  }

  private static func describe(_ parameters: [Parameter]) -> String {
    parameters.isEmpty
      ? "no weights" : parameters.map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  private static func ordinal(_ index: Int) -> String {
    switch index {
    case 0: "first"
    case 1: "second"
    case 2: "third"
    default: "\(index + 1)th"
    }
  }

  /// The divisors that two counts have in common on either side of `wanted`.
  private static func commonDivisors(of count: Int, and other: Int, near wanted: Int) -> String? {
    var (divisor, rest) = (count, other)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    if divisor == 1 { return "1 is the only number that divides both \(count) and \(other)" }
    return nearestDivisors(of: divisor, to: wanted, named: "both \(count) and \(other)")
  }

  /// The multiples of a number on either side of a count: `5 or 10 filters`.
  private static func nearestMultiples(of divisor: Int, to count: Int, _ noun: String) -> String? {
    guard divisor > 0, count > 0 else { return nil }
    let below = count / divisor * divisor
    let (above, overflow) = below.addingReportingOverflow(divisor)
    let found = [below, above].filter { $0 > 0 && !(overflow && $0 == above) }
    return found.isEmpty ? nil : "\(found.map(String.init).joined(separator: " or ")) \(noun)"
  }

  /// The divisors of `count` on either side of `wanted`.
  private static func nearestDivisors(of count: Int, to wanted: Int, named: String? = nil) -> String? {
    guard count > 1, wanted > 0, count <= 1 << 20 else { return nil }
    let below = stride(from: min(wanted, count), through: 1, by: -1).first { count % $0 == 0 }
    let above = wanted < count ? (wanted...count).first { count % $0 == 0 } : nil
    let near = [below, above].compactMap { $0 }.map(String.init)
    return near.isEmpty
      ? nil : "\(near.joined(separator: " and ")) divide\(near.count == 1 ? "s" : "") \(named ?? "\(count)")"
  }
}
