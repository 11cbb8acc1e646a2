import ArchDiagnostics
import ArchGraph
import Synchronization

/// All static figures of a network: what each layer has and does, and the totals.
public struct Analysis: Sendable {
  /// The network.
  public let graph: Graph
  /// How many examples are computed at once; work and activations count all of them, parameters do not.
  public let batch: Int
  /// The figures of each layer, one entry for each node of the graph.
  public let layers: [LayerFigures]
  /// The sums over all layers.
  public let totals: Totals
  /// The merges whose paths see the input shifted against each other.
  package let misalignments: [Misalignment]
  /// The conventions by which layers are counted in addition to our own, in the order of ``LayerFigures/counted``.
  public let countings: [Counting]
  /// Whether sums over layers include figures of training.
  public let countsTraining: Bool
  private let planning = Planning()

  /// Where values are in memory when the network runs, planned at the first request, or `nil` if the memory is too
  /// large to count.
  public var plan: MemoryPlan? { planning.plan(of: graph, batch: batch) }

  /// What training the network takes, computed when first asked for, or `nil` if that is too large to count.
  package var training: TrainingFigures? { planning.training(of: graph, batch: batch) }

  /// The figures of one layer.
  public struct LayerFigures: Sendable {
    /// Trainable or frozen parameters; 0 if the weights belong to another layer.
    public var parameters = 0
    /// Those of them in tensors with one axis: biases and the factors of norms.
    public var vectors = 0
    /// The element type of its weights, if it is not that of all others.
    public var weightType: ElementType?
    /// The parameters used for one token: those of the experts chosen for it, and all others.
    public var active = 0
    /// Elements kept but not learnt: the statistics of batch norms.
    public var buffers = 0
    /// The elements kept of each token for those that follow: its keys and values.
    public var cached = 0
    /// Whether the parameters are learnt.
    public var isFrozen = false
    /// The layer whose weights it uses, if it has none itself.
    public var sharesWith: Node.ID?
    /// The elements of the output, for all examples.
    public var activations = 0
    /// The work vector, for all examples.
    public var work = WorkVector()
    /// Why the work cannot be known, if it cannot.
    public var unknownWork: String?
    /// Multiply-adds, see ``WorkView/multiplyAdds``.
    public var multiplyAdds = 0
    /// Multiply-adds of scores that a mask leaves out.
    public var masked = 0
    /// Multiply-adds with zeros of a padding.
    public var padded = 0
    /// The elements that move inside the layer, written and read.
    public var inside = 0
    /// All arithmetic operations, see ``WorkView/flops``.
    public var flops = 0
    /// The count by each of ``Analysis/countings``, for all examples.
    package var counted: [ConventionCount] = []
    /// What one position sees of the first input that the layer depends on.
    public var field: ReceptiveField?
    /// Whether the field is a bound: positions may see less, since channels that see more were left out on the way.
    public var fieldIsBound = false
  }

  /// The sums over all layers.
  public struct Totals: Sendable {
    /// The layers, inputs aside.
    public var layers = 0
    /// Learnt and frozen parameters, shared ones once.
    public var parameters = 0
    /// The learnt ones.
    public var trainable = 0
    /// The parameters in frozen parts, which are not learnt.
    public var frozen = 0
    /// The parameters used for one token: all except those of experts not chosen for it.
    public var active = 0
    /// Elements kept but not learnt.
    public var buffers = 0
    /// The elements kept of each token for those that follow.
    public var cached = 0
    /// Multiply-adds of scores that masks leave out.
    public var masked = 0
    /// Multiply-adds with zeros of paddings.
    public var padded = 0
    /// Elements that move inside layers, written and read.
    public var inside = 0
    /// The work vector.
    public var work = WorkVector()
    /// Multiply-adds.
    public var multiplyAdds = 0
    /// All arithmetic operations.
    public var flops = 0
    /// Elements written by all layers; views write nothing, and inputs are given.
    public var activations = 0
    /// The parameters in tensors with one axis.
    package var vectors = 0
    /// The weights of layers with an element type of their own.
    package var stored: [StoredWeights] = []
    /// The sums by each of ``Analysis/countings``.
    package var counted: [ConventionCount] = []
    /// The most layers with weights and multiply-adds on any path: the depth that papers count.
    public var depth = 0
    /// The layers whose work depends on the data and is in no sum.
    public var unknownLayers: [Node.ID] = []
  }

  /// Analyses a network.
  ///
  /// - Parameters:
  ///   - batch: how many examples are computed at once.
  ///   - fields: whether receptive fields are followed, which takes some time.
  ///   - countings: further conventions that layers are counted by.
  ///   - training: whether sums over layers have figures of training.
  ///   - weightTypes: the element types of tensors of weights, by their places in ``Graph/weights``, that are not the
  ///     same as those of all others.
  /// - Throws: a diagnostic that names the layer whose figures are beyond the range of 64-bit integers.
  public init(
    _ graph: Graph, batch: Int = 1, fields: Bool = true, countings: [Counting] = [], training: Bool = false,
    weightTypes: [Int: ElementType] = [:]
  ) throws(Diagnostics) {
    countsTraining = training
    self.graph = graph
    self.batch = batch
    self.countings = countings
    var layers: [LayerFigures] = []
    layers.reserveCapacity(graph.nodes.count)
    var totals = Totals()
    var known = [LayerFigures?](repeating: nil, count: graph.forms.count)
    var counter = countings.isEmpty ? nil : ConventionCounter(countings, graph, batch: batch)
    for id in graph.nodes.indices {
      do throws(Overflow) {
        var figures = try Self.figures(of: id, in: graph, batch: batch, known: &known)
        if !weightTypes.isEmpty { figures.weightType = graph.nodes[id].weights.flatMap { weightTypes[$0] } }
        if let counts = try counter?.counts(of: id, figures) { figures.counted = counts }
        try totals.add(figures, isUnknown: figures.unknownWork == nil ? nil : id)
        layers.append(figures)
      } catch {
        throw Diagnostics([Self.overflow(of: id, in: graph)])
      }
    }
    totals.layers = graph.nodes.count - graph.inputs.count
    totals.depth = Self.depth(of: graph, layers)
    var misalignments: [Misalignment] = []
    if fields {
      let found = ReceptiveFields(ofAllInputsOf: graph)
      misalignments = found.misalignments
      for id in layers.indices {
        layers[id].field = found.fields[id]
        layers[id].fieldIsBound = found.isBound[id]
      }
    }
    self.layers = layers
    self.totals = totals
    self.misalignments = misalignments
  }

  /// The figures of a layer: those that all layers of its form have, and those that depend on whose weights it uses.
  private static func figures(
    of id: Node.ID, in graph: Graph, batch: Int, known: inout [LayerFigures?]
  ) throws(Overflow) -> LayerFigures {
    let node = graph.nodes[id]
    let form = node.form
    var figures: LayerFigures
    if let before = known[form.index] {
      figures = before
    } else {
      figures = try Self.figures(of: form, batch: batch)
      known[form.index] = figures
    }
    if let weights = node.weights {
      let entry = graph.weights[weights]
      figures.isFrozen = entry.isFrozen
      if entry.owner != id {
        figures.parameters = 0
        figures.vectors = 0
        figures.active = 0
        figures.buffers = 0
        figures.sharesWith = entry.owner
      }
    }
    return figures
  }

  private static func figures(of form: LayerForm, batch: Int) throws(Overflow) -> LayerFigures {
    var figures = LayerFigures()
    figures.parameters = try form.parameters.elements(.weight)
    for parameter in form.parameters where parameter.role == .weight && parameter.dimensions.count < 2 {
      figures.vectors += parameter.shape.elementCount ?? 0
    }
    figures.active = try form.parameters.elements(.weight, isActive: true)
    figures.buffers = try form.parameters.elements(.buffer)
    figures.cached = try cached(by: form)
    figures.activations = try product(form.shape.elementCount ?? 0, batch)
    let work = form.op.work(from: form.inputShapes, to: form.shape)
    figures.unknownWork = work.unknown
    var vector = try work.vector()
    if batch != 1 {
      for kind in Work.Kind.all where kind != .weightReads { vector[kind] = try product(vector[kind], batch) }
    }
    figures.work = vector
    figures.multiplyAdds = try WorkView.multiplyAdds.value(of: vector)
    figures.flops = try WorkView.flops.value(of: vector)
    figures.masked = try product(work.masked.value(), batch)
    figures.padded = try product(work.padded.value(), batch)
    figures.inside = try product(work.inside.value(), batch)
    return figures
  }

  private static func cached(by form: LayerForm) throws(Overflow) -> Int {
    switch form.op.traits.cached {
    case nil: return 0
    case .projections(let names):
      return form.parameters.reduce(0) { $0 + (names.contains($1.name) ? $1.shape[0] : 0) }
    case .inputs(let indices):
      return indices.reduce(0) { $0 + (form.inputShapes[$1].dimensions.last ?? 0) }
    }
  }

  private static func product(_ a: Int, _ b: Int) throws(Overflow) -> Int {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw Overflow() }
    return value
  }

  private static func overflow(of id: Node.ID, in graph: Graph) -> Diagnostic {
    Diagnostic(
      "overflow", "the figures of `\(graph.path(of: id))` are too large to count", at: graph.nodes[id].place,
      evidence: [
        "\(graph.nodes[id].op.call) produces \(graph.nodes[id].shape)",
        "no figure of a layer or in total may exceed \(Int.max)",
      ])
  }

  /// The most layers with weights and multiply-adds on any path to an output.
  private static func depth(of graph: Graph, _ layers: [LayerFigures]) -> Int {
    var depths = [Int](repeating: 0, count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      var before = 0
      for input in node.inputs { before = max(before, depths[input]) }
      let counts = graph.usesWeights(node) && layers[id].work[.multiplyAdds] > 0
      depths[id] = before + (counts ? 1 : 0)
    }
    return graph.outputs.map { depths[$0.node] }.max() ?? depths.max() ?? 0
  }
}

extension Analysis.Totals {
  fileprivate mutating func add(_ layer: Analysis.LayerFigures, isUnknown: Node.ID?) throws(Overflow) {
    if let isUnknown { unknownLayers.append(isUnknown) }
    parameters = try sum(parameters, layer.parameters)
    if layer.isFrozen {
      frozen = try sum(frozen, layer.parameters)
    } else {
      trainable = try sum(trainable, layer.parameters)
    }
    // No more than the parameters themselves.
    vectors += layer.vectors
    if let type = layer.weightType { stored.merge([StoredWeights(type, of: layer)], &+) }
    active = try sum(active, layer.active)
    buffers = try sum(buffers, layer.buffers)
    cached = try sum(cached, layer.cached)
    masked = try sum(masked, layer.masked)
    padded = try sum(padded, layer.padded)
    inside = try sum(inside, layer.inside)
    try work.add(layer.work)
    multiplyAdds = try sum(multiplyAdds, layer.multiplyAdds)
    flops = try sum(flops, layer.flops)
    activations = try sum(activations, layer.work[.writes])
    try counted.add(layer.counted)
  }

  private func sum(_ a: Int, _ b: Int) throws(Overflow) -> Int {
    let (value, overflow) = a.addingReportingOverflow(b)
    if overflow { throw Overflow() }
    return value
  }
}

/// What is computed once, on the first request: the plan of memory, and the figures of training.
private final class Planning: Sendable {
  private let plan = Mutex<MemoryPlan??>(nil)
  private let training = Mutex<TrainingFigures??>(nil)

  func plan(of graph: Graph, batch: Int) -> MemoryPlan? {
    Self.made(plan) { () throws(Overflow) in try MemoryPlan(graph, batch: batch) }
  }

  func training(of graph: Graph, batch: Int) -> TrainingFigures? {
    Self.made(training) { () throws(Overflow) in try TrainingFigures(graph, batch: batch) }
  }

  private static func made<Made: Sendable>(
    _ place: borrowing Mutex<Made??>, _ make: () throws(Overflow) -> Made
  ) -> Made? {
    place.withLock { made in
      if let made { return made }
      let found = try? make()
      made = .some(found)
      return found
    }
  }
}
