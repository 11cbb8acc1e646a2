import ArchDiagnostics

/// Builds a graph node by node, checking each as it is added.
///
/// The language and the Swift result builder both build through this: names, paths, sharing and freezing follow
/// the same rules in both. It cannot be copied, as every question to it would copy the graph otherwise.
public struct GraphBuilder: ~Copyable, Sendable {
  /// The graph built so far.
  public private(set) var graph: Graph

  private var scope = 0
  /// How many values all layers take together.
  private var connections = 0
  /// The approximate length of the paths of layers in each scope, without the layers' own names.
  private var pathLengths = [0]
  private var frozenDepth = 0
  private var trainingDepth = 0
  private var sharing: [Sharing] = []

  /// A call of a shared instance that is being built.
  private struct Sharing {
    var instance: Int
    /// The next of the instance's weights to use, or `nil` while the first call makes them.
    var next: Int?
  }

  /// The weights that each shared instance has made, in the order of its layers.
  private var instances: [[Int?]] = []

  /// Begins the network called `name`.
  public init(_ name: String) {
    graph = Graph(name: name)
    graph.nodes.reserveCapacity(512)
    graph.forms.reserveCapacity(128)
    graph.scopes.reserveCapacity(128)
    graph.weights.reserveCapacity(128)
  }

  // MARK: Nodes

  /// Adds an input of the network.
  @discardableResult
  public mutating func input(_ name: String, _ shape: Shape, at place: Place = .unknown) throws(Misfit)
    -> Node.ID
  {
    guard shape.elementCount != nil, shape.dimensions.allSatisfy({ (1...Limits.extent).contains($0) }) else {
      throw .tooLarge(shape.dimensions)
    }
    let form = add(InputLayer(shape), [], shape, [])
    let id = try add(form, [], named: name, weights: nil, at: place)
    graph.inputs.append(id)
    return id
  }

  /// Adds a layer and works out its shape and its weights.
  ///
  /// - Parameter label: its name, if it has a label.
  /// - Throws: why the operator cannot take the inputs.
  @discardableResult
  public mutating func apply(
    _ op: any Operator, to inputs: [Node.ID], label: String? = nil, at place: Place = .unknown
  ) throws(Misfit) -> Node.ID {
    try apply(form(of: op, on: inputs), to: inputs, label: label, at: place)
  }

  /// Adds a layer of a form that was made by ``form(of:on:)`` for inputs of the same shapes.
  ///
  /// - Throws: why it cannot be added here: too many layers, or weights that differ from those of the shared instance.
  public mutating func apply(
    _ form: LayerForm, to inputs: [Node.ID], label: String? = nil, at place: Place = .unknown
  ) throws(Misfit) -> Node.ID {
    let weights = try self.weights(form.parameters)
    return try add(form, inputs, named: label ?? form.op.name, weights: weights, at: place)
  }

  /// Adds the weights of a layer as a value: they stay as they are, and are counted once.
  ///
  /// - Returns: `nil` if the layer has no tensor, or more than one.
  public mutating func weights(of node: Node.ID, at place: Place = .unknown) throws(Misfit) -> Node.ID? {
    guard let own = graph.nodes[node].weights, graph.weights[own].parameters.count == 1 else { return nil }
    let form = try form(of: ParameterLayer(of: graph.weights[own].parameters[0]), on: [])
    graph.weights[own].uses += 1
    if frozenDepth > 0 { graph.weights[own].isFrozen = true }
    return try add(form, [], named: "weight", weights: own, at: place)
  }

  /// The layer that made the first weights of an instance, or `nil` if it has not been called or has no weights.
  public func owner(ofInstance instance: Int) -> Node.ID? {
    instances[instance].lazy.compactMap { $0 }.first.map { graph.weights[$0].owner }
  }

  /// The form of a layer with this operator and these inputs: its shape and its parameters.
  ///
  /// - Throws: why the operator cannot take the inputs.
  public mutating func form(of op: any Operator, on inputs: [Node.ID]) throws(Misfit) -> LayerForm {
    let shapes = inputs.map { graph.nodes[$0].shape }
    let output = try op.output(of: shapes)
    var shape = output.shape(of: shapes)
    if case .extents = output { shape.element = .number }
    for (index, extent) in shape.dimensions.enumerated() where extent < 1 {
      throw .empty(axis: Axis.names("", rank: shape.rank)[index], extent: extent)
    }
    guard shape.elementCount != nil, shape.dimensions.allSatisfy({ $0 <= Limits.extent }) else {
      throw .tooLarge(shape.dimensions)
    }
    let parameters = op.parameters(of: shapes)
    do throws(Overflow) {
      _ = try parameters.elements(.weight)
      _ = try parameters.elements(.buffer)
    } catch {
      throw .tooLarge(parameters.first?.dimensions.map(\.value) ?? [])
    }
    return add(op, shapes, shape, parameters)
  }

  /// Whether a layer of this form can take these inputs.
  public func fits(_ form: LayerForm, _ inputs: [Node.ID]) -> Bool {
    guard inputs.count == form.inputShapes.count else { return false }
    for index in inputs.indices where graph.nodes[inputs[index]].shape != form.inputShapes[index] {
      return false
    }
    return true
  }

  private mutating func add(
    _ op: any Operator, _ inputShapes: [Shape], _ shape: Shape, _ parameters: [Parameter]
  ) -> LayerForm {
    let form = LayerForm(
      index: graph.forms.count, op: op, inputShapes: inputShapes, shape: shape, parameters: parameters)
    graph.forms.append(form)
    return form
  }

  private mutating func add(
    _ form: LayerForm, _ inputs: [Node.ID], named name: String, weights: Int?, at place: Place
  ) throws(Misfit) -> Node.ID {
    guard graph.nodes.count < Limits.layers else { throw .tooMany("layers", limit: Limits.layers) }
    connections += inputs.count
    guard connections <= Limits.connections else {
      throw .tooMany("connections between layers", limit: Limits.connections)
    }
    guard pathLengths[scope] + name.utf8.count <= Limits.path else {
      throw .tooMany("bytes in the path of a layer", limit: Limits.path)
    }
    graph.nodes.append(
      Node(
        form: form, inputs: inputs, weights: weights, scope: scope, name: name, ordinal: register(name),
        isFrozen: frozenDepth > 0, isTrainingOnly: trainingDepth > 0, place: place))
    return graph.nodes.count - 1
  }

  /// Marks a value as an output of the network.
  public mutating func output(_ node: Node.ID, named name: String?) {
    graph.outputs.append(Graph.Output(name: name, node: node))
  }

  /// Records a claim about the network.
  package mutating func expect(_ expectation: Expectation) { graph.expectations.append(expectation) }

  /// States where the network comes from.
  public mutating func setSource(_ source: String?) { graph.source = source }

  /// States the measured figures of the network.
  public mutating func setPublished(_ published: Published?) { graph.published = published }

  // MARK: Scopes

  /// Enters a part of the network; whatever is added from here on is in it until ``leave()``.
  ///
  /// - Parameter block: the block, if the part is a call of one.
  public mutating func enter(_ name: String, block: String? = nil) {
    add(Scope(parent: scope, name: name, ordinal: register(name), block: block))
  }

  /// Enters the part of a labelled chain that follows the layer named by the label.
  ///
  /// The part has the path of that layer, so that `conv1: conv(8) -> relu` has layers `conv1` and `conv1.relu`.
  public mutating func enterFollowers(of name: String) {
    let ordinal = max(0, graph.scopes[scope].names[name] - 1)
    add(Scope(parent: scope, name: name, ordinal: ordinal, block: nil))
  }

  /// Enters the part that holds a merge's branches: it has the path of the layer of that name, which is added next.
  public mutating func enterAhead(of name: String) {
    add(Scope(parent: scope, name: name, ordinal: graph.scopes[scope].names[name], block: nil))
  }

  private mutating func add(_ inner: Scope) {
    graph.scopes.append(inner)
    // With room for a dot and an index.
    pathLengths.append(pathLengths[scope] + inner.name.utf8.count + 8)
    scope = graph.scopes.count - 1
  }

  /// The scope that nodes are added to.
  public var currentScope: Int { scope }

  /// Returns to a scope that was left, to add more that belongs to it.
  public mutating func reenter(_ scope: Int) { self.scope = scope }

  /// Leaves the innermost part.
  public mutating func leave() {
    if graph.scopes[scope].end == nil { graph.scopes[scope].end = graph.nodes.count }
    scope = graph.scopes[scope].parent ?? 0
  }

  private mutating func register(_ name: String) -> Int { graph.scopes[scope].names.add(name) }

  // MARK: Weights

  /// Makes an instance whose weights all its calls share.
  public mutating func makeInstance() -> Int {
    instances.append([])
    return instances.count - 1
  }

  /// Begins a call of an instance: the first makes weights, the others use them in the same order.
  public mutating func beginCall(of instance: Int, isFirst: Bool) {
    sharing.append(Sharing(instance: instance, next: isFirst ? nil : 0))
  }

  /// Ends the innermost call of an instance.
  public mutating func endCall() { _ = sharing.popLast() }

  /// Begins a part whose weights are not learnt.
  public mutating func beginFrozen() { frozenDepth += 1 }

  /// Ends that part.
  public mutating func endFrozen() { frozenDepth -= 1 }

  /// Begins a part that exists in training only.
  public mutating func beginTraining() { trainingDepth += 1 }

  /// Ends that part.
  public mutating func endTraining() { trainingDepth -= 1 }

  private mutating func weights(_ parameters: [Parameter]) throws(Misfit) -> Int? {
    let id = try claim(parameters, level: sharing.count - 1)
    if let id {
      graph.weights[id].uses += 1
      if frozenDepth > 0 { graph.weights[id].isFrozen = true }
    }
    return id
  }

  /// The weights of the layer being added: those that an earlier call of the instance made, or new ones.
  private mutating func claim(_ parameters: [Parameter], level: Int) throws(Misfit) -> Int? {
    guard level >= 0 else { return make(parameters) }
    let instance = sharing[level].instance
    guard let next = sharing[level].next else {
      let id = try claim(parameters, level: level - 1)
      instances[instance].append(id)
      return id
    }
    let id = next < instances[instance].count ? instances[instance][next] : nil
    let made = id.map { graph.weights[$0].parameters } ?? []
    guard next < instances[instance].count, made == parameters else {
      throw .shared(made: made, needed: parameters)
    }
    sharing[level].next = next + 1
    return id
  }

  private mutating func make(_ parameters: [Parameter]) -> Int? {
    guard !parameters.isEmpty else { return nil }
    graph.weights.append(
      Weights(owner: graph.nodes.count, parameters: parameters, isFrozen: false, uses: 0))
    return graph.weights.count - 1
  }
}
