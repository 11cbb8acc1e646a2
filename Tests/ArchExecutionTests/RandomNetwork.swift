/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}

/// A network of the language, made up from a seed, as statements that can be taken away one by one.
struct RandomNetwork {
  /// A statement: a line, or a line with a body in braces.
  indirect enum Statement {
    case line(String)
    case group(String, [Statement])

    func text(_ indent: String) -> String {
      switch self {
      case .line(let text): indent + text + "\n"
      case .group(let head, let body):
        indent + head + " {\n" + body.map { $0.text(indent + "    ") }.joined() + indent + "}\n"
      }
    }

    /// The same with one statement less, for each that can be taken away.
    var smaller: [Statement?] {
      guard case .group(let head, let body) = self else { return [nil] }
      return [nil] + RandomNetwork.smaller(body).map { .group(head, $0) }
    }
  }

  var seed: UInt64
  var blocks: [Statement] = []
  var statements: [Statement] = []
  var batch = 1
  /// The shape that the last statement gives, worked out here.
  var shape: [Int] = []

  /// The text of the network.
  var text: String {
    blocks.map { $0.text("") }.joined()
      + Statement.group("network random", statements).text("")
  }

  /// Networks with one statement less.
  var smaller: [RandomNetwork] {
    var found: [RandomNetwork] = []
    if batch > 1 {
      var one = self
      one.batch = 1
      found.append(one)
    }
    for statements in Self.smaller(statements) {
      var other = self
      other.statements = statements
      found.append(other)
    }
    for blocks in Self.smaller(blocks) {
      var other = self
      other.blocks = blocks
      found.append(other)
    }
    return found
  }

  private static func smaller(_ statements: [Statement]) -> [[Statement]] {
    statements.indices.reversed().flatMap { index in
      statements[index].smaller.map { replacement in
        var others = statements
        others.replaceSubrange(index...index, with: replacement.map { [$0] } ?? [])
        return others
      }
    }
  }

  /// The network of a seed.
  init(seed: UInt64) {
    self.seed = seed
    var maker = Maker(seed: seed)
    maker.make()
    (blocks, statements) = (maker.blocks, maker.body)
    batch = maker.dice.chance(35) ? 2 : 1
    shape = maker.shape
  }
}

/// Makes statements, and follows the shape that they give.
private struct Maker {
  var dice: Dice
  var blocks: [RandomNetwork.Statement] = []
  var body: [RandomNetwork.Statement] = []
  var shape: [Int] = []
  private var labels: [(name: String, shape: [Int])] = []
  private var count = 0
  private let mostElements = 700

  init(seed: UInt64) { dice = Dice(seed: seed) }

  private var axes: Int { shape.count - 1 }

  mutating func make() {
    let axes = dice.pick([1, 1, 2, 2, 2, 2, 2, 3])
    let most = axes == 1 ? 20 : axes == 2 ? 9 : 5
    let first = [dice.number(1...6)] + (0..<axes).map { _ in dice.number(1...most) }
    shape = first
    if axes == 1, dice.chance(25) {
      // Words, whose rows of features are a map of one axis.
      body.append(.line("input words: sequence(\(first[0]))"))
      add("embedding(\(dice.number(1...70)), \(first[1]))")
      makeLayers()
      return
    }
    if dice.chance(15) {
      body.append(.line("input second: \(first)"))
      labels.append(("second", first))
    }
    body.insert(.line("input first: \(first)"), at: 0)
    if !labels.isEmpty { add("first") }
    makeLayers()
  }

  private mutating func makeLayers() {
    for _ in 0..<dice.number(1...7) { statement() }
    if dice.chance(35) { tail() }
    for label in labels where label.name != "second" && dice.chance(15) {
      add("output \(label.name)_out: \(label.name) -> \(activation())")
    }
    if body.contains(where: { if case .line(let text) = $0 { text.hasPrefix("output ") } else { false } }) {
      add("output last: identity")
    }
  }

  private mutating func add(_ text: String) { body.append(.line(text)) }

  private mutating func newName(_ prefix: String) -> String {
    count += 1
    return "\(prefix)\(count)"
  }

  // MARK: Statements

  private mutating func statement() {
    switch dice.number(0...99) {
    case ..<58: labelled(layer())
    case ..<72: merge()
    case ..<80: joinWithLabel()
    case ..<86: repeated()
    case ..<90: shared()
    case ..<93: gate()
    case ..<97: lateInput()
    default: add(chain(keeping: shape))
    }
  }

  private mutating func labelled(_ text: String) {
    guard dice.chance(40) else { return add(text) }
    let name = newName("value")
    add("\(name): \(text)")
    labels.append((name, shape))
  }

  private mutating func merge() {
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
  private mutating func nested() {
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

  private mutating func joinWithLabel() {
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

  /// A factor for each channel that is worked out from all positions, as in squeeze-and-excite.
  private mutating func gate() {
    let squeezed = dice.pick([
      "global_avg_pool -> dense(\(shape[0])) -> sigmoid",
      "global_max_pool(keep_axes: true) -> conv(\(shape[0]), kernel: 1)",
      "conv(1, kernel: 1) -> hard_sigmoid",
    ])
    let branches: [RandomNetwork.Statement] = [.group("branch", []), .group("branch", [.line(squeezed)])]
    body.append(.group("multiply", dice.chance(50) ? branches : branches.reversed()))
  }

  /// An input that is declared when layers have gone before: used at once, later, several times or never.
  private mutating func lateInput() {
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

  private mutating func repeated() {
    let here = shape
    let lines = (0..<dice.number(1...2)).map { _ in RandomNetwork.Statement.line(chain(keeping: here)) }
    body.append(.group("repeat \(dice.number(1...3))", lines))
  }

  private mutating func shared() {
    let (block, name, here) = (newName("part"), newName("common"), shape)
    blocks.append(
      .group("block \(block)", (0..<dice.number(1...2)).map { _ in .line(chain(keeping: here)) }))
    add("shared \(name): \(block)")
    add(name)
    if dice.chance(50) { add(activation()) }
    add(name)
  }

  private mutating func tail() {
    if axes == 1 {
      let features = shape[1]
      switch dice.number(0...10) {
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
        let heads = (1...features).filter { features % $0 == 0 && $0 <= 4 }
        add("attention(\(dice.pick(heads)), causal: \(dice.chance(40)), bias: \(dice.chance(50)))")
      case 1:
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

  // MARK: Layers

  private mutating func activation() -> String {
    dice.pick([
      "relu", "relu", "relu6", "leaky_relu(0.2)", "prelu", "elu", "selu", "gelu", "gelu(approximate: tanh)",
      "silu",
      "mish", "softplus", "sigmoid", "hard_sigmoid", "hard_swish", "tanh", "prelu(shared: true)",
    ])
  }

  private mutating func norm() -> String {
    let groups = (1...shape[0]).filter { shape[0] % $0 == 0 }
    return switch dice.number(0...9) {
    case 0...3: "batch_norm"
    case 4: "group_norm(\(dice.pick(groups)))"
    case 5: "instance_norm(scale: \(dice.chance(50)), shift: \(dice.chance(50)))"
    case 6: "layer_norm(channels: true)"
    case 7: "rms_norm"
    case 8: "scale(bias: \(dice.chance(50)))"
    default:
      "local_response_norm(\(dice.number(1...4)), alpha: 0.1, beta: \(dice.pick(["0.5", "0.75", "1"])), k: 2)"
    }
  }

  /// Layers that give the shape that they take.
  private mutating func chain(keeping shape: [Int]) -> String {
    let outer = self.shape
    self.shape = shape
    defer { self.shape = outer }
    var layers: [String] = []
    for _ in 0..<dice.number(1...2) {
      switch dice.number(0...9) {
      case 0...1: layers.append(activation())
      case 2...3: layers.append(norm())
      case 4:
        layers.append(dice.pick(["dropout(0.3)", "identity", "drop_path(0.1)", "softmax", "log_softmax"]))
      case 5:
        let groups = (1...shape[0]).filter { shape[0] % $0 == 0 }
        layers.append("channel_shuffle(\(dice.pick(groups)))")
      case 6:
        let kernel = dice.pick([1, 3, 3, 5])
        layers.append("depthwise_conv(kernel: \(kernel), padding: \(kernel / 2), bias: \(dice.chance(50)))")
      case 7:
        let kernel = dice.number(1...4)
        layers.append("max_pool(\(kernel), stride: 1, padding: same)")
      default:
        let kernel = dice.pick([1, 3])
        let dilation = dice.number(1...2)
        let groups = dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })
        layers.append(
          "conv(\(shape[0]), kernel: \(kernel), padding: \(kernel / 2 * dilation), dilation: \(dilation), groups: \(groups))"
        )
      }
    }
    return layers.joined(separator: " -> ")
  }

  /// A layer that takes the current map to one of these extents.
  private mutating func reaching(_ spatial: [Int], from before: [Int]? = nil) -> String {
    if let before { shape = before }
    let filters = dice.number(1...5)
    let here = Array(shape.dropFirst())
    shape = [filters] + spatial
    if here == spatial, dice.chance(60) {
      let kernel = dice.pick([1, 3])
      return "conv(\(filters), kernel: \(kernel), padding: \(kernel / 2))"
    }
    return "adaptive_\(dice.pick(["avg", "max"]))_pool(\(spatial)) -> conv(\(filters), kernel: 1)"
  }

  /// Any layer; the shape becomes the one that it gives.
  private mutating func layer() -> String {
    for _ in 0..<8 {
      let before = shape
      if let text = tried(), shape.reduce(1, *) <= mostElements, shape[0] <= 24,
        shape.allSatisfy({ $0 > 0 })
      {
        return text
      }
      shape = before
    }
    return activation()
  }

  private mutating func tried() -> String? {
    switch dice.number(0...99) {
    case ..<28: return convolution()
    case ..<34: return depthwise()
    case ..<44: return transposed()
    case ..<47: return local()
    case ..<60: return pooling()
    case ..<63:
      shape = [shape[0]] + (0..<axes).map { _ in dice.number(1...4) }
      return "adaptive_\(dice.pick(["avg", "max"]))_pool(\(list(Array(shape.dropFirst()))))"
    case ..<69:
      let scales = (0..<axes).map { _ in dice.number(1...3) }
      for axis in 0..<axes { shape[axis + 1] *= scales[axis] }
      return "upsample(\(list(scales)), mode: \(dice.pick(["nearest", "bilinear"])))"
    case ..<74: return padOrCrop()
    case ..<80: return rearranged()
    case ..<90: return norm()
    case ..<92:
      let pieces = (1...shape[0]).filter { shape[0] % $0 == 0 }
      let parts = dice.pick(pieces)
      shape[0] /= parts
      return "maxout(\(parts))"
    case ..<94: return "l2_normalize"
    default: return activation()
    }
  }

  private func list(_ numbers: [Int]) -> String {
    numbers.allSatisfy { $0 == numbers[0] } && numbers[0] % 2 == 1 ? "\(numbers[0])" : "\(numbers)"
  }

  /// Padding on both sides of each axis, and how it is written.
  private mutating func padding(most: Int) -> (sides: [(Int, Int)]?, text: String) {
    switch dice.number(0...9) {
    case 0...2: return (shape.dropFirst().map { _ in (0, 0) }, "")
    case 3...5:
      let amount = dice.number(0...most)
      return (shape.dropFirst().map { _ in (amount, amount) }, ", padding: \(amount)")
    case 6...7:
      let sides = shape.dropFirst().map { _ in (dice.number(0...most), dice.number(0...most)) }
      return (sides, ", padding: [\(sides.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]")
    case 8:
      let amounts = shape.dropFirst().map { _ in dice.number(0...most) }
      return (amounts.map { ($0, $0) }, ", padding: \(amounts)")
    default: return (nil, ", padding: same")
    }
  }

  private struct Windows {
    var extents: [Int]
    var text: String
    /// Whether every window has a tap inside.
    var touches: Bool
  }

  /// Windows over the current map; nil where they do not fit.
  private mutating func windows(canDilate: Bool, canCeil: Bool, isPooling: Bool) -> Windows? {
    let kernels = (0..<axes).map { _ in dice.number(1...4) }
    let strides = dice.chance(50) ? kernels.map { _ in 1 } : kernels.map { _ in dice.number(1...3) }
    let dilations =
      canDilate && dice.chance(30) ? kernels.map { _ in dice.number(1...3) } : kernels.map { _ in 1 }
    let ceil = canCeil && dice.chance(35)
    let padding = padding(most: 2)
    var result = Windows(extents: [], text: "", touches: true)
    for axis in 0..<axes {
      let (extent, stride) = (shape[axis + 1], strides[axis])
      let span = (kernels[axis] - 1) * dilations[axis] + 1
      let before: Int
      var steps: Int
      if let sides = padding.sides {
        before = sides[axis].0
        let room = extent + before + sides[axis].1 - span
        guard room >= 0 else { return nil }
        steps = room / stride + 1
        if ceil, room % stride != 0, steps * stride < extent + before { steps += 1 }
      } else {
        steps = (extent + stride - 1) / stride
        before = max(0, (steps - 1) * stride + span - extent) / 2
      }
      for step in 0..<steps {
        let positions = (0..<kernels[axis]).map { step * stride - before + $0 * dilations[axis] }
        if !positions.contains(where: { (0..<extent).contains($0) }) { result.touches = false }
      }
      result.extents.append(steps)
    }
    result.text = isPooling ? list(kernels) : "kernel: \(list(kernels))"
    if isPooling || strides.contains(where: { $0 > 1 }) { result.text += ", stride: \(list(strides))" }
    result.text += padding.text
    if dilations.contains(where: { $0 > 1 }) { result.text += ", dilation: \(list(dilations))" }
    if ceil { result.text += ", ceil: true" }
    return result
  }

  private mutating func convolution() -> String? {
    let groups = dice.chance(30) ? dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 }) : 1
    let filters = groups * dice.number(1...(groups > 2 ? 2 : 6))
    guard let windows = windows(canDilate: true, canCeil: false, isPooling: false) else { return nil }
    shape = [filters] + windows.extents
    return
      "conv(\(filters), \(windows.text)\(groups > 1 ? ", groups: \(groups)" : "")\(dice.chance(30) ? ", bias: false" : ""))"
  }

  private mutating func depthwise() -> String? {
    guard let windows = windows(canDilate: true, canCeil: false, isPooling: false) else { return nil }
    let multiplier = dice.number(1...2)
    shape = [shape[0] * multiplier] + windows.extents
    return
      "depthwise_conv(\(windows.text)\(multiplier > 1 ? ", multiplier: 2" : ""), bias: \(dice.chance(50)))"
  }

  private mutating func local() -> String? {
    guard let windows = windows(canDilate: false, canCeil: false, isPooling: false) else { return nil }
    let filters = dice.number(1...3)
    shape = [filters] + windows.extents
    return "locally_connected(\(filters), \(windows.text), bias: \(dice.chance(50)))"
  }

  private mutating func pooling() -> String? {
    let kind = dice.pick(["max", "max", "avg", "avg", "lp"])
    guard let windows = windows(canDilate: kind == "max", canCeil: true, isPooling: true), windows.touches
    else {
      return nil
    }
    shape = [shape[0]] + windows.extents
    let more =
      kind == "avg"
      ? ", count_padding: \(dice.chance(50))" : kind == "lp" ? ", power: \(dice.pick(["1", "2", "3"]))" : ""
    return "\(kind)_pool(\(windows.text)\(more))"
  }

  private mutating func transposed() -> String? {
    let groups = dice.chance(30) ? dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 }) : 1
    let filters = groups * dice.number(1...3)
    let kernels = (0..<axes).map { _ in dice.number(1...4) }
    let strides = (0..<axes).map { _ in dice.number(1...3) }
    let dilations = dice.chance(25) ? kernels.map { _ in dice.number(1...2) } : kernels.map { _ in 1 }
    let cut = (0..<axes).map { _ in (dice.number(0...1), dice.number(0...1)) }
    // An output may be padded by less than the stride or the dilation.
    let extra = (0..<axes).map { dice.number(0...max(strides[$0], dilations[$0]) - 1) }
    var extents: [Int] = []
    for axis in 0..<axes {
      let whole = (shape[axis + 1] - 1) * strides[axis] + (kernels[axis] - 1) * dilations[axis] + 1
      extents.append(whole - cut[axis].0 - cut[axis].1 + extra[axis])
    }
    guard extents.allSatisfy({ $0 > 0 }) else { return nil }
    shape = [filters] + extents
    let padding = "[\(cut.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]"
    return
      "conv_transpose(\(filters), kernel: \(list(kernels)), stride: \(list(strides)), padding: \(padding), output_padding: \(extra), dilation: \(dilations), groups: \(groups), bias: \(dice.chance(60)))"
  }

  private mutating func padOrCrop() -> String? {
    let isCrop = dice.chance(50)
    let sides = (0..<axes).map { _ in (dice.number(0...1), dice.number(0...2)) }
    for axis in 0..<axes { shape[axis + 1] += (isCrop ? -1 : 1) * (sides[axis].0 + sides[axis].1) }
    let amount = "[\(sides.map { "[\($0.0), \($0.1)]" }.joined(separator: ", "))]"
    return "\(isCrop ? "crop" : "pad")(\(amount))"
  }

  private mutating func rearranged() -> String? {
    switch dice.number(0...6) {
    case 0:
      guard shape.dropFirst().allSatisfy({ $0 % 2 == 0 }) else { return nil }
      for axis in 0..<axes {
        shape[axis + 1] /= 2
        shape[0] *= 2
      }
      return "space_to_depth(2)"
    case 1:
      let parts = 1 << axes
      guard shape[0] % parts == 0 else { return nil }
      shape[0] /= parts
      for axis in 0..<axes { shape[axis + 1] *= 2 }
      return "depth_to_space(2)"
    case 2:
      guard axes == 2 else { return nil }
      shape = [shape[0], shape[2], shape[1]]
      return "permute([0, 2, 1])"
    case 3:
      let parts = dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })
      shape[0] /= parts
      return "split(\(parts), take: \(dice.number(0...parts - 1)))"
    case 4:
      let channels = (0..<dice.number(1...4)).map { _ in dice.number(0...shape[0] - 1) }
      shape[0] = channels.count
      return "select(\(channels))"
    case 5:
      let axis = dice.number(0...axes)
      let first = dice.number(0...shape[axis] - 1)
      let end = dice.number(first + 1...shape[axis])
      shape[axis] = end - first
      return "slice(axis: \(axis), from: \(first), to: \(end))"
    default: return "channel_shuffle(\(dice.pick((1...shape[0]).filter { shape[0] % $0 == 0 })))"
    }
  }
}
