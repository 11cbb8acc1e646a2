// Networks over time.
extension Rules {
  static let recurrent: [String: Rule] = [
    "LSTM": steps(gates: 4), "GRU": steps(gates: 3), "RNN": steps(gates: 1),
  ]

  /// `[T, B, I]` with weights `[D, gates*H, I]` gives `[T, D, B, H]` and last states `[D, B, H]`; with `layout` 1 the
  /// batch comes first.
  private static func steps(gates: Int) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0, rank: 3)
      let (weight, recurrence) = (try use.input(1, rank: 3), try use.input(2, rank: 3))
      let direction = try use.string("direction", default: "forward")
      guard ["forward", "reverse", "bidirectional"].contains(direction) else {
        throw .choice("direction", direction)
      }
      let directions = direction == "bidirectional" ? 2 : 1
      let hidden = recurrence.shape[2]
      if let given = try use.integer("hidden_size"), given != hidden { throw .number("hidden_size", given) }
      let rows = try Use.product(gates, hidden)
      guard weight.shape == [directions, rows, input.shape[2]],
        recurrence.shape == [directions, rows, hidden]
      else {
        throw .shapes([input.shape, weight.shape, recurrence.shape])
      }
      if let bias = use.optional(3), bias.shape != [directions, try Use.product(2, rows)] {
        throw .shapes([weight.shape, bias.shape])
      }
      let isBatchFirst = try use.flag("layout")
      let (time, batch) =
        isBatchFirst ? (input.shape[1], input.shape[0]) : (input.shape[0], input.shape[1])
      let state = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden]
      for index in [5, 6] {
        if let start = use.optional(index), start.shape != state { throw .shapes([state, start.shape]) }
      }
      use.give(
        input.type, isBatchFirst ? [batch, time, directions, hidden] : [time, directions, batch, hidden])
      use.give(input.type, state)
      if gates == 4 { use.give(input.type, state) }
    }
  }
}
