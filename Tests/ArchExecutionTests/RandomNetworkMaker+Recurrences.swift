// Scans, linear attention and what else goes over sequences.
extension RandomNetworkMaker {
  /// A layer over the sequence that a map of one axis is, `[tokens, features]`, over one of maps, or over axes.
  mutating func recurrence() -> String? {
    switch dice.number(0...9) {
    case 0: return transform()
    case 1: return convolutionalRecurrence()
    case 2: return projectedRecurrence()
    case 3: return sparseProduct()
    default: return scan()
    }
  }

  /// A Fourier transform; both its parts are an axis more.
  private mutating func transform() -> String? {
    var left = Array(0...axes)
    var chosen: [Int] = []
    for _ in 0..<dice.number(1...left.count) {
      chosen.append(left.remove(at: dice.number(0...left.count - 1)))
    }
    let written = chosen.map { dice.chance(30) ? $0 - shape.count : $0 }
    guard axes < 3, dice.chance(40) else { return "fft(\(written))" }
    shape = [2] + shape
    return "fft(\(written), part: complex)"
  }

  /// The first axis of a map is taken for steps.
  private mutating func convolutionalRecurrence() -> String? {
    guard axes > 1 else { return nil }
    let (filters, kernel) = (dice.number(1...3), dice.number(1...3))
    shape[1] = filters
    return "conv_lstm(\(filters), kernel: \(kernel), bias: \(dice.chance(50)))"
  }

  private mutating func projectedRecurrence() -> String? {
    guard axes == 1 else { return nil }
    if dice.chance(50) { return recurrenceFromStates() }
    let (projection, both) = (dice.number(1...3), dice.chance(50))
    shape[1] = projection * (both ? 2 : 1)
    return
      "lstm(\(projection + dice.number(1...3)), projection: \(projection), bidirectional: \(both), biases: \(dice.pick(["two", "one", "none"])))"
  }

  /// A recurrent layer that begins at states which are worked out, and may give that of its cell.
  private mutating func recurrenceFromStates() -> String {
    let (units, both, value) = (dice.number(1...3), dice.chance(30), newName("value"))
    let width = units * (both ? 2 : 1)
    add("\(value): tanh")
    /// A state: of the value, or learnt.
    func state() -> String {
      guard dice.chance(60) else { return "parameter([\(width)])" }
      let name = newName("state")
      add("\(name): \(value) -> global_avg_pool(axis: 0) -> dense(\(width))")
      return name
    }
    let (first, cell) = (state(), state())
    let directions = "bidirectional: \(both)"
    switch dice.number(0...2) {
    case 0:
      let givesCell = dice.chance(60)
      shape = [shape[0] + (givesCell ? 1 : 0), width]
      return
        "\(value) -> lstm(\(units), \(directions), returns: \(givesCell ? "all" : "sequence"), state: \(first), cell: \(cell))"
    case 1:
      shape[1] = width
      return "\(value) -> gru(\(units), \(directions), reset_after: \(dice.chance(50)), state: \(first))"
    default:
      shape[1] = width
      return "\(value) -> rnn(\(units), \(directions), biases: \(dice.pick(["two", "one"])), state: \(cell))"
    }
  }

  private mutating func sparseProduct() -> String? {
    guard axes == 1 else { return nil }
    let rows = dice.number(1...8)
    let nonzeros = dice.number(1...rows * shape[0])
    shape[0] = rows
    return "sparse_matmul(\(nonzeros), rows: \(rows))"
  }

  /// Scans and linear attention, of a sequence and what is made of it.
  private mutating func scan() -> String? {
    // What is refused later would leave the values behind that were made for it.
    guard axes == 1, shape[0] <= 24, shape[0] * max(shape[1], 9) <= mostElements else { return nil }
    let (features, states) = (shape[1], dice.number(1...4))
    let value = newName("value")
    /// A value of so many features for each token.
    func made(_ features: Int) -> String {
      let name = newName("value")
      add("\(name): \(value) -> dense(\(features))")
      return name
    }
    // Bounded, since products of several values follow.
    add("\(value): tanh")
    switch dice.number(0...5) {
    case 0:
      let (delta, b, c) = (made(features), made(states), made(states))
      return "selective_scan(\(value), \(delta), \(b), \(c), softplus: true, skip: \(dice.chance(60)))"
    case 1:
      let heads = dice.pick((1...features).filter { features % $0 == 0 && $0 <= 6 })
      let groups = dice.pick((1...heads).filter { heads % $0 == 0 })
      let (dt, b, c) = (made(heads), made(groups * states), made(groups * states))
      return "mamba2_scan(\(value), \(dt), \(b), \(c), heads: \(heads), state: \(states))"
    case 2: return "wkv(\(made(features)), \(value))"
    case 3...4:
      let (name, count) = dice.pick([("wkv6", 4), ("wkv7", 6)])
      let heads = dice.pick((1...features).filter { features % $0 == 0 })
      let values = [value] + (1..<count).map { _ in made(features) }
      return "\(name)(\(values.joined(separator: ", ")), heads: \(heads))"
    default:
      let heads = dice.number(1...3)
      let width = heads * dice.number(1...3)
      let (q, k) = (made(width), made(width))
      let v = made(width)
      shape[1] = width
      return
        "linear_attention(\(q), \(k), \(v), heads: \(heads), causal: \(dice.chance(50)), feature: \(dice.pick(["elu", "relu"])), epsilon: 0.5)"
    }
  }
}
