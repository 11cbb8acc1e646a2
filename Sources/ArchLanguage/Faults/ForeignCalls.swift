import ArchDiagnostics
import ArchGraph

/// A call as it would be written here.
struct MeantCall {
  var line: String
  /// Whether it numbers axes differently, since the batch is not counted.
  var movesAxes: Bool
}

/// A call in the words of another framework, and its equivalent in ours: for help only.
struct ForeignCall {
  /// The name of the layer.
  var word: String
  /// The arguments as written in the text.
  var arguments: [(name: String?, text: String)]

  /// The positional arguments of calls in other frameworks; an empty name is an argument not written here.
  ///
  /// PyTorch and Keras differ only in case, and in the first arguments.
  private static let positions: [String: [String]] = [
    "Convd": ["", "filters", "kernel", "stride", "padding", "dilation", "groups", "bias"],
    "ConvTransposed": ["", "filters", "kernel", "stride", "padding", "output_padding", "groups", "bias"],
    "ConvD": ["filters", "kernel", "stride", "padding"],
    "ConvDTranspose": ["filters", "kernel", "stride", "padding"],
    "DepthwiseConvD": ["kernel", "stride", "padding"],
    "SeparableConvD": ["filters", "kernel", "stride", "padding"],
    "Linear": ["", "units", "bias"], "MaxPoold": ["kernel", "stride", "padding"],
    "AvgPoold": ["kernel", "stride", "padding"], "MaxPoolingD": ["kernel", "stride", "padding"],
    "AveragePoolingD": ["kernel", "stride", "padding"], "LSTM": ["", "units"], "GRU": ["", "units"],
    "RNN": ["", "units"], "BatchNormd": ["", "epsilon"], "InstanceNormd": ["", "epsilon"],
    "LayerNorm": ["", "epsilon"], "RMSNorm": ["", "epsilon"], "GroupNorm": ["groups", ""],
    "MultiheadAttention": ["", "heads"], "MultiHeadAttention": ["heads", "key_width"], "PReLU": [""],
    "max_poold": ["kernel", "stride", "padding"], "avg_poold": ["kernel", "stride", "padding"],
    "max_pool": ["kernel", "stride", "padding"], "avg_pool": ["kernel", "stride", "padding"],
    "MaxPool": ["kernel", "stride", "padding"], "AvgPool": ["kernel", "stride", "padding"],
    "softmax": ["dim"], "log_softmax": ["dim"], "Embed": ["vocabulary", "features"],
    "Conv": ["filters", "kernel", "stride", "padding"], "Upsample": ["size", "scale"],
    "interpolate": ["size", "scale"], "SimpleRNN": ["units"], "Flatten": [""], "flatten": [""],
    "Softmax": ["dim"], "LogSoftmax": ["dim"], "Clip": ["min", "max"], "clip": ["min", "max"],
  ]

  /// Arguments of other frameworks that are not needed here: the input implies them, or they do not change the network.
  private static let needless: Set<String> = [
    "inchannels", "infeatures", "inputsize", "embeddim", "numfeatures", "normalizedshape", "numchannels",
    "numparameters", "inputshape", "inputdim", "inplace", "momentum", "trackrunningstats", "name",
    "dataformat", "batchfirst", "dtype", "device", "kernelinitializer", "biasinitializer",
    "kernelregularizer", "training", "elementwiseaffine", "affine", "key", "rngs", "dropout", "trainable",
    "biasregularizer", "activityregularizer", "kernelconstraint", "biasconstraint", "depthwiseinitializer",
    "pointwiseinitializer", "embeddingsinitializer", "gammainitializer", "betainitializer",
    "movingmeaninitializer", "movingvarianceinitializer", "recurrentinitializer", "recurrentdropout",
    "userunningaverage", "paramdtype", "precision", "train", "istraining", "deterministic", "winit", "binit",
    "kernelinit", "biasinit", "decayrate", "axisname", "paddingidx", "maxnorm", "sparse", "requiresgrad",
    "generator", "antialias", "startdim", "enddim", "returnindices", "seed", "noiseshape", "resetafter",
    "implementation",
    "returnstate", "stateful", "unroll", "embedinit", "scaleinit", "renorm", "virtualbatchsize",
    "synchronized",
  ]

  /// Words for arguments that other frameworks vary with the number of axes.
  private static let words = ["bilinear": "linear", "trilinear": "linear", "bicubic": "cubic"]

  /// Whether an argument is not needed here: the input implies it, or it does not change the network.
  static func isNeedless(_ name: String) -> Bool { needless.contains(ForeignWords.folded(name)) }

  /// The call in our words, or `nil` if one of its arguments cannot be translated.
  ///
  /// - Parameter names: the names of all layers.
  func meant(_ signature: Signature, among names: [String]) -> MeantCall? {
    var values: [String] = []
    var inputs: [String] = []
    var given: [String: String] = [:]
    var activation: String?
    var movesAxes = false
    var rounds = 1
    for (name, value) in ForeignWords.implied(by: word) where signature.index(of: name) != nil {
      given[name] = value
    }
    for (name, text) in named(for: signature) {
      guard let name else {
        // Values of the network have names.
        guard text.first?.isLetter == true else { return nil }
        values.append(text)
        continue
      }
      if signature.inputs.names.contains(name) {
        inputs.append("\(name): \(text)")
        continue
      }
      let folded = ForeignWords.folded(name)
      if folded == "returnsequences", signature.index(of: "returns") != nil {
        if text.lowercased() == "false" { given["returns"] = "last" }
        continue
      }
      if folded == "numlayers", signature.index(of: "bidirectional") != nil {
        guard let count = Int(text), count >= 1 else { return nil }
        rounds = count
        continue
      }
      if ["affine", "elementwiseaffine"].contains(folded), text.lowercased() == "false" {
        for own in ["scale", "shift"] where signature.index(of: own) != nil { given[own] = "false" }
        continue
      }
      if folded == "paddingmode" {
        guard text.trimming("\"'") == "zeros" else { return nil }
        continue
      }
      if ["activation", "act", "nonlinearity"].contains(name), signature.index(of: name) == nil {
        // A recurrent layer has its activation inside.
        if signature.index(of: "bidirectional") != nil {
          guard text.trimming("\"'") == "tanh" else { return nil }
          continue
        }
        let word = text.trimming("\"'")
        if ["linear", "none"].contains(word.lowercased()) { continue }
        guard let layer = ForeignWords.layerOrSame(word, among: names) else { return nil }
        activation = layer
        continue
      }
      let candidates = signature.arguments.map(\.name)
      guard
        let ours = candidates.contains(name) ? name : ForeignWords.argument(name, among: candidates)
      else {
        if Self.isNeedless(name) { continue }
        return nil
      }
      guard let value = value(text, of: name, as: ours, in: signature),
        given.updateValue(value, forKey: ours) == nil
      else {
        return nil
      }
      movesAxes = movesAxes || value != text && (ours == "axis" || ours == "axes")
    }
    guard
      signature.required.allSatisfy({ $0 == signature.part || given[signature.arguments[$0].name] != nil })
    else { return nil }
    var byPosition = true
    for argument in signature.arguments {
      guard let value = given[argument.name] else {
        byPosition = false
        continue
      }
      byPosition = byPosition && argument.isPositional
      values.append(byPosition ? value : "\(argument.name): \(value)")
    }
    values += inputs
    let call = values.isEmpty ? signature.name : "\(signature.name)(\(values.joined(separator: ", ")))"
    let chain = call + (activation.map { " -> \($0)" } ?? "")
    return MeantCall(line: rounds == 1 ? chain : "repeat \(rounds) { \(chain) }", movesAxes: movesAxes)
  }

  /// The arguments with the names for their positions; values have none.
  private func named(for signature: Signature) -> [(name: String?, text: String)] {
    let takesValues = !signature.inputs.takesOne
    var key = word
    for axes in ["1", "2", "3"] {
      for letter in ["d", "D"] {
        if let place = key.place(of: axes + letter) { key.replaceSubrange(place, with: letter) }
      }
    }
    var order = Self.positions[key] ?? signature.positional.map { signature.arguments[$0].name }
    // Alone it is the layer's size, as in Keras.
    if order.first == "", order.count > 1, arguments.count(where: { $0.name == nil }) == 1,
      !arguments.contains(where: { $0.name != nil && Self.isOutput($0.name ?? "") }), order[1] == "units"
    {
      order.removeFirst()
    }
    var position = 0
    return arguments.compactMap { argument in
      if argument.name != nil { return argument }
      if takesValues { return argument }
      defer { position += 1 }
      guard position < order.count else { return ("of no meaning", argument.text) }
      return order[position].isEmpty ? nil : (order[position], argument.text)
    }
  }

  private static func isOutput(_ name: String) -> Bool {
    ForeignWords.argument(name, among: ["units"]) != nil || name == "units"
  }

  /// Whether axes in the argument count the batch, as they do everywhere but here.
  private func countsBatch(_ name: String, as ours: String) -> Bool {
    guard ours == "axis" else { return false }
    return name.hasPrefix("dim") || ForeignWords.layer(word) != nil
  }

  private func value(
    _ text: String, of name: String, as ours: String, in signature: Signature
  ) -> String? {
    guard text.utf8.count <= 60, !text.contains("\n") else { return nil }
    if countsBatch(name, as: ours) {
      guard let axis = Int(text) else {
        let list = text.trimming("[]").split(separator: ",").map { Int($0.filter { $0 != " " }) }
        guard text.hasPrefix("["), !list.isEmpty, !list.contains(where: { $0 == nil || $0 == 0 }) else {
          return nil
        }
        return "[\(list.compactMap { $0 }.map { "\($0 > 0 ? $0 - 1 : $0)" }.joined(separator: ", "))]"
      }
      return axis == 0 ? nil : "\(axis > 0 ? axis - 1 : axis)"
    }
    if ours == "axes", name.hasPrefix("dim") || name.hasPrefix("perm") {
      // The batch stays in its place.
      let axes = text.trimming("[]").split(separator: ",").map { Int($0.filter { $0 != " " }) }
      if axes.first == 0, !axes.contains(where: { $0.map { $0 < 0 } ?? true }) {
        return "[\(axes.dropFirst().compactMap { $0 }.map { "\($0 - 1)" }.joined(separator: ", "))]"
      }
    }
    let word = text.trimming("\"'")
    if let index = signature.index(of: ours), case .word(let words) = signature.arguments[index].kind {
      // JAX and Keras use a Boolean for the approximation of a GELU.
      let truth = words.contains("tanh") ? ["true": "tanh", "false": "none"][word.lowercased()] : nil
      return [word, Self.words[word] ?? word, truth ?? word].first { words.contains($0) }
    }
    return ["True", "False", "SAME", "VALID"].contains(word) ? word.lowercased() : word
  }
}

extension String {
  /// The text without these characters at its ends.
  fileprivate func trimming(_ characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}

extension ForeignWords {
  /// The arguments of the blocks that every file knows, in the form of layers' signatures.
  static func signature(ofBlock name: String) -> Signature? {
    let arguments: [Signature.Argument]
    switch name {
    case "separable_conv":
      arguments = [
        .positional("filters", .count(), ""), .named("kernel", .count(), ""),
        .named("stride", .count(), default: 1, ""), .named("padding", .padding, default: 0, ""),
        .named("dilation", .count(), default: 1, ""), .named("multiplier", .count(), default: 1, ""),
        .named("bias", .boolean, default: true, ""),
      ]
    case "squeeze_excite": arguments = [.positional("reduction", .count(), default: 16, "")]
    case "glu": arguments = [.positional("hidden", .count(), "")]
    default: return nil
    }
    return Signature(name, .convolution, "", arguments: arguments)
  }

  static let withoutBatch = ", and axes do not count the batch"

  /// The help for a layer called by a word of another framework.
  static func helpForLayer(_ name: String, _ meant: MeantCall?) -> String? {
    if let remark = remark(name) { return remark }
    guard let ours = layer(name) else { return meant.map { "did you mean `\($0.line)`?" } }
    var help = "it is called `\(ours)` here"
    guard let meant, meant.line != ours else { return help }
    if meant.movesAxes { help += withoutBatch }
    return help + ": `\(meant.line)`"
  }

  /// The help for an argument that has a word of another framework.
  static func helpForArgument(
    _ name: String, of owner: String, _ candidates: [String], _ meant: MeantCall?
  ) -> String? {
    let line = meant.map { ": `\($0.line)`" }
    if let remark = remark(ofArgument: name) { return remark }
    if ["activation", "act", "nonlinearity"].contains(name) {
      return "an activation is a separate layer, which follows" + (line ?? ": `\(owner)(…) -> relu`")
    }
    if let ours = argument(name, among: candidates) {
      let batch = ours == "axis" && name.hasPrefix("dim") ? withoutBatch : ""
      return "it is called `\(ours)` here\(batch)" + (line ?? "")
    }
    if ForeignWords.folded(name) == "numlayers", let meant {
      return "`repeat` stacks layers: `\(meant.line)`"
    }
    if let meant, ["returnsequences", "affine", "elementwiseaffine"].contains(ForeignWords.folded(name)) {
      return "it is written `\(meant.line)`"
    }
    guard ForeignCall.isNeedless(name) else { return nil }
    return meant.map { "it is not needed here: `\($0.line)`" }
  }
}
