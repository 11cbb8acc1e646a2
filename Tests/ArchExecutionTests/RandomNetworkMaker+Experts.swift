// Mixtures of experts over [tokens, features].
extension RandomNetworkMaker {
  /// A mixture whose experts are one or two dense layers.
  mutating func experts() {
    let (groups, size) = (dice.chance(40) ? dice.number(2...3) : 1, dice.number(1...4))
    let (count, best) = (groups * size, dice.number(1...groups))
    let top = dice.number(1...best * size)
    var options = dice.pick(["", ", router: sigmoid", ", normalize: false", ", scale: 2"])
    if dice.chance(30) { options += ", selection_bias: true" }
    if groups > 1 {
      options += ", groups: \(groups), top_groups: \(best), group_scores: \(dice.number(1...size))"
    }
    let units = dice.number(1...5)
    let first = dice.pick(["", "", "rms_norm -> ", "layer_norm -> ", "layer_norm(scale: false) -> "])
    let last = dice.pick(["", "", " -> scale(axis: -1)", " -> bias(axis: 1)"])
    var lines = [
      RandomNetwork.Statement.line(
        "\(first)dense(\(units), bias: \(dice.chance(50)))\(last) -> \(dice.pick(["relu", "gelu", "silu", "tanh"]))"
      )
    ]
    shape[1] = units
    if dice.chance(40) {
      shape[1] = dice.number(1...5)
      lines.append(.line("dense(\(shape[1]))"))
    }
    body.append(.group("experts(\(count), top: \(top)\(options))", lines))
  }
}
