/// A graph ready to be walked, once or many times: names are places in a frame, and operators are rules.
struct Plan {
  var nodes: [PlannedNode] = []
  /// The names of the places.
  var names: [String] = []
  /// Where the inputs go.
  var inputs: [Int] = []
  /// Where the outputs are.
  var outputs: [Int] = []
  /// The tensors of the graph, and where they go.
  var initializers: [(place: Int, tensor: ONNX.Tensor)] = []
  /// What the graph takes from that around it, as places in both.
  var captures: [(outer: Int, inner: Int)] = []
  /// What the graph declares of its outputs.
  var declared: [ONNX.ValueInfo] = []
}

/// A node with what it does.
struct PlannedNode {
  var node: ONNX.Node
  /// The node's name, or that of its first output.
  var name: String
  /// The places of its inputs; nil for absent ones.
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
  }
}

/// Makes plans of the graphs and functions of a model.
struct Planner {
  /// The most graphs in graphs.
  static let mostNesting = 64

  /// What a call says of the function that it means.
  struct FunctionKey: Hashable {
    var domain: String
    var name: String
    var overload: String
  }

  let functions: [FunctionKey: Int]
  private(set) var unknown: [EvaluationFault.UnknownOperator] = []

  init(_ model: ONNX.Model) {
    functions = Dictionary(
      model.functions.enumerated().map {
        (FunctionKey(domain: Self.domain($1.domain), name: $1.name, overload: $1.overload), $0)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of a graph, inside those of the graph around it.
  private final class Names {
    let outer: Names?
    let depth: Int
    var places: [String: Int] = [:]
    var plan = Plan()

    init(in outer: Names?) {
      self.outer = outer
      depth = (outer?.depth ?? 0) + 1
    }

    /// The place of a value that is there already, here or around.
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
  }

  static func domain(_ domain: String) -> String { domain == "ai.onnx" ? "" : domain }

  static func opsets(_ opsets: [String: Int]) -> [String: Int] {
    Dictionary(opsets.map { (domain($0), $1) }, uniquingKeysWith: { max($0, $1) })
  }

  /// The plan of the graph of a model.
  ///
  /// - Parameter inputs: those that a run gives.
  mutating func plan(
    _ graph: ONNX.Graph, inputs: [ONNX.ValueInfo], opsets: [String: Int]
  ) throws(EvaluationFault) -> Plan {
    let names = Names(in: nil)
    for input in inputs {
      guard names.places[input.name] == nil else { throw .input(input.name, .duplicate) }
      names.plan.inputs.append(names.add(input.name))
    }
    try fill(names, from: graph, opsets: Self.opsets(opsets))
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
      guard names.places[input] == nil else { throw .input(input, .duplicate) }
      names.plan.inputs.append(names.add(input))
    }
    var graph = ONNX.Graph(name: function.name)
    graph.nodes = function.nodes
    try fill(names, from: graph, opsets: Self.opsets(function.opsets))
    for output in function.outputs {
      guard let place = names.find(output) else { throw .missingOutput(output) }
      names.plan.outputs.append(place)
    }
    return names.plan
  }

  private mutating func body(
    _ graph: ONNX.Graph, of site: EvaluationFault.Site, in outer: Names, _ opsets: [String: Int]
  ) throws(EvaluationFault) -> Plan {
    guard outer.depth < Self.mostNesting else { throw .node(site, .depth) }
    let names = Names(in: outer)
    for input in graph.inputs {
      guard names.places[input.name] == nil else { throw .input(input.name, .duplicate) }
      names.plan.inputs.append(names.add(input.name))
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
    for tensor in graph.initializers {
      // An input of this name is one that the caller need not give.
      guard names.places[tensor.name] == nil else { throw .input(tensor.name, .duplicate) }
      names.plan.initializers.append((names.add(tensor.name), tensor))
    }
    names.plan.nodes.reserveCapacity(graph.nodes.count)
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
      // The body comes before the outputs: it cannot take them.
      let action = try action(node, domain, site, names, opsets)
      var outputs: [Int?] = []
      outputs.reserveCapacity(node.outputs.count)
      for name in node.outputs {
        guard names.places[name] == nil else { throw .node(site, .duplicate(name)) }
        outputs.append(name.isEmpty ? nil : names.add(name))
      }
      guard let action else { continue }
      names.plan.nodes.append(
        PlannedNode(
          node: node, name: site.name, inputs: inputs, outputs: outputs, version: opsets[domain] ?? 1,
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
    if domain.isEmpty, let graphs = Self.graphs[node.op] {
      var plans: [Plan] = []
      for name in graphs {
        guard case .graph(let graph) = node.attribute(name) else { throw .node(site, .attribute(name)) }
        plans.append(try body(graph, of: site, in: names, opsets))
      }
      return plans.count == 2
        ? .branches(plans[0], plans[1]) : node.op == "Loop" ? .loop(plans[0]) : .scan(plans[0])
    }
    if let rule = Rules.rule(node.op, domain) { return .rule(rule) }
    if let index = unknown.firstIndex(where: { $0.op == node.op && $0.domain == domain }) {
      unknown[index].count += 1
    } else {
      unknown.append(.init(op: node.op, domain: domain, count: 1))
    }
    return nil
  }

  private static let graphs = ["If": ["then_branch", "else_branch"], "Loop": ["body"], "Scan": ["body"]]
}
