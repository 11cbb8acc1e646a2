// Statements.
extension RandomNetworkMaker {
  mutating func statement() {
    switch dice.number(0...99) {
    case ..<55: labelled(layer())
    case ..<58: spread()
    case ..<72: merge()
    case ..<80: joinWithLabel()
    case ..<86: repeated()
    case ..<90: shared()
    case ..<93: gate()
    case ..<96: lateInput()
    case ..<98: learntValue()
    default: add(chain(keeping: shape))
    }
  }

  mutating func labelled(_ text: String) {
    guard dice.chance(40) else { return add(text) }
    let name = newName("value")
    add("\(name): \(text)")
    labels.append((name, shape))
  }

  mutating func merge() {
    let before = shape
    if dice.chance(45) {
      var branches: [RandomNetwork.Statement] = []
      var channels = 0
      var spatial: [Int]?
      for index in 0..<dice.number(2...3) {
        shape = before
        let outer = body
        body = []
        if let spatial {
          add(reaching(spatial))
        } else if dice.chance(70) {
          add(layer())
          // Branches that are joined have as many axes.
          if shape.count != before.count {
            (shape, body) = (before, [])
            add(activation())
          }
        }
        if dice.chance(25) { nested() }
        if index > 0, spatial != Array(shape.dropFirst()) {
          body = [.line(reaching(spatial ?? [], from: before))]
        }
        spatial = Array(shape.dropFirst())
        channels += shape[0]
        branches.append(.group("branch", body))
        body = outer
      }
      body.append(.group("concat", branches))
      shape = [channels] + (spatial ?? [])
    } else {
      let kind = dice.pick(["add", "add", "multiply", "maximum", "average", "subtract", "abs_difference"])
      let isPair = kind == "subtract" || kind == "abs_difference"
      var branches: [RandomNetwork.Statement] = []
      for _ in 0..<(isPair ? 2 : dice.number(2...3)) {
        shape = before
        let outer = body
        body = []
        for _ in 0..<dice.number(0...2) { add(chain(keeping: before)) }
        if dice.chance(20) { nested() }
        branches.append(.group("branch", body))
        body = outer
      }
      shape = before
      body.append(.group(kind, branches))
    }
    if dice.chance(30) { add(activation()) }
  }

  /// A merge inside a branch, which gives the shape that it takes or joins it with itself.
  mutating func nested() {
    let here = shape
    if here.reduce(1, *) < mostElements / 4, dice.chance(50) {
      let (first, second) = (chain(keeping: here), chain(keeping: here))
      body.append(.group("concat", [.group("branch", [.line(first)]), .group("branch", [.line(second)])]))
      body.append(.line("conv(\(here[0]), kernel: 1)"))
    } else {
      let first = chain(keeping: here)
      body.append(.group("add", [.group("branch", []), .group("branch", [.line(first)])]))
    }
    shape = here
  }

  mutating func joinWithLabel() {
    let fitting = labels.filter { $0.shape == shape }
    if !fitting.isEmpty, dice.chance(60) {
      let kind = dice.pick(["add", "multiply", "maximum", "subtract", "average"])
      return labelled("\(kind)(\(dice.pick(fitting).name))")
    }
    let sameMap = labels.filter { $0.shape.dropFirst() == shape.dropFirst() && $0.shape.count == shape.count }
    guard !sameMap.isEmpty else { return labelled(layer()) }
    var parts = (0..<dice.number(1...2)).map { _ in dice.pick(sameMap) }
    if dice.chance(30) { parts.append(parts[0]) }
    guard (shape[0] + parts.reduce(0) { $0 + $1.shape[0] }) * shape.dropFirst().reduce(1, *) <= mostElements
    else {
      return labelled(layer())
    }
    shape[0] += parts.reduce(0) { $0 + $1.shape[0] }
    labelled("concat(it, \(parts.map(\.name).joined(separator: ", ")))")
  }

  /// A factor for each channel that is computed from all positions, as in squeeze-and-excite.
  mutating func gate() {
    let squeezed = dice.pick([
      "global_avg_pool -> dense(\(shape[0])) -> sigmoid",
      "global_max_pool(keep_axes: true) -> conv(\(shape[0]), kernel: 1)",
      "conv(1, kernel: 1) -> hard_sigmoid",
    ])
    let branches: [RandomNetwork.Statement] = [.group("branch", []), .group("branch", [.line(squeezed)])]
    body.append(.group("multiply", dice.chance(50) ? branches : branches.reversed()))
  }

  /// An input that is declared when layers have gone before: used at once, later, several times or never.
  mutating func lateInput() {
    guard shape.reduce(1, *) <= mostElements / 2, shape[0] <= 12 else { return labelled(layer()) }
    let (value, late, here) = (newName("value"), newName("late"), shape)
    add("\(value): \(dice.chance(50) ? "identity" : activation())")
    if dice.chance(30) { add("input \(newName("spare")): [\(dice.number(1...4))]") }
    add("input \(late): \(here)")
    switch dice.number(0...3) {
    case 0: break
    case 1: add("\(dice.pick(["add", "multiply", "maximum"]))(\(value))")
    case 2:
      add("concat(it, \(value), \(late))")
      shape[0] *= 3
    default: add("\(value) -> \(activation())")
    }
    labels.append((value, here))
    if dice.chance(60) { labels.append((late, here)) }
  }

  mutating func repeated() {
    let here = shape
    let lines = (0..<dice.number(1...2)).map { _ in RandomNetwork.Statement.line(chain(keeping: here)) }
    body.append(.group("repeat \(dice.number(1...3))", lines))
  }

  mutating func shared() {
    let (block, name, here) = (newName("part"), newName("common"), shape)
    blocks.append(
      .group("block \(block)", (0..<dice.number(1...2)).map { _ in .line(chain(keeping: here)) }))
    add("shared \(name): \(block)")
    add(name)
    if dice.chance(50) { add(activation()) }
    add(name)
  }

  mutating func tail() {
    if axes == 1 {
      let features = shape[1]
      switch dice.number(0...17) {
      case 11, 12: attend()
      case 16: latentAttention()
      case 17:
        let past = dice.number(0...2)
        add("cache(\(past))")
        shape[0] += past
      case 13, 14: experts()
      case 6, 10:
        // Of a value with itself: [tokens, features] by [features, tokens].
        let name = newName("value")
        add("\(name): identity")
        add("matmul(\(name), \(name), transpose_b: true)")
        shape[1] = shape[0]
      case 7:
        let heads = (1...features).filter { features % $0 == 0 && $0 <= 4 }
        let (name, memory) = (newName("value"), newName("value"))
        add("\(name): identity")
        add("\(memory): conv(\(dice.number(1...4)), kernel: 1)")
        add("cross_attention(\(name), \(memory), heads: \(dice.pick(heads)))")
      case 8:
        let name = newName("value")
        add("\(name): tanh")
        add("concat(\(name), \(name), axis: 1)")
        shape[1] *= 2
      case 9:
        add("reshape([\(shape[1]), \(shape[0])])")
        shape = [shape[1], shape[0]]
      case 0:
        let heads = dice.pick((1...features).filter { features % $0 == 0 && $0 <= 4 })
        let options = attentionOptions(width: features / heads, tokens: shape[0])
        let past = dice.chance(20) ? ", past: \(dice.number(1...3))" : ""
        add("attention(\(heads), bias: \(dice.chance(50))\(options)\(past))")
      case 1, 15:
        let units = dice.number(1...5)
        let (kind, both) = (dice.pick(["rnn", "lstm", "gru"]), dice.chance(50))
        add("\(kind)(\(units), bidirectional: \(both))")
        shape[1] = units * (both ? 2 : 1)
      case 2: add("layer_norm")
      case 3: add("position")
      case 4:
        add("class_token")
        shape[0] += 1
      default:
        let heads = (1...features).filter { features % $0 == 0 && $0 <= 3 }
        body.append(
          .group(
            "add",
            [
              .group("branch", []),
              .group("branch", [.line("layer_norm"), .line("attention(\(dice.pick(heads)))")]),
            ]))
      }
      if dice.chance(50) {
        let units = dice.number(1...6)
        add("dense(\(units))")
        shape[1] = units
      }
    }
    switch dice.number(0...3) {
    case 0: break
    case 1:
      add(dice.pick(["global_avg_pool", "global_max_pool"]))
      shape = [shape[0]]
    default:
      add("flatten")
      shape = [shape.reduce(1, *)]
    }
    if shape.count == 1 {
      let units = dice.number(1...7)
      add("dense(\(units), bias: \(dice.chance(70)))\(dice.chance(50) ? " -> softmax" : "")")
      shape = [units]
    }
  }
}
