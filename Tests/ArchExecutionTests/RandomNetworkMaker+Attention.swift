// Attention over [tokens, features].
extension RandomNetworkMaker {
  /// Options of attention with heads of so many features, each with a comma before it.
  mutating func attentionOptions(width: Int, tokens: Int) -> String {
    var text = ""
    if dice.chance(20) { text += ", qk_norm: \(dice.pick(["rms", "layer", "l2"]))" }
    if width % 2 == 0, dice.chance(25) {
      text += ", rotary: \(dice.pick([100, 10_000])), rotary_interleaved: \(dice.chance(50))"
      if width > 2, dice.chance(30) { text += ", rotary_width: 2" }
      text += rotaryScaling("rotary_")
    }
    if dice.chance(15) {
      text += ", \(dice.pick(["query_bias", "key_bias", "value_bias"])): \(dice.chance(50))"
    }
    if dice.chance(10) {
      text += ", learnt_scale: true"
    } else {
      text += scoringOptions(tokens: tokens, scale: true)
    }
    return text
  }

  mutating func scoringOptions(tokens: Int, scale: Bool) -> String {
    var text = ""
    if scale, dice.chance(20) { text += ", scale: \(dice.pick(["1", "0.5"]))" }
    if dice.chance(15) { text += ", soft_cap: 3" }
    switch dice.number(0...6) {
    case 0: text += ", causal: true"
    case 1: text += ", causal: true, window: \(dice.number(1...tokens))"
    case 2: text += ", window: \(dice.number(1...tokens))"
    case 3: text += ", causal: true, prefix: \(dice.number(1...tokens))"
    case 4: text += ", block: \(dice.number(1...tokens)), causal: \(dice.chance(50))"
    default: break
    }
    return text
  }

  /// Attention of values that are computed, one step at a time.
  mutating func attend() {
    let (tokens, features) = (shape[0], shape[1])
    let names = ["q", "k", "v"].map { newName($0) }
    let heads = dice.pick((1...features).filter { features % $0 == 0 && $0 <= 4 })
    let groups = dice.pick((1...heads).filter { heads % $0 == 0 })
    let width = features / heads
    let (value, value_width) = (newName("value"), dice.number(1...3))
    add("\(value): identity")
    add("\(names[0]): dense(\(features))")
    add("\(value) -> dense(\(groups * width), bias: false)")
    if width % 2 == 0, dice.chance(50) { add("rotary(100, heads: \(groups)\(rotaryScaling("")))") }
    add("\(names[1]): identity")
    add("\(names[2]): \(value) -> dense(\(groups * value_width))")
    var bias = ""
    switch dice.number(0...4) {
    case 0, 1: bias = ", bias: parameter([\(heads), \(tokens), \(tokens)])"
    case 2:
      let (table, isCausal) = (newName("table"), dice.chance(50))
      add(
        "\(table): parameter([\(dice.number(4...9)), \(heads)]) -> bucketed_bias(\(tokens), distance: \(dice.number(5...9)), causal: \(isCausal))"
      )
      bias = ", bias: \(table)"
    default: break
    }
    add(
      "attend(\(names.joined(separator: ", ")), heads: \(heads), key_heads: \(groups)\(scoringOptions(tokens: tokens, scale: true))\(bias))"
    )
    shape[1] = heads * value_width
  }

  /// A way to be longer than in training, with a comma before it.
  mutating func rotaryScaling(_ prefix: String) -> String {
    guard dice.chance(40) else { return "" }
    let form = dice.pick(["linear", "ntk", "dynamic", "llama3", "yarn"])
    let length = ["linear", "ntk"].contains(form) ? "" : ", \(prefix)length: \(dice.number(2...60))"
    let turns = ["llama3", "yarn"].contains(form) && dice.chance(50) ? ", \(prefix)turns: [1, 3]" : ""
    return ", \(prefix)scaling: \(form), \(prefix)scale: \(dice.number(1...9))\(length)\(turns)"
  }

  /// Keys and values that come of a latent vector, behind tokens before or alone.
  mutating func latentAttention() {
    let queries = dice.chance(50) ? ", query_rank: \(dice.number(1...4))" : ""
    let past = dice.chance(50) ? ", past: \(dice.number(1...3))" : ""
    add(
      "latent_attention(\(dice.number(1...3)), rank: \(dice.number(1...5)), key_width: \(dice.number(1...3)), rotary_width: 2, value_width: \(dice.number(1...3))\(queries)\(past), absorbed: \(dice.chance(50)))"
    )
  }
}
