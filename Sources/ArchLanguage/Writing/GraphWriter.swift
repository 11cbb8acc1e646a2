import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Writes a graph as a network of the language: one line for each layer, in the order of the graph.
///
/// Read again, the text gives the same graph, except for paths: every layer is labelled with its former path, spelt as
/// a name (see ``LabelSpelling``), and nothing repeats. Sharing and freezing are kept. Claims are kept if they
/// are about the network or one layer.
public struct GraphWriter {
  private let graph: Graph
  private let paths: [String]
  private let ports: PortNames
  /// Words that labels may not be, besides those of the language.
  private let words: Set<String>
  private var spelling: LabelSpelling
  private var labels: [String] = []
  /// How many layers, outputs and claims use each value.
  private var users: [Int]
  private var text = ""
  private var indent = 1
  /// The layer whose value is current, or `nil` at the start of braces.
  private var current: Node.ID?
  /// The instances of weights that several layers use, once declared.
  private var instances: [Int: String] = [:]

  private init(_ graph: Graph, words: Set<String>, ports: PortNames) {
    self.graph = graph
    self.words = words
    paths = graph.paths
    spelling = LabelSpelling(reserved: words)
    self.ports = ports
    for name in ports.inputs.values { spelling.reserve(name) }
    users = Array(repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { users[input] += 1 } }
    for output in graph.outputs { users[output.node] += 1 }
    for claim in graph.expectations { if let node = Self.layer(of: claim) { users[node] += 1 } }
  }

  /// The text of a graph in the canonical form.
  ///
  /// - Parameter catalogue: the operators that the text can use; labels never have the name of one.
  public static func text(of graph: Graph, catalogue: Catalogue) -> String {
    var writer = GraphWriter(
      graph, words: Set(catalogue.names).union(catalogue.words).union(Prelude.blockNames),
      ports: PortNames(graph, catalogue: catalogue))
    writer.write()
    return writer.text
  }

  private mutating func line(_ words: String) {
    text += String(repeating: " ", count: indent * ArchitectureFormatter.indent) + words + "\n"
  }

  // MARK: The network

  private mutating func write() {
    var name = LabelSpelling(reserved: [])
    labels = graph.nodes.indices.map { ports.inputs[$0] ?? spelling.label(for: paths[$0]) }
    writeBlocks()
    text += (text.isEmpty ? "" : "\n") + "network \(name.label(for: graph.name)) {\n"
    for fact in Self.facts(of: graph) { line(fact) }
    var (isFrozen, isTraining) = (false, false)
    for (id, node) in graph.nodes.enumerated() {
      if node.isFrozen != isFrozen || node.isTrainingOnly != isTraining {
        close(isFrozen, isTraining)
        declareInstances(from: id)
        (isFrozen, isTraining) = (node.isFrozen, node.isTrainingOnly)
        open(isFrozen, isTraining)
      } else if !isFrozen, !isTraining {
        declareInstance(of: node)
      }
      write(id, node)
    }
    close(isFrozen, isTraining)
    writeOutputs()
    writeClaims()
    text += "}\n"
  }

  private mutating func open(_ isFrozen: Bool, _ isTraining: Bool) {
    for (isOpen, words) in [(isFrozen, "frozen {"), (isTraining, "when training {")] where isOpen {
      line(words)
      indent += 1
    }
    if isFrozen || isTraining { current = nil }
  }

  private mutating func close(_ isFrozen: Bool, _ isTraining: Bool) {
    for isOpen in [isTraining, isFrozen] where isOpen {
      indent -= 1
      line("}")
    }
    if isFrozen || isTraining { current = nil }
  }

  private mutating func write(_ id: Node.ID, _ node: Node) {
    defer { current = id }
    if node.isInput {
      return line(Self.line(ofInput: node, named: labels[id]))
    }
    let instance = node.weights.flatMap { instances[$0] }
    if let instance, isTensorOfAnother(node) { return line("\(labels[id]): \(instance).weight") }
    let inputs = node.inputs.map { labels[$0] }
    var call = instance ?? node.op.call
    var words = ""
    let signature = type(of: node.op).signature
    if inputs.count > 1, instance == nil, signature.inputs.takesOne {
      // Values that a call takes besides the first have names, and may change the default.
      call = Self.call(of: node.op, given: Array(signature.inputs.names[1..<inputs.count]))
      let named = zip(signature.inputs.names, inputs).dropFirst().map { "\($0): \($1)" }.joined(
        separator: ", ")
      call = call.hasSuffix(")") ? "\(call.dropLast()), \(named))" : "\(call)(\(named))"
      if node.inputs.first != current { words = "\(inputs[0]) -> " }
    } else if inputs.count > 1 {
      // The values come first, followed by the arguments.
      let name = instance ?? node.op.name
      let rest = call.dropFirst(name.count).drop { $0 == "(" }
      let values = inputs.joined(separator: ", ")
      call =
        signature.beginsWithText && instance == nil
        ? "\(name)(\(rest.dropLast()), \(values))"
        : "\(name)(\(values)" + (rest.isEmpty ? ")" : ", \(rest)")
    } else if !inputs.isEmpty, node.inputs.first != current {
      words = "\(inputs[0]) -> "
    }
    // A layer named like its operator needs no label if only the next line uses it.
    let isNamed = instance != nil || paths[id] != node.op.name || isUsedLater(id)
    line((isNamed ? "\(labels[id]): " : "") + words + call)
  }

  /// The call of an operator with the arguments that it would not have by itself if these inputs are given by name.
  private static func call<O: Operator>(of op: O, given names: [String]) -> String {
    let required = zip(O.signature.arguments, op.arguments).map { $0.isRequired ? $1 : nil }
    guard let usual = try? O(Arguments(O.signature, required, inputs: names)) else {
      return op.call(withDefaults: true)
    }
    return op.call { index, value in required[index] != nil || value != usual.arguments[index] }
  }

  /// Whether a layer is the weights of a different kind of layer, as a value.
  private func isTensorOfAnother(_ node: Node) -> Bool {
    guard node.op is ParameterLayer, let weights = node.weights else { return false }
    return !(graph.nodes[graph.weights[weights].owner].op is ParameterLayer)
  }

  private func isUsedLater(_ id: Node.ID) -> Bool {
    let next = id + 1
    guard next < graph.nodes.count else { return graph.outputs.contains { $0.name != nil && $0.node == id } }
    let after = graph.nodes[next]
    let goesOn =
      after.inputs == [id] && after.isFrozen == graph.nodes[id].isFrozen
      && after.isTrainingOnly == graph.nodes[id].isTrainingOnly
    return !goesOn || users[id] != 1
  }

  // MARK: Shared weights

  private mutating func declareInstances(from first: Node.ID) {
    let node = graph.nodes[first]
    for next in graph.nodes[first...] {
      guard next.isFrozen == node.isFrozen, next.isTrainingOnly == node.isTrainingOnly else { return }
      declareInstance(of: next)
    }
  }

  private mutating func declareInstance(of node: Node) {
    guard let weights = node.weights, graph.weights[weights].uses > 1, instances[weights] == nil else {
      return
    }
    let name = spelling.label(for: paths[graph.weights[weights].owner] + "_shared")
    line("shared \(name): \(blocksOfWeights[weights] ?? node.op.call)")
    instances[weights] = name
  }

  /// The blocks for weights whose layers differ in something other than weights.
  private var blocksOfWeights: [Int: String] = [:]

  /// Writes blocks for layers that share weights but differ in their arguments: the input's shape decides.
  private mutating func writeBlocks() {
    var calls = [[(shape: Shape, call: String)]](repeating: [], count: graph.weights.count)
    for node in graph.nodes {
      guard let weights = node.weights, graph.weights[weights].uses > 1 else { continue }
      if isTensorOfAnother(node) { continue }
      let call = node.op.call
      if !calls[weights].contains(where: { $0.call == call }) {
        calls[weights].append((node.inputShapes.first ?? [], call))
      }
    }
    for (weights, calls) in calls.enumerated() {
      guard calls.count > 1 else { continue }
      let name = spelling.label(for: paths[graph.weights[weights].owner] + "_layer")
      var choices = ""
      for (place, call) in calls.enumerated() {
        let isLast = place == calls.count - 1
        choices +=
          isLast
          ? "{ \(call.call) }"
          : "if in.shape == [\(call.shape.dimensions.map(String.init).joined(separator: ", "))] { \(call.call) } else "
      }
      text += "block \(name)() { \(choices) }\n"
      blocksOfWeights[weights] = name
    }
  }

  // MARK: Outputs and claims

  private mutating func writeOutputs() {
    let isNamed = graph.outputs.contains { $0.name != nil }
    for (output, given) in zip(graph.outputs, ports.outputs) {
      guard let name = given ?? (isNamed ? "output" : nil) else {
        if output.node != graph.nodes.count - 1 || current == nil { line(labels[output.node]) }
        continue
      }
      let isTraining = graph.nodes[output.node].isTrainingOnly
      let words = name == labels[output.node] ? "output \(name)" : "output \(name): \(labels[output.node])"
      line(isTraining ? "when training { \(words) }" : words)
    }
  }

  /// The one layer that a claim is about, or `nil` for the whole network or several layers.
  private static func layer(of claim: Expectation) -> Node.ID? {
    guard case .part(let value?, let layers) = claim.subject, layers.count == 1, layers[0].count == 1,
      layers[0].lowerBound == value
    else { return nil }
    return value
  }

  private mutating func writeClaims() {
    for claim in graph.expectations {
      var subject = claim.element.map { "(\($0.rawValue))" } ?? ""
      if case .part = claim.subject {
        guard let layer = Self.layer(of: claim) else { continue }
        subject = "(\(labels[layer]))"
      }
      line(Self.line(of: claim, about: subject))
    }
  }

  /// The lines that give the network's source and its measured figures.
  static func facts(of graph: Graph) -> [String] {
    var lines: [String] = []
    if let source = graph.source { lines.append("source \(quoted(source))") }
    if let published = graph.published {
      let figures = Published.figures.compactMap { figure in
        published[keyPath: figure.path].map { "\(figure.name) \(number($0))%" }
      }
      lines.append("published \(quoted(published.source)): \(figures.joined(separator: ", "))")
    }
    return lines
  }

  /// The statement that declares an input.
  static func line(ofInput node: Node, named name: String) -> String {
    let extents = node.shape.dimensions.map(String.init).joined(separator: ", ")
    return "input \(name): " + (node.shape.element == .token ? "sequence(\(extents))" : "[\(extents)]")
  }

  /// A claim as a statement.
  ///
  /// - Parameter subject: the subject, in parentheses; empty for the whole network.
  static func line(of claim: Expectation, about subject: String) -> String {
    let value: String
    switch claim.value {
    case .integer(let number): value = String(number.groupedDigits.map { $0 == "," ? "_" : $0 })
    case .decimal(let number): value = Self.number(number)
    case .list(let numbers): value = "[\(numbers.map(String.init).joined(separator: ", "))]"
    }
    let relation =
      switch claim.relation {
      case .equal: "== "
      case .unequal: "!= "
      case .less: "< "
      case .lessOrEqual: "<= "
      case .greater: "> "
      case .greaterOrEqual: ">= "
      case .within(let percent): "within \(Self.number(percent))% of "
      }
    return "expect \(claim.metric)\(subject) \(relation)\(value)"
  }

  /// A number, without its fraction if it has none.
  private static func number(_ value: Double) -> String { "\(ArgumentValue(value))" }

  /// Strings of the language can contain everything except quotation marks and line ends.
  private static func quoted(_ text: String) -> String {
    "\"\(String(text.map { $0 == "\"" ? "'" : $0.isNewline ? " " : $0 }))\""
  }
}
