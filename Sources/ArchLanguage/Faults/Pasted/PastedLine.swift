import ArchDiagnostics
import ArchGraph

/// A line of PyTorch, Keras, TensorFlow or JAX in one of our files: its equivalent here, for help only.
struct PastedLine {
  let catalogue: Catalogue
  /// Whether axes are numbered differently here and in the line.
  var movesAxes = false
  /// Whether the line names an axis and counts with the channels last.
  var isChannelsLast = false
  /// Whether the call being read is from a framework that puts the channels last.
  var isOfChannelsLast = false
  /// Layers that are constructed elsewhere, and run in the line.
  var applied: [String] = []

  private init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// The help for a line of Python, or `nil` if it is not one or its meaning is unknown.
  ///
  /// - Parameter text: the line, and any lines after it until its brackets are closed.
  static func help(_ text: String, _ catalogue: Catalogue) -> String? {
    let line = trimmed(text)
    guard !line.isEmpty, line.utf8.count <= PythonReader.longest else { return nil }
    if let help = statement(line) { return help }
    var (target, rest) = assignment(line)
    if rest.hasPrefix("return ") {
      rest = String(rest.dropFirst(7))
      target = nil
    }
    var pasted = PastedLine(catalogue)
    guard isForeign(line, target), let found = PythonReader.read(rest), let ours = pasted.line(target, found),
      ours.utf8.count <= 300
    else { return unread(line, target, rest, catalogue) }
    return pasted.help(ours)
  }

  /// The help that shows the line in our language.
  private func help(_ ours: String) -> String {
    if !applied.isEmpty, ours.split(separator: " ").allSatisfy({ $0 == "->" || applied.contains(String($0)) })
    {
      return "a layer runs where its line stands: the line of `\(applied[0])` comes here"
    }
    var help = "here it is `\(ours)`"
    if let name = applied.first { help += ", where `\(name)` stands for the layer itself" }
    if isChannelsLast { return help + "; of a map, whose channels come first here, the last axis is 0" }
    return help + (movesAxes ? ForeignWords.withoutBatch : "")
  }

  /// The text without characters that only end lines of Python.
  private static func trimmed(_ text: String) -> String {
    var line = text[...]
    while let first = line.first, first.isWhitespace { line.removeFirst() }
    while let last = line.last, last.isWhitespace || last == "," || last == "\\" || last == ";" {
      line.removeLast()
    }
    return String(line)
  }

  /// The target of an assignment and the rest; an argument's `=` does not count.
  private static func assignment(_ line: String) -> (target: String?, rest: String) {
    let characters = Array(line)
    for (place, character) in characters.enumerated() {
      if "([{\"'".contains(character) { break }
      guard character == "=" else { continue }
      guard place > 0, place + 1 < characters.count, characters[place + 1] != "=",
        !"=!<>".contains(characters[place - 1])
      else { break }
      var words = String(characters[..<place]).split(separator: " ").map(String.init)
      if words.dropLast().allSatisfy({ $0.hasSuffix(",") }), !words.isEmpty { words = [words.joined()] }
      guard words.count == 1 || words.count == 2 && ["+", "-", "*", "/"].contains(words[1]) else { break }
      var target = words.joined()
      var rest = String(characters[(place + 1)...])
      // `out += identity`
      if let last = target.last, "+-*/".contains(last) {
        target.removeLast()
        rest = "\(target) \(last) \(rest)"
      }
      return (target, rest)
    }
    return (nil, line)
  }

  /// Whether a line is written as in Python and cannot be one of ours.
  private static func isForeign(_ line: String, _ target: String?) -> Bool {
    if target != nil { return true }
    let modules = [
      "nn.", "F.", "tf.", "torch.", "keras.", "layers.", "self.", "jnp.", "jax.", "hk.", "eqx.", "model.",
      "return ", "K.", "linen.", "ops.",
    ]
    if modules.contains(where: line.hasPrefix) { return true }
    // An argument with `=`, or a method of a value.
    return line.has("=") && line.has("(") || line.has(").") || line.has(")(")
      || [".view(", ".reshape(", ".permute(", ".flatten(", ".transpose("].contains(where: line.has)
  }

  // MARK: Layers

  /// The line in our language.
  private mutating func line(_ target: String?, _ expressions: [PythonExpression]) -> String? {
    if let input = run(input: expressions, target) { return input }
    var source: String?
    var steps: [String] = []
    for expression in expressions {
      guard let run = run(expression) else { return nil }
      if let own = run.source {
        guard source == nil, steps.isEmpty else { return nil }
        source = own
      }
      steps += run.steps
    }
    // A loop cannot be a step of a chain.
    guard steps.count < 2 || !steps.contains(where: { $0.hasPrefix("repeat ") }) else { return nil }
    guard let target else {
      // A return statement is computed from the current value.
      guard !steps.isEmpty else { return nil }
      return steps.joined(separator: " -> ")
    }
    if target.has(",") {
      let labels = target.split(separator: ",")
      guard labels.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }), !steps.isEmpty
      else {
        return nil
      }
      return
        "\(labels.joined(separator: ", ")): \(([source].compactMap { $0 } + steps).joined(separator: " -> "))"
    }
    let name = target.split(separator: ".").last.map(String.init) ?? target
    let isOfSelf = target.hasPrefix("self.")
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
    if let sum = steps.first, steps.count == 1, source == nil {
      // The current value comes before one that is listed.
      for layer in ["add", "subtract", "multiply", "divide"]
      where sum.hasPrefix("\(layer)(\(name), ") && !sum.hasSuffix("(\(name), \(name))") {
        return "\(layer)(\(sum.dropFirst(layer.utf8.count + name.utf8.count + 3))"
      }
    }
    if steps.isEmpty { return source.map { name == $0 ? $0 : "\(name): \($0)" } }
    let chain = steps.joined(separator: " -> ")
    let isCurrent = !isOfSelf && (source == nil || source == name)
    if isCurrent || name == steps[0] { return chain }
    let begin = source.map { "\($0) -> " } ?? ""
    let label = catalogue[name] == nil && !Self.isReserved(name) ? name : "\(name)1"
    return "\(label): \(begin)\(chain)"
  }

  /// `x = keras.Input(shape=(28, 28, 1))`.
  private func run(input expressions: [PythonExpression], _ target: String?) -> String? {
    guard expressions.count == 1, case .call(.name(let callee), let arguments) = expressions[0],
      ["Input", "InputLayer", "randn", "zeros", "ones"].contains(callee.split(separator: ".").last ?? "")
    else { return nil }
    let name = (target ?? "image").split(separator: ".").last.map(String.init) ?? "image"
    let isOfTorch = callee.hasPrefix("torch.")
    var extents: [String] = []
    let shape = arguments.first { $0.name == "shape" || $0.name == "input_shape" } ?? arguments.first
    if case .sequence(let values)? = shape?.value {
      extents = values.compactMap(\.argument)
    } else {
      extents = arguments.filter { $0.name == nil }.compactMap { $0.value.argument }
    }
    if isOfTorch || callee.hasPrefix("jnp.") { extents = Array(extents.dropFirst()) }
    // Keras has the channels last.
    if !isOfTorch, extents.count > 1, let last = extents.popLast() { extents.insert(last, at: 0) }
    guard !extents.isEmpty, !extents.contains("None") else { return nil }
    let label = Self.isReserved(name) || catalogue[name] != nil ? "image" : name
    return "input \(label): [\(extents.joined(separator: ", "))]"
  }

  private static func isReserved(_ name: String) -> Bool {
    Keyword.allCases.contains { $0.isReserved && $0.text == name }
  }

  typealias Run = (source: String?, steps: [String])

  /// The steps of an expression, from the value that it begins with.
  mutating func run(_ expression: PythonExpression) -> Run? {
    switch expression {
    case .name(let name): return (Self.variable(name), [])
    case .binary(let sign, let left, let right):
      let layers = ["+": "add", "-": "subtract", "*": "multiply", "/": "divide", "@": "matmul"]
      guard let layer = layers[sign], case .name(let a) = left, case .name(let b) = right else { return nil }
      return (nil, ["\(layer)(\(Self.variable(a)), \(Self.variable(b)))"])
    case .call(let callee, let arguments): return run(callee, arguments)
    default: return nil
    }
  }

  static func variable(_ name: String) -> String {
    name.hasPrefix("self.") ? String(name.dropFirst(5)) : name
  }

  static let modules: Set<String> = [
    "nn", "F", "tf", "torch", "keras", "layers", "jnp", "jax", "hk", "eqx", "K", "linen", "ops", "functional",
    "utils", "parametrizations",
    "np", "torchvision", "math", "activations", "haiku", "equinox", "flax", "onnx", "op", "nnx", "image",
    "numpy", "tensorflow", "mx", "gluon",
    "paddle", "snt", "lax", "random", "linalg", "fft", "special",
  ]

  mutating func run(_ callee: PythonExpression, _ arguments: [PythonExpression.Argument]) -> Run? {
    switch callee {
    case .name(let name):
      let parts = name.split(separator: ".").map(String.init)
      guard let word = parts.last else { return nil }
      let isModule = parts.dropLast().allSatisfy { Self.modules.contains($0) }
      if word == "add", parts.count == 2, !isModule, arguments.count == 1, case .call = arguments[0].value {
        // `model.add(layers.Dense(10))`
        return run(arguments[0].value)
      }
      if word == "Sequential" || word == "sequential" { return sequence(arguments) }
      if parts.count > 1, !isModule, parts[0] != "self" || parts.count > 2 {
        let owner = parts.dropLast().joined(separator: ".")
        return method(word, arguments).map { (Self.variable(owner), $0) }
      }
      if parts.count == 2, parts[0] == "self" { return applied(word, arguments) }
      let isKeras = parts.contains { ["keras", "layers", "tf", "tensorflow"].contains($0) }
      isOfChannelsLast = parts.dropLast().contains { Self.channelsLast.contains($0) }
      var arguments = arguments
      let isNamed = arguments.contains { $0.name == "padding" }
      let isOfHaiku = parts.contains("hk") || parts.contains("haiku")
      if !isNamed, word == "Conv" && parts.count > 1 || isOfHaiku && word.hasPrefix("Conv") {
        // Flax and Haiku keep the extents unless told otherwise.
        arguments.append(.init(name: "padding", value: .string("SAME")))
      }
      if word == "gelu", parts.dropLast() == ["jax", "nn"], arguments.count == 1 {
        arguments.append(.init(name: "approximate", value: .name("True")))
      }
      guard word.first?.isUppercase == true else { return function(word, arguments) }
      return layer(word, arguments, isKeras: isKeras).map { (nil, [$0]) }
    case .member(let owner, let word):
      guard let before = run(owner), let steps = method(word, arguments) else { return nil }
      return (before.source, before.steps + steps)
    case .call(let inner, let own):
      // `layers.Dense(10)(x)`
      guard let made = run(inner, own), made.source == nil, let step = made.steps.last else { return nil }
      let values = arguments.filter { $0.name == nil }.map(\.value.source)
      if values.count > 1, Set(values).count > 1, made.steps.count == 1, step.hasPrefix("attention(") {
        return (nil, [Self.call("cross_\(step)", on: Array(values.prefix(2)))])
      }
      guard arguments.count == 1 else {
        return Set(values).count == 1 ? (Self.variable(values[0]), made.steps) : nil
      }
      if case .sequence(let values) = arguments[0].value {
        let names = values.compactMap { if case .name(let name) = $0 { Self.variable(name) } else { nil } }
        guard names.count == values.count else { return nil }
        return (nil, [Self.call(step, on: names)])
      }
      guard let before = run(arguments[0].value) else { return nil }
      return (before.source, before.steps + made.steps)
    default: return nil
    }
  }

  /// A call with values before the other arguments.
  static func call(_ step: String, on values: [String]) -> String {
    let list = values.joined(separator: ", ")
    guard step.hasSuffix(")"), let open = step.firstIndex(of: "(") else { return "\(step)(\(list))" }
    return "\(step[..<open])(\(list), \(step[step.index(after: open)...])"
  }

  /// `nn.Sequential(a, b)`: one after another.
  mutating func sequence(_ arguments: [PythonExpression.Argument]) -> Run? {
    var steps: [String] = []
    var parts = arguments.map(\.value)
    if parts.count == 1, case .sequence(let values) = parts[0] { parts = values }
    for part in parts {
      guard let run = run(part), run.source == nil else { return nil }
      steps += run.steps
    }
    return steps.isEmpty ? nil : (nil, steps)
  }

  /// `self.conv1(x)`: a layer declared elsewhere runs here.
  mutating func applied(_ word: String, _ arguments: [PythonExpression.Argument]) -> Run? {
    guard arguments.count == 1, let before = run(arguments[0].value) else { return nil }
    applied.append(word)
    return (before.source, before.steps + [word])
  }
}
