/// A graph prepared for one or many walks: names are places in a frame, and operators are rules.
struct Plan {
  var nodes: [PlannedNode] = []
  /// The names of the places.
  var names: [String] = []
  /// The places of the inputs.
  var inputs: [Int] = []
  /// The places of the outputs.
  var outputs: [Int] = []
  /// The tensors of the graph, and their places.
  var initializers: [(place: Int, tensor: ONNX.Tensor)] = []
  /// The values that the graph takes from the one around it, as places in both.
  var captures: [(outer: Int, inner: Int)] = []
  /// The declarations of the graph's outputs.
  var declared: [ONNX.ValueInfo] = []
}

/// A node with its action.
struct PlannedNode {
  var node: ONNX.Node
  /// The node's name, or that of its first output.
  var name: String
  /// The places of its inputs, or `nil` for absent ones.
  var inputs: [Int?]
  var outputs: [Int?]
  var version: Int
  var action: Action

  /// What a node does.
  indirect enum Action {
    case rule(Rule)
    case function(Int)
    case branches(Plan, Plan)
    case loop(Plan)
    case scan(Plan)
    case sequence
  }
}

/// Makes plans of the graphs and functions of a model.
struct Planner {
  /// The identity of a function in a call.
  struct FunctionKey: Hashable {
    var domain: String
    var name: String
    var overload: String
  }

  let functions: [FunctionKey: Int]
  /// The sets of operators of the model, for functions that do not name theirs.
  let opsets: [String: Int]
  private(set) var unknown: [EvaluationFault.UnknownOperator] = []

  init(_ model: ONNX.Model) {
    opsets = Self.opsets(model.opsets)
    functions = Dictionary(
      model.functions.enumerated().map {
        (FunctionKey(domain: Self.domain($1.domain), name: $1.name, overload: $1.overload), $0)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of a graph, nested in those of the graph around it.
  private final class Names {
    let outer: Names?
    let depth: Int
    var places: [String: Int] = [:]
    var plan = Plan()

    init(in outer: Names?) {
      self.outer = outer
      depth = (outer?.depth ?? 0) + 1
    }

    /// The place of an existing value, here or around.
    func find(_ name: String) -> Int? {
      if let place = places[name] { return place }
      guard let outer, let place = outer.find(name) else { return nil }
      let inner = add(name)
      plan.captures.append((place, inner))
      return inner
    }

    func add(_ name: String) -> Int {
      let place = plan.names.count
      plan.names.append(name)
      places[name] = place
      return place
    }

    /// The place of a new value, or `nil` if its name is already in use.
    func addNew(_ name: String) -> Int? {
      let place = plan.names.count
      guard places.updateValue(place, forKey: name) == nil else { return nil }
      plan.names.append(name)
      return place
    }

    /// Makes room for the values of a graph.
    func reserve(_ graph: ONNX.Graph) {
      let count = plan.names.count + graph.initializers.count + graph.nodes.count
      plan.names.reserveCapacity(count)
      places.reserveCapacity(count)
      plan.nodes.reserveCapacity(graph.nodes.count)
    }
  }

  static func domain(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }

  static func opsets(_ opsets: [String: Int]) -> [String: Int] {
    Dictionary(opsets.map { (domain($0), $1) }, uniquingKeysWith: { max($0, $1) })
  }

  /// The plan of the graph of a model.
  ///
  /// - Parameter inputs: the inputs that a run provides.
  mutating func plan(
    _ graph: ONNX.Graph, inputs: [ONNX.ValueInfo]
  ) throws(EvaluationFault) -> Plan {
    let names = Names(in: nil)
    for input in inputs {
      guard let place = names.addNew(input.name) else { throw .input(input.name, .duplicate) }
      names.plan.inputs.append(place)
    }
    try fill(names, from: graph, opsets: opsets)
    for output in graph.outputs {
      guard let place = names.find(output.name) else {
        if !unknown.isEmpty { continue }
        throw .missingOutput(output.name)
      }
      names.plan.outputs.append(place)
    }
    return names.plan
  }

  /// The plan of a function.
  mutating func plan(_ function: ONNX.Function) throws(EvaluationFault) -> Plan {
    let names = Names(in: nil)
    for input in function.inputs {
      guard let place = names.addNew(input) else { throw .input(input, .duplicate) }
      names.plan.inputs.append(place)
    }
    var graph = ONNX.Graph(name: function.name)
    graph.nodes = function.nodes
    try fill(names, from: graph, opsets: opsets.merging(Self.opsets(function.opsets)) { $1 })
    for output in function.outputs {
      guard let place = names.find(output) else { throw .missingOutput(output) }
      names.plan.outputs.append(place)
    }
    return names.plan
  }

  private mutating func body(
    _ attribute: String, of node: ONNX.Node, _ site: EvaluationFault.Site, in outer: Names,
    _ opsets: [String: Int]
  ) throws(EvaluationFault) -> Plan {
    guard case .graph(let graph) = node.attribute(attribute) else { throw .node(site, .attribute(attribute)) }
    guard outer.depth < Evaluator.mostNesting else { throw .node(site, .depth) }
    let names = Names(in: outer)
    for input in graph.inputs {
      guard let place = names.addNew(input.name) else { throw .input(input.name, .duplicate) }
      names.plan.inputs.append(place)
    }
    try fill(names, from: graph, opsets: opsets)
    for output in graph.outputs {
      guard let place = names.find(output.name) else { throw .missingOutput(output.name) }
      names.plan.outputs.append(place)
    }
    names.plan.declared = graph.outputs
    return names.plan
  }

  private mutating func fill(
    _ names: Names, from graph: ONNX.Graph, opsets: [String: Int]
  ) throws(EvaluationFault) {
    names.reserve(graph)
    for tensor in graph.initializers {
      guard let place = names.addNew(tensor.name) else { throw .input(tensor.name, .duplicate) }
      names.plan.initializers.append((place, tensor))
    }
    let newest = opsets[""] ?? 1
    for node in graph.nodes {
      let site = EvaluationFault.Site(
        name: node.name.isEmpty ? node.outputs.first { !$0.isEmpty } ?? "" : node.name, op: node.op,
        inputs: [])
      var inputs: [Int?] = []
      inputs.reserveCapacity(node.inputs.count)
      for name in node.inputs {
        let place = name.isEmpty ? nil : names.find(name)
        guard place != nil || name.isEmpty else { throw .node(site, .undefined(name)) }
        inputs.append(place)
      }
      let domain = Self.domain(node.domain)
      // The body comes before the outputs: it cannot use them.
      let action = try action(node, domain, site, names, opsets)
      var outputs: [Int?] = []
      outputs.reserveCapacity(node.outputs.count)
      for name in node.outputs {
        guard !name.isEmpty else {
          outputs.append(nil)
          continue
        }
        guard let place = names.addNew(name) else { throw .node(site, .duplicate(name)) }
        outputs.append(place)
      }
      guard let action else { continue }
      names.plan.nodes.append(
        PlannedNode(
          node: node, name: site.name, inputs: inputs, outputs: outputs,
          version: domain.isEmpty ? newest : opsets[domain] ?? 1,
          action: action))
    }
  }

  private mutating func action(
    _ node: ONNX.Node, _ domain: String, _ site: EvaluationFault.Site, _ names: Names, _ opsets: [String: Int]
  ) throws(EvaluationFault) -> PlannedNode.Action? {
    if !functions.isEmpty,
      let function = functions[FunctionKey(domain: domain, name: node.op, overload: node.overload)]
    {
      return .function(function)
    }
    if domain.isEmpty {
      switch node.op {
      case "If":
        return .branches(
          try body("then_branch", of: node, site, in: names, opsets),
          try body("else_branch", of: node, site, in: names, opsets))
      case "Loop": return .loop(try body("body", of: node, site, in: names, opsets))
      case "Scan": return .scan(try body("body", of: node, site, in: names, opsets))
      default: break
      }
    }
    if let rule = Rules.rule(node.op, domain) { return .rule(rule) }
    if domain.isEmpty, Evaluator.sequenceOperators.contains(node.op) { return .sequence }
    if let index = unknown.firstIndex(where: { $0.op == node.op && $0.domain == domain }) {
      unknown[index].count += 1
    } else {
      unknown.append(.init(op: node.op, domain: domain, count: 1))
    }
    return nil
  }
}
