/// A network: layers in an order in which each comes after its inputs.
///
/// Every graph that exists is well typed. A ``GraphBuilder`` makes it, from the language or from Swift.
public struct Graph: Sendable {
  /// The name of the network.
  public internal(set) var name: String
  /// Where the network comes from, as its file states it.
  public internal(set) var source: String?
  /// Its measured figures, as its file states them.
  public internal(set) var published: Published?
  /// The choices that only a run makes in it, or `nil` if nothing is left open.
  package internal(set) var runChoices: RunChoices?
  /// The layers, including the inputs of the network.
  public internal(set) var nodes: [Node] = []
  /// The forms that the layers are instances of, each listed once for all layers that are alike.
  public internal(set) var forms: [LayerForm] = []
  /// The inputs of the network.
  public internal(set) var inputs: [Node.ID] = []
  /// The outputs of the network.
  public internal(set) var outputs: [Output] = []
  /// The scopes; the first is the network itself.
  public internal(set) var scopes: [Scope] = []
  /// The weights, each listed once however often it is used.
  package internal(set) var weights: [Weights] = []
  /// The claims of the network's file about the network.
  package internal(set) var expectations: [Expectation] = []
  /// The values of its weights, if they are known; runs make up the others.
  package var numbers: (any WeightNumbers)?

  /// An output of a network.
  public struct Output: Hashable, Sendable {
    /// The name, or `nil` for the value of the last statement.
    public let name: String?
    /// The node whose value it is.
    public let node: Node.ID
  }

  init(name: String) {
    self.name = name
    scopes = [Scope(parent: nil, name: name, ordinal: 0, block: nil)]
  }

  /// The path of a node, such as `stage[2].bottleneck[1].conv_bn[0].conv`.
  ///
  /// It consists of labels, names of blocks and operators, and an index if a name occurs more than once in
  /// its scope; it is the same in every run.
  public func path(of id: Node.ID) -> String {
    let node = nodes[id]
    return Self.join(path(ofScope: node.scope), component(node.name, node.ordinal, in: node.scope))
  }

  /// The paths of all nodes.
  public var paths: [String] {
    var prefixes = [String](repeating: "", count: scopes.count)
    for (id, scope) in scopes.enumerated() {
      guard let parent = scope.parent else { continue }
      prefixes[id] = Self.join(prefixes[parent], component(scope.name, scope.ordinal, in: parent))
    }
    return nodes.map { Self.join(prefixes[$0.scope], component($0.name, $0.ordinal, in: $0.scope)) }
  }

  /// The path of a scope, empty for the network itself.
  public func path(ofScope id: Int) -> String {
    let scope = scopes[id]
    guard let parent = scope.parent else { return "" }
    return Self.join(path(ofScope: parent), component(scope.name, scope.ordinal, in: parent))
  }

  private static func join(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty ? name : prefix + "." + name
  }

  /// The last component of a node's path.
  public func component(of id: Node.ID) -> String {
    component(nodes[id].name, nodes[id].ordinal, in: nodes[id].scope)
  }

  /// The last component of a scope's path.
  public func component(ofScope id: Int) -> String {
    component(scopes[id].name, scopes[id].ordinal, in: scopes[id].parent ?? 0)
  }

  private func component(_ name: String, _ ordinal: Int, in scope: Int) -> String {
    scopes[scope].names[name] > 1 ? name + "[" + String(ordinal) + "]" : name
  }

  /// The name of one parameter tensor, such as `conv1.weight`, after the layer that made it.
  public func path(of parameter: Parameter, in weights: Int) -> String {
    path(of: self.weights[weights].owner) + "." + parameter.name
  }

  /// The scopes that a node is in, from the outermost inwards, without the network itself.
  public func scopes(around node: Node) -> [Int] {
    var found: [Int] = []
    var scope = node.scope
    while let parent = scopes[scope].parent {
      found.append(scope)
      scope = parent
    }
    return found.reversed()
  }

  /// Whether a layer has weights, whether they are its own or taken as a value.
  public func usesWeights(_ node: Node) -> Bool {
    node.weights != nil || node.inputs.contains { nodes[$0].op is ParameterLayer }
  }
}
