import ArchDiagnostics
import ArchGraph

/// The work of a training step, layer by layer, for all examples of a batch.
package struct TrainingWork: Sendable {
  /// The work of one layer.
  package struct Layer: Hashable, Sendable {
    /// The work of the forward pass, with layers in training mode.
    package var forward = WorkVector()
    /// The work of the gradients by its weights.
    package var byWeights = WorkVector()
    /// The work of the gradients by its inputs, and of what both kinds of gradients need first.
    package var byInputs = WorkVector()
    /// Why the work is not known, if it is not.
    package var unknown: String?

    /// The work of all gradients.
    package var backward: WorkVector {
      var sum = byWeights
      sum &+= byInputs
      return sum
    }
  }

  /// The layers, one for each node.
  package let layers: [Layer]
  /// The sums over all layers; ``Layer/unknown`` is the reason of the first layer that has one.
  package let total: Layer
  /// The layers whose work is in no sum.
  package let unknownLayers: [Node.ID]

  /// Computes a step for a batch.
  ///
  /// - Throws: ``Overflow`` if a figure is beyond the range of 64-bit integers.
  package init(_ graph: Graph, _ flow: GradientFlow, batch: Int) throws(Overflow) {
    var layers: [Layer] = []
    layers.reserveCapacity(graph.nodes.count)
    var total = Layer()
    var unknownLayers: [Node.ID] = []
    // Layers of one form that are asked for the same gradients do the same work.
    var known: [Form: Layer] = [:]
    for (id, node) in graph.nodes.enumerated() {
      let wanted = flow.wanted[id]
      let form = Form(index: node.form.index, wanted: wanted)
      var layer: Layer
      if let before = known[form] {
        layer = before
      } else {
        layer = try Layer(node.form, flow.rules[node.form.index], wanted, batch)
        known[form] = layer
      }
      if flow.givers[id] > 1, wanted != nil {
        layer.byInputs[.additions] = try Self.sum(
          layer.byInputs[.additions],
          Self.product([flow.givers[id] - 1, node.shape.elementCount ?? 0, batch]))
      }
      if layer.unknown != nil { unknownLayers.append(id) }
      try total.forward.add(layer.forward)
      try total.byWeights.add(layer.byWeights)
      try total.byInputs.add(layer.byInputs)
      total.unknown = total.unknown ?? layer.unknown
      layers.append(layer)
    }
    self.layers = layers
    self.total = total
    self.unknownLayers = unknownLayers
  }

  private struct Form: Hashable {
    var index: Int
    var wanted: WantedGradients?
  }

  private static func sum(_ a: Int, _ b: Int) throws(Overflow) -> Int {
    guard let value = (CheckedInteger(a) + CheckedInteger(b)).value else { throw Overflow() }
    return value
  }

  private static func product(_ factors: [Int]) throws(Overflow) -> Int {
    guard let value = factors.reduce(CheckedInteger(1), { $0 * CheckedInteger($1) }).value else {
      throw Overflow()
    }
    return value
  }
}

extension TrainingWork.Layer {
  /// The work of a layer of a given form.
  init(
    _ form: LayerForm, _ rule: BackwardWork?, _ wanted: WantedGradients?, _ batch: Int
  ) throws(Overflow) {
    let (inputs, output) = (form.inputShapes, form.shape)
    let apart = form.op as? any TrainedApart
    let work = apart?.trainingWork(from: inputs, to: output) ?? form.op.work(from: inputs, to: output)
    unknown = work.unknown
    try forward.add(work, times: batch)
    if let apart { try forward.add(apart.trainingWorkPerBatch(from: inputs, to: output), times: 1) }
    guard let wanted else { return }
    guard let rule else {
      unknown = unknown ?? "the gradients of `\(form.op.name)` are not stated"
      return
    }
    try add(rule, wanted, times: batch)
    if let apart { try add(apart.backwardPerBatch(from: inputs, to: output), wanted, times: 1) }
  }

  private mutating func add(
    _ rule: BackwardWork, _ wanted: WantedGradients, times count: Int
  ) throws(Overflow) {
    for part in rule.byInputs(wanted) {
      unknown = unknown ?? part.unknown
      try byInputs.add(part, times: count)
    }
    guard wanted.weights else { return }
    unknown = unknown ?? rule.weights.unknown
    try byWeights.add(rule.weights, times: count)
  }
}

extension WorkVector {
  /// Adds work that is done for so many examples.
  fileprivate mutating func add(_ work: Work, times count: Int) throws(Overflow) {
    var vector = try work.vector()
    for kind in Work.Kind.all where vector[kind] != 0 && kind != .weightReads {
      guard let value = (CheckedInteger(vector[kind]) * CheckedInteger(count)).value else { throw Overflow() }
      vector[kind] = value
    }
    try add(vector)
  }
}
