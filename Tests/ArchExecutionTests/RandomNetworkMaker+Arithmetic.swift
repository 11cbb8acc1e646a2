// Functions of elements, and merges of values of several shapes.
extension RandomNetworkMaker {
  /// A function of elements; the shape stays.
  mutating func arithmetic() -> String {
    let number = dice.pick(["2", "3"])
    let clamp = dice.pick(["min: -0.5, max: 1", "min: 0", "max: 0.75"])
    let affine = dice.pick(["affine(0.5, 1)", "affine(-1)", "affine(offset: 0.25)", "affine"])
    let power = positive(dice.pick(["power(0.75)", "power(-1.5)"]))
    // What grows fast is kept from growing without end where it is repeated.
    let growing = dice.pick(["exp", "square", "power(\(number))"])
    return dice.pick([
      "clamp(min: -4, max: 4) -> \(growing)", "sin", "cos", "abs", "sign", "floor", "ceil", "round", "erf",
      "clamp(\(clamp))", affine, power, positive("log"), positive("sqrt"), positive("rsqrt"),
      positive("reciprocal"), "gelu(approximate: sigmoid)", "softsign", "celu(0.7)", "log_sigmoid",
      "threshold(0.1, -0.5)", dice.pick(["hard_tanh", "hard_tanh(-0.5, 2)"]), "hard_shrink",
      "soft_shrink(0.2)",
    ])
  }

  /// Numbers that are made positive before what needs that.
  private func positive(_ function: String) -> String { "abs -> affine(offset: 0.5) -> \(function)" }

  /// A merge of the current value with one that has one element on some axes, or fewer axes; the shape stays.
  mutating func spread() {
    let kind = dice.pick([
      "add", "subtract", "multiply", "maximum", "minimum", "average", "abs_difference", "divide", "greater",
      "greater_or_equal", "less", "less_or_equal", "equal", "where",
    ])
    if dice.chance(50) { spreadPart(kind) } else { spreadInput(kind) }
  }

  /// A merge with a part of the value itself.
  private mutating func spreadPart(_ kind: String) {
    var layers: [String] = []
    for (axis, extent) in shape.enumerated() where dice.chance(60) {
      let place = dice.number(0...extent - 1)
      layers.append("slice(axis: \(axis), from: \(place), to: \(place + 1))")
    }
    if dice.chance(25) { layers = ["global_avg_pool(keep_axes: true)"] }
    if kind == "divide" { layers.append(positive("identity")) }
    let part: RandomNetwork.Statement = .group(
      "branch", layers.isEmpty ? [] : [.line(layers.joined(separator: " -> "))])
    let whole: RandomNetwork.Statement = .group("branch", [])
    switch kind {
    case "where":
      body.append(
        .group(kind, [.group("branch", [.line("hard_shrink")]), dice.chance(50) ? part : whole, part]))
    case "divide": body.append(.group(kind, [whole, part]))
    default: body.append(.group(kind, dice.chance(50) ? [whole, part] : [part, whole]))
    }
  }

  /// A merge with an input of its own.
  private mutating func spreadInput(_ kind: String) {
    var other = shape.map { dice.chance(50) ? 1 : $0 }
    if dice.chance(40) { other.removeFirst(dice.number(1...shape.count - 1)) }
    let fitsFirst = zip(other, shape).allSatisfy { $0 == 1 || $0 == $1 } && other.contains { $0 != 1 }
    // What would also fit the first axes is refused.
    guard other.count == shape.count || !fitsFirst, shape.reduce(1, *) <= mostElements / 2 else {
      return add(activation())
    }
    let (value, name) = (newName("value"), newName("spread"))
    add("\(value): identity")
    add("input \(name): \(other)")
    switch kind {
    case "where": add("where(\(value), \(name), \(value))")
    case "divide": add("divide(\(value), \(name))")
    default: add(dice.chance(50) ? "\(kind)(\(value), \(name))" : "\(kind)(\(name), \(value))")
    }
  }
}
