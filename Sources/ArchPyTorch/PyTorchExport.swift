import ArchGraph

/// A network as a Python file: a class for the network and one for each of its blocks.
public struct PyTorchExport {
  /// The text of the file.
  public internal(set) var text = ""
  /// The name of the network's class.
  public private(set) var className = ""
  /// The names of all tensors in the network's `state_dict`: for each entry of the graph's weights, those of its
  /// parameters.
  public private(set) var tensors: [[String]]
  /// The layers whose multiply-adds PyTorch's counter does not count, with the reason.
  public private(set) var uncounted: [(node: Node.ID, reason: String)] = []

  let graph: Graph
  let batch: Int
  let forms: [PyTorchCode]
  let tree: ModuleTree
  var definitions: [PyTorchDefinition] = []
  var classes: [ModuleClass] = []
  /// For each part its class, and its index among the parts of the class.
  var classOf: [Int: (index: Int, member: Int)] = [:]
  var bodies: [Int: ModuleBody] = [:]
  var uses: [[Node.ID]]

  /// Writes a network.
  ///
  /// - Parameter batch: the number of examples of the input that the file creates.
  /// - Throws: the first layer whose operator has no form in PyTorch.
  public init(_ graph: Graph, batch: Int = 1) throws(PyTorchRefusal) {
    self.graph = graph
    self.batch = batch
    var known: [Int: PyTorchCode] = [:]
    var forms: [PyTorchCode] = []
    for (id, node) in graph.nodes.enumerated() {
      guard
        let form = known[node.form.index] ?? (node.op as? any PyTorchWritable)?.pytorch(of: node.inputShapes)
      else { throw PyTorchRefusal(id) }
      known[node.form.index] = form
      forms.append(form)
    }
    self.forms = forms
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

  /// Makes the bodies of all parts, the innermost first, and finds equal ones.
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
    var used = PythonNames(Set(definitions.map(\.name)))
    className = used.unique(Python.className(graph.name))
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
            name: used.unique(Python.className(block), separator: ""), block: block,
            parts: parts,
            bodies: parts.compactMap { bodies[$0] }))
      }
    }
    bodies[0] = body(of: 0)
  }

  private func body(of part: Int) -> ModuleBody {
    var body = ModuleBody()
    var names = PythonNames()
    var own: [Int: (attribute: String, form: PyTorchCode)] = [:]
    // By their weights, which calls of one instance share.
    var instances: [[Int]: [(part: Int, attribute: String)]] = [:]
    var isInput: Set<Node.ID> = []
    let inside = tree.span(of: part)
    for item in tree.items[part] ?? [] {
      let name = tree.name(of: item, in: part)
      var statement: ModuleStatement
      switch item {
      case .node(let id):
        let node = graph.nodes[id]
        if node.isInput { continue }
        let form = forms[id]
        statement = ModuleStatement(value: form.value, inputs: node.inputs, outputs: [id])
        if node.name != node.op.name { statement.label = Python.identifier(node.name) }
        if let module = form.module {
          if let weights = node.weights, let known = own[weights], known.form.module == module {
            statement.attribute = known.attribute
          } else {
            let attribute = names.unique(name)
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
        let key = tree.weights(of: inner)
        if let known = instances[key]?.first(where: { tree.areTwins($0.part, inner) }) {
          statement.attribute = known.attribute
        } else {
          let attribute = names.unique(name)
          statement.attribute = attribute
          statement.constructor = constructor
          instances[key, default: []].append((inner, attribute))
        }
      }
      body.statements.append(statement)
      for input in statement.inputs
      where !(part == 0) && !inside.contains(input) && isInput.insert(input).inserted {
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
      // A part whose values are unused still returns its last value, so that the call has one.
      if body.outputs.isEmpty { body.outputs = [last] }
    }
    return body
  }

  private static func names(_ form: PyTorchCode, _ parameters: [Parameter]) -> [String] {
    form.tensors ?? parameters.map(\.name)
  }

  private static func join(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty ? name : name.isEmpty ? prefix : prefix + "." + name
  }

  /// Notes the name of each tensor in the `state_dict`.
  private mutating func nameTensors(of part: Int, prefix: String) {
    guard let body = bodies[part] else { return }
    var index = 0
    for item in tree.items[part] ?? [] {
      switch item {
      case .node(let id):
        let node = graph.nodes[id]
        if node.isInput { continue }
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
}
