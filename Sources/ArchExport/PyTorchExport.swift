import ArchGraph

/// A network as a file in Python: a class for the network and one for each of its blocks.
public struct PyTorchExport {
  /// The text of the file.
  public private(set) var text = ""
  /// The name of the network's class.
  public private(set) var className = ""
  /// The names of all tensors in the network's `state_dict`: for each entry of the graph's weights those of its
  /// parameters.
  public private(set) var tensors: [[String]]
  /// The layers whose multiply-adds PyTorch's counter does not count, with the reason.
  public private(set) var uncounted: [(node: Node.ID, reason: String)] = []

  private let graph: Graph
  private let batch: Int
  private let forms: [PyTorchForm]
  private let tree: ModuleTree
  private var definitions: [PyTorchDefinition] = []
  private var classes: [ModuleClass] = []
  /// For each part its class, and which of the class's parts it is.
  private var classOf: [Int: (index: Int, member: Int)] = [:]
  private var bodies: [Int: ModuleBody] = [:]
  private var uses: [[Node.ID]]

  /// Writes a network.
  ///
  /// - Parameter batch: how many examples the input that the file makes has.
  public init(_ graph: Graph, batch: Int = 1) {
    self.graph = graph
    self.batch = batch
    var known: [Int: PyTorchForm] = [:]
    forms = graph.nodes.map { node in
      if let form = known[node.form.index] { return form }
      let form = node.op.pytorch(of: node.inputShapes)
      known[node.form.index] = form
      return form
    }
    tree = ModuleTree(graph)
    tensors = graph.weights.map { Array(repeating: "", count: $0.parameters.count) }
    uses = Array(repeating: [], count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() { for input in node.inputs { uses[input].append(id) } }
    for (id, form) in forms.enumerated() {
      for definition in form.definitions where !definitions.contains(definition) {
        definitions.append(definition)
      }
      if let reason = form.uncounted { uncounted.append((id, reason)) }
    }
    makeClasses()
    nameTensors(of: 0, prefix: "")
    write()
  }

  // MARK: Classes

  /// Makes the bodies of all parts, the innermost first, and finds those that are alike.
  private mutating func makeClasses() {
    var heights: [Int: Int] = [:]
    func height(_ part: Int) -> Int {
      if let known = heights[part] { return known }
      let height = (tree.items[part] ?? []).reduce(0) { highest, item in
        if case .part(let inner) = item { max(highest, height(inner) + 1) } else { highest }
      }
      heights[part] = height
      return height
    }
    var used: Set<String> = Set(definitions.map(\.name))
    className = Python.unique(Python.className(graph.name), in: &used)
    let levels = Dictionary(grouping: tree.items.keys.filter { $0 != 0 }) { height($0) }
    for level in levels.keys.sorted() {
      var groups: [String: [Int]] = [:]
      var order: [String] = []
      for part in (levels[level] ?? []).sorted() {
        let body = body(of: part)
        bodies[part] = body
        let key = "\(graph.scopes[part].block ?? "")\n\(body.key)"
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(part)
      }
      for key in order {
        guard let parts = groups[key] else { continue }
        let block = graph.scopes[parts[0]].block ?? graph.scopes[parts[0]].name
        for (member, part) in parts.enumerated() { classOf[part] = (classes.count, member) }
        classes.append(
          ModuleClass(
            name: Python.unique(Python.className(block), in: &used, separator: ""), block: block,
            parts: parts,
            bodies: parts.compactMap { bodies[$0] }))
      }
    }
    bodies[0] = body(of: 0)
  }

  private func body(of part: Int) -> ModuleBody {
    var body = ModuleBody()
    var names: Set<String> = []
    var own: [Int: (attribute: String, form: PyTorchForm)] = [:]
    var instances: [(part: Int, attribute: String)] = []
    let inside = tree.span(of: part)
    for item in tree.items[part] ?? [] {
      let name = tree.name(of: item, in: part)
      var statement: ModuleStatement
      switch item {
      case .node(let id):
        let node = graph.nodes[id]
        if node.op is InputLayer { continue }
        let form = forms[id]
        statement = ModuleStatement(value: form.value, inputs: node.inputs, outputs: [id])
        if node.name != node.op.name { statement.label = Python.identifier(node.name) }
        if let module = form.module {
          if let weights = node.weights, let known = own[weights], known.form.module == module {
            statement.attribute = known.attribute
          } else {
            let attribute = Python.unique(name, in: &names)
            statement.attribute = attribute
            statement.constructor = module
            statement.isFrozen =
              node.weights.map {
                graph.weights[$0].isFrozen && graph.weights[$0].parameters.contains { $0.role == .weight }
              } ?? false
            if let weights = node.weights {
              if let known = own[weights] {
                let parameters = graph.weights[weights].parameters
                statement.ties = zip(
                  Self.names(form, parameters), Self.names(known.form, parameters)
                ).map { (Self.join(attribute, $0), Self.join(known.attribute, $1)) }
              } else {
                own[weights] = (attribute, form)
              }
            }
          }
        }
      case .part(let inner):
        guard let (index, member) = classOf[inner], let innerBody = bodies[inner] else { continue }
        let constructor = classes[index].constructor(ofPart: member)
        statement = ModuleStatement(
          value: "", inputs: innerBody.inputs, outputs: innerBody.outputs, label: nil)
        var pieces: [PyTorchExpression.Piece] = [.module, .text("(")]
        for place in innerBody.inputs.indices {
          if place > 0 { pieces.append(.text(", ")) }
          pieces.append(.input(place))
        }
        statement.value = PyTorchExpression(pieces + [.text(")")])
        if graph.scopes[inner].name != graph.scopes[inner].block { statement.label = name }
        if let known = instances.first(where: { tree.areTwins($0.part, inner) }) {
          statement.attribute = known.attribute
        } else {
          let attribute = Python.unique(name, in: &names)
          statement.attribute = attribute
          statement.constructor = constructor
          instances.append((inner, attribute))
        }
      }
      body.statements.append(statement)
      for input in statement.inputs
      where !(part == 0) && !inside.contains(input) && !body.inputs.contains(input) {
        body.inputs.append(input)
      }
    }
    if part == 0 {
      body.inputs = graph.inputs
      body.outputs = graph.outputs.map(\.node)
    } else {
      let results = Set(graph.outputs.map(\.node))
      let last = inside.upperBound
      body.outputs = body.statements.flatMap(\.outputs).filter { output in
        results.contains(output) || uses[output].contains { !inside.contains($0) }
      }
      // What nobody uses still gives its last value, so that the call has one.
      if body.outputs.isEmpty { body.outputs = [last] }
    }
    return body
  }

  private static func names(_ form: PyTorchForm, _ parameters: [Parameter]) -> [String] {
    form.tensors ?? parameters.map(\.name)
  }

  private static func join(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty ? name : name.isEmpty ? prefix : prefix + "." + name
  }

  /// Notes under which name each tensor stands in the `state_dict`.
  private mutating func nameTensors(of part: Int, prefix: String) {
    guard let body = bodies[part] else { return }
    var index = 0
    for item in tree.items[part] ?? [] {
      switch item {
      case .node(let id):
        let node = graph.nodes[id]
        if node.op is InputLayer { continue }
        let statement = body.statements[index]
        index += 1
        guard let weights = node.weights, let attribute = statement.attribute, tensors[weights].first == ""
        else {
          continue
        }
        let parameters = graph.weights[weights].parameters
        tensors[weights] = Self.names(forms[id], parameters).map {
          Self.join(Self.join(prefix, attribute), $0)
        }
      case .part(let inner):
        let attribute = body.statements[index].attribute ?? ""
        index += 1
        nameTensors(of: inner, prefix: Self.join(prefix, attribute))
      }
    }
  }

  // MARK: Text

  private mutating func write() {
    let parameters = graph.weights.reduce(0) { sum, weights in
      weights.parameters.filter { $0.role == .weight }.reduce(sum) { $0 + ($1.shape.elementCount ?? 0) }
    }
    text =
      "\"\"\"\(Python.docstring(graph.name)), \(Self.grouped(parameters)) parameters, written by archcalc.\n"
    if let source = graph.source {
      text += "\n"
      for line in Python.filled("Source: \(Python.docstring(source))", width: Python.width) {
        text += line + "\n"
      }
    }
    text += "\nShapes in comments are those of one example, without the batch.\n\"\"\"\n\n"
    var rest = ""
    for definition in definitions { rest += "\n\n\(definition.source)\n" }
    for entry in classes { rest += "\n\n\(text(of: entry, isNetwork: false))" }
    if let body = bodies[0] {
      let network = ModuleClass(name: className, block: graph.name, parts: [0], bodies: [body])
      rest += "\n\n\(text(of: network, isNetwork: true))"
    }
    rest += "\n\n" + main
    if rest.contains("math.") { text += "import math\n\n" }
    text += "import torch\n"
    if rest.contains("F.") { text += "import torch.nn.functional as F\n" }
    text += "from torch import nn\n" + rest
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
      index -= 3
    }
    return digits
  }

  private var main: String {
    let inputs = graph.inputs.map { input in
      let shape = graph.nodes[input].shape
      let extents = ([batch] + shape.dimensions).map(String.init).joined(separator: ", ")
      return shape.element == .token ? "torch.randint(0, 1, (\(extents)))" : "torch.randn(\(extents))"
    }
    var text = "if __name__ == \"__main__\":\n    model = \(className)().eval()\n"
    text += "    print(f\"{sum(p.numel() for p in model.parameters()):,} parameters\")\n"
    text += "    with torch.no_grad():\n"
    text += Python.statement("outputs = model(\(inputs.joined(separator: ", ")))", indent: 8)
    text += "    for output in outputs if isinstance(outputs, tuple) else (outputs,):\n"
    return text + "        print(\"output\", tuple(output.shape))\n"
  }

  private func text(of entry: ModuleClass, isNetwork: Bool) -> String {
    guard let body = entry.bodies.first else { return "" }
    var writer = BodyWriter(columns: entry.columns)
    var made = ""
    var done = ""
    var names: [Node.ID: String] = [:]
    var used: Set<String> = []
    let arguments = body.inputs.enumerated().map { index, input in
      let short = index < 3 ? ["x", "y", "z"][index] : "x\(index + 1)"
      let name = Python.unique(isNetwork ? Python.identifier(graph.nodes[input].name) : short, in: &used)
      names[input] = name
      return name
    }
    let last = lastUses(body)
    for (index, statement) in body.statements.enumerated() {
      if let attribute = statement.attribute, let constructor = statement.constructor {
        let frozen = statement.isFrozen ? ".requires_grad_(False)" : ""
        made += Python.statement(
          "self.\(attribute) = \(writer.text(constructor, inputs: [], module: ""))\(frozen)", indent: 8)
        for tie in statement.ties { made += "        self.\(tie.own) = self.\(tie.other)  # shared\n" }
      }
      let value = writer.text(
        statement.value, inputs: statement.inputs.map { names[$0] ?? "x" },
        module: statement.attribute.map { "self.\($0)" } ?? "")
      // A name is free again where its value is used for the last time.
      for (id, name) in names where (last[id] ?? -1) <= index {
        names[id] = nil
        used.remove(name)
      }
      let targets = statement.outputs.map { output -> String in
        let name = name(output, statement, index, last, &used)
        names[output] = name
        return name
      }
      let comment = shapes(of: index, in: entry)
      if value != targets.joined(separator: ", ") {
        done += Python.statement(
          "\(targets.joined(separator: ", ")) = \(value)", comment: comment, indent: 8)
      }
    }
    let results = body.outputs.map { names[$0] ?? "x" }.joined(separator: ", ")
    var text = "class \(entry.name)(nn.Module):\n"
    text += isNetwork ? "" : "    \"\"\"\(Python.docstring(summary(of: entry)))\"\"\"\n\n"
    if made.isEmpty, entry.parameters.isEmpty {
      text += ""
    } else {
      let parameters = (["self"] + entry.parameters.map(\.name)).joined(separator: ", ")
      text += definition("__init__", parameters)
      text += "        super().__init__()\n"
      // Numbers that only `forward` reads are kept.
      for parameter in entry.parameters where writer.readLater.contains(parameter.name) {
        text += "        self.\(parameter.name) = \(parameter.name)\n"
      }
      text += made + "\n"
    }
    text += definition("forward", (["self"] + arguments).joined(separator: ", "))
    return text + done + "        return \(results)\n"
  }

  private func definition(_ name: String, _ parameters: String) -> String {
    let text = Python.statement("def \(name)(\(parameters))", indent: 4)
    return text.dropLast() + ":\n"
  }

  private func summary(of entry: ModuleClass) -> String {
    let count = entry.parts.count
    return count == 1
      ? "The block `\(entry.block)`." : "The block `\(entry.block)`, \(count) times."
  }

  /// The statement behind which nobody uses a value; those that are returned are used at the end.
  private func lastUses(_ body: ModuleBody) -> [Node.ID: Int] {
    var last: [Node.ID: Int] = [:]
    for (index, statement) in body.statements.enumerated() {
      for input in statement.inputs { last[input] = index }
    }
    for output in body.outputs { last[output] = body.statements.count }
    return last
  }

  private func name(
    _ output: Node.ID, _ statement: ModuleStatement, _ index: Int, _ last: [Node.ID: Int],
    _ used: inout Set<String>
  ) -> String {
    let end = last[output] ?? index
    // A label names what is needed later; what the next line takes needs no name of its own.
    if let label = statement.label, statement.outputs.count == 1, end > index + 1 {
      return Python.unique(label, in: &used)
    }
    for name in ["x", "y", "z"] where used.insert(name).inserted { return name }
    return Python.unique(Python.identifier(graph.nodes[output].name), in: &used)
  }

  /// The shapes of what a statement gives, where they are the same in all parts of the class.
  private func shapes(of index: Int, in entry: ModuleClass) -> String? {
    let all = entry.bodies.map { body in
      body.statements[index].outputs.map { "\(graph.nodes[$0].shape.dimensions)" }.joined(separator: ", ")
    }
    return all.allSatisfy { $0 == all[0] } ? all[0] : nil
  }
}

/// Writes the expressions of a body one after the other, each with its numbers.
private struct BodyWriter {
  let columns: [ModuleClass.Column]
  /// The parameters that `forward` reads.
  private(set) var readLater: Set<String> = []
  private var next = 0

  init(columns: [ModuleClass.Column]) { self.columns = columns }

  mutating func text(_ expression: PyTorchExpression, inputs: [String], module: String) -> String {
    var text = ""
    let isForward = !inputs.isEmpty
    for piece in expression.pieces {
      switch piece {
      case .text(let part): text += part
      case .input(let index): text += inputs[index]
      case .module: text += module
      case .literal: text += literal(isForward)
      case .call(let function, let arguments):
        var written: [String] = []
        for argument in arguments {
          let isDefault = isNextDefault(argument)
          let value = self.text(argument.expression, inputs: inputs, module: module)
          if !isDefault { written.append(argument.isNamed ? "\(argument.name)=\(value)" : value) }
        }
        text += "\(function)(\(written.joined(separator: ", ")))"
      }
    }
    return text
  }

  private func isNextDefault(_ argument: PyTorchArgument) -> Bool {
    argument.defaultValue != nil && columns[next].isDefault
  }

  private mutating func literal(_ isForward: Bool) -> String {
    let column = columns[next]
    next += 1
    guard isForward, Python.isName(column.text) else { return column.text }
    readLater.insert(column.text)
    return "self.\(column.text)"
  }
}

extension Python {
  /// Whether a text is the name of a parameter, and no number, tuple, flag or string.
  fileprivate static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, ("a"..."z").contains(first) || first == "_" else {
      return false
    }
    return !text.contains("(") && !text.contains(" ")
  }
}
