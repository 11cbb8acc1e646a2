// Mixtures of experts over [tokens, features].
extension RandomNetworkMaker {
  /// A mixture whose experts are one or two dense layers.
  mutating func experts() {
    let count = dice.number(1...4)
    let top = dice.number(1...count)
    var options = dice.pick(["", ", router: sigmoid", ", normalize: false", ", scale: 2"])
    if dice.chance(30) { options += ", selection_bias: true" }
    let units = dice.number(1...5)
    var lines = [
      RandomNetwork.Statement.line(
        "dense(\(units), bias: \(dice.chance(50))) -> \(dice.pick(["relu", "gelu", "silu", "tanh"]))")
    ]
    shape[1] = units
    if dice.chance(40) {
      shape[1] = dice.number(1...5)
      lines.append(.line("dense(\(shape[1]))"))
    }
    body.append(.group("experts(\(count), top: \(top)\(options))", lines))
  }
}
