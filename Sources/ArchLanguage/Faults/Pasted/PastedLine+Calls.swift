import ArchDiagnostics
import ArchGraph

/// Calls of layers, functions and methods.
extension PastedLine {
  /// Frameworks that put the channels last.
  static let channelsLast: Set<String> = [
    "tf", "tensorflow", "keras", "layers", "jnp", "jax", "hk", "haiku", "linen", "flax", "nnx", "K",
  ]
  /// A layer being constructed: `nn.Conv2d(3, 64, 3)`.
  mutating func layer(
    _ word: String, _ arguments: [PythonExpression.Argument], isKeras: Bool
  ) -> String? {
    if word == "Activation", case .string(let name)? = arguments.first?.value {
      return ForeignWords.layerOrSame(name, among: catalogue.names)
    }
    if word == "TimeDistributed" || word == "Bidirectional",
      case .call(.name(let inner), let own)? = arguments.first?.value,
      let name = inner.split(separator: ".").last
    {
      let ways: [PythonExpression.Argument] =
        word == "Bidirectional" ? [.init(name: "bidirectional", value: .name("True"))] : []
      return layer(String(name), own + ways, isKeras: isKeras)
    }
    if let reparametrised = reparametrised(word, arguments, isKeras: isKeras) { return reparametrised }
    if word == "Reshape" || word == "Permute", isKeras, let shape = arguments.first?.value {
      var values = [shape]
      if case .sequence(let inner) = shape { values = inner }
      var numbers = values.compactMap(\.argument)
      guard numbers.count == values.count else { return nil }
      if word == "Permute" { return numbers == ["2", "1"] ? "permute([1, 0])" : nil }
      // The channels come last there.
      if numbers.count > 2, let last = numbers.popLast() { numbers.insert(last, at: 0) }
      return "reshape([\(numbers.joined(separator: ", "))])"
    }
    var arguments = arguments.filter { !$0.value.isNone }
    if isKeras, ["LSTM", "GRU", "SimpleRNN"].contains(word) {
      if !arguments.contains(where: { $0.name == "return_sequences" }) {
        arguments.append(.init(name: "return_sequences", value: .name("False")))
      }
      // PyTorch has two biases in each gate; in Keras only the GRU does.
      if word != "GRU" { arguments.append(.init(name: "biases", value: .name("one"))) }
    }
    return call(word, arguments)
  }

  /// A layer whose weights go through another: `weight_norm(nn.Conv1d(80, 64, 7))`, Keras's `SpectralNormalization(…)`.
  private mutating func reparametrised(
    _ word: String, _ arguments: [PythonExpression.Argument], isKeras: Bool
  ) -> String? {
    let ours: String
    switch word {
    case "weight_norm", "WeightNormalization", "WeightNorm": ours = "weight_norm"
    case "spectral_norm", "SpectralNormalization", "SpectralNorm": ours = "spectral_norm"
    default: return nil
    }
    guard case .call(.name(let inner), let own)? = arguments.first?.value,
      let name = inner.split(separator: ".").last, let line = layer(String(name), own, isKeras: isKeras),
      line.hasSuffix(")")
    else { return nil }
    // Weights have no batch axis, so their axes have the same numbers here.
    let axis = arguments.dropFirst().first { $0.name == "dim" }?.value.argument
    let way = axis.map { $0 == "0" ? ours : "\(ours)(axis: \($0))" } ?? ours
    return "\(line.dropLast()), weights: \(way))"
  }

  /// A function of values: `F.relu(x)`, `torch.cat([a, b], dim=1)`.
  mutating func function(_ word: String, _ arguments: [PythonExpression.Argument]) -> Run? {
    if let line = reparametrised(word, arguments, isKeras: false) { return (nil, [line]) }
    guard let first = arguments.first,
      first.name == nil || ["input", "x", "tensors", "values"].contains(first.name)
    else { return call(word, arguments).map { (nil, [$0]) } }
    var rest = Array(arguments.dropFirst())
    switch first.value {
    case .number, .string: return call(word, arguments).map { (nil, [$0]) }
    default: break
    }
    if case .sequence(let values) = first.value {
      // `torch.cat((x, y), 1)`
      if rest.first?.name == nil, !rest.isEmpty { rest[0].name = "dim" }
      let names = values.compactMap { if case .name(let name) = $0 { Self.variable(name) } else { nil } }
      guard names.count == values.count, let step = call(word, rest) else { return nil }
      return (nil, [Self.call(step, on: names)])
    }
    guard let ours = ForeignWords.layerOrSame(word, among: catalogue.names) else {
      if let steps = method(word, rest), let before = run(first.value) {
        return (before.source, before.steps + steps)
      }
      return nil
    }
    let count = catalogue[ours]?.signature.inputs.counts.lowerBound ?? 1
    if count > 1 {
      var names: [String] = []
      for argument in arguments {
        guard argument.name == nil, case .name(let name) = argument.value else { break }
        names.append(Self.variable(name))
      }
      rest = Array(arguments.dropFirst(names.count))
      guard names.count >= 1, let step = call(word, rest) else { return nil }
      return (nil, [Self.call(step, on: names)])
    }
    guard let before = run(first.value) else { return nil }
    if let steps = method(word, rest) { return (before.source, before.steps + steps) }
    return call(word, rest).map { (before.source, before.steps + [$0]) }
  }

  /// A method of a value: `x.view(-1, 10)`.
  mutating func method(_ word: String, _ arguments: [PythonExpression.Argument]) -> [String]? {
    var values = arguments.filter { $0.name == nil }.map(\.value)
    if values.count == 1, case .sequence(let inner) = values[0] { values = inner }
    switch word {
    case "view", "reshape":
      // The batch comes first.
      let extents = values.dropFirst().map { $0.argument ?? "-1" }
      guard values.count >= 2 else { return nil }
      return extents.count == 1 ? ["flatten"] : ["reshape([\(extents.joined(separator: ", "))])"]
    case "permute":
      let axes = values.compactMap { $0.argument.flatMap { Int($0) } }
      guard axes.count == values.count, axes.count > 1, axes[0] == 0, axes.min() == 0 else { return nil }
      movesAxes = true
      return ["permute([\(axes.dropFirst().map { "\($0 - 1)" }.joined(separator: ", "))])"]
    case "transpose", "swapaxes":
      let axes = Set(values.compactMap { $0.argument.flatMap { Int($0) } })
      guard axes == [1, 2] || axes == [-1, -2] else { return nil }
      movesAxes = axes == [1, 2]
      return ["permute([1, 0])"]
    case "flatten": return ["flatten"]
    case "squeeze", "unsqueeze", "expand_dims", "stack", "size": return nil
    case "mean", "sum", "max", "min", "amax", "amin", "var", "norm", "argmax", "argmin", "cumsum", "softmax":
      var arguments = arguments
      if arguments.first?.name == nil, !arguments.isEmpty { arguments[0].name = "dim" }
      return call(word, arguments).map { [$0] }
    case "contiguous", "to", "cuda", "float", "detach", "clone": return []
    case "chunk", "split":
      guard let count = values.first?.argument else { return nil }
      let axis =
        (arguments.first { $0.name == "dim" || $0.name == "axis" }?.value ?? values.dropFirst().first)?
        .argument
      guard let number = axis.map({ Int($0) ?? 0 }) ?? 0 as Int? else { return nil }
      if number > 0 { movesAxes = true }
      let place = number > 0 ? number - 1 : number
      return [place == 0 ? "split(\(count))" : "split(\(count), axis: \(place))"]
    default: return call(word, arguments).map { [$0] }
    }
  }

  /// A call in our words.
  mutating func call(_ word: String, _ arguments: [PythonExpression.Argument]) -> String? {
    guard let ours = ForeignWords.layerOrSame(word, among: catalogue.names),
      let signature = catalogue[ours]?.signature ?? ForeignWords.signature(ofBlock: ours)
    else { return nil }
    var given: [(name: String?, text: String)] = []
    for argument in arguments where !argument.value.isNone {
      var value = argument.value
      // An activation being constructed: `activation=nn.ReLU()`.
      if case .call(let callee, _) = value { value = callee }
      guard let text = value.argument else {
        if let name = argument.name, ForeignCall.isNeedless(name) { continue }
        return nil
      }
      if isOfChannelsLast, let name = argument.name, ["axis", "dim", "axes"].contains(name) {
        // With the channels last and the batch first, only the last axis of rows is the same as here.
        guard text == "-1" else { return nil }
        isChannelsLast = true
      }
      given.append((argument.name, text))
    }
    let meant = ForeignCall(word: word, arguments: given).meant(signature, among: catalogue.names)
    movesAxes = movesAxes || meant?.movesAxes ?? false
    return meant?.line
  }
}
