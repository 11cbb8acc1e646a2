import ArchDiagnostics
import ArchGraph
import ArchONNX
import ArchOperators

/// Makes a graph from a model: one layer of ours, or a few, for each node.
///
/// Every layer's shape, which our rules derive, is compared with the shape of the model's node. Weights become those of
/// the layers that use them, once for each use.
final class Lowering {
  let model: FlatModel
  let places: BatchPlaces
  let file: String
  private let names: LayerNames
  private let needed: Needed
  var builder: GraphBuilder
  /// The node of each value, if it has one.
  var nodes: [Node.ID?]
  /// The instances of weights that several nodes use.
  private var instances: [[Int]: Int] = [:]
  /// The layers whose tables are initialisers, for layers that share them.
  var tables: [Int: Node.ID] = [:]
  /// The step that is being lowered.
  var index = 0
  /// How many layers the step has added.
  var added = 0
  /// The operators that no layer of ours represents, and how often each occurs.
  private var unknown: [String: Int] = [:]
  /// Numbers of the file with certain extents.
  struct ParameterKey: Hashable {
    var value: Int
    var extents: [Int]
    var isTurned: Bool
  }

  /// The layers of numbers of the file.
  var parameters: [ParameterKey: Node.ID] = [:]
  /// The layers whose numbers are known and form masks.
  var masks: [Node.ID: KnownMask] = [:]
  /// Where the numbers of each layer's tensors are, or `nil` for those whose place is not known.
  private(set) var origins: [Node.ID: [WeightOrigin?]] = [:]
  /// The values that are the graph's inputs and outputs, in order.
  private(set) var ends: (inputs: [Int], outputs: [Int]) = ([], [])
  /// Outputs that layers of ours do not give.
  var leftOut: [String] = []
  /// Nodes whose layers cost the same but give other values.
  var unlike: [ImportedModel.Unlike] = []
  /// The layers that do not depend on an example.
  private(set) var once: [Node.ID] = []

  /// Whether the file is one of ours: if so, the same numbers are the same weights, whatever takes them.
  let isOwn: Bool

  init(
    _ model: FlatModel, _ places: BatchPlaces, needed: Needed, name: String, file: String, isOwn: Bool
  ) {
    self.isOwn = isOwn
    self.model = model
    self.places = places
    self.file = file
    names = LayerNames(model, needed: needed.steps)
    builder = GraphBuilder(name)
    nodes = Array(repeating: nil, count: model.values.count)
    self.needed = needed
  }

  /// The graph.
  ///
  /// - Parameter source: where it comes from, by how many numbers its layers have.
  /// - Throws: the operators that no layer of ours represents.
  func finish(_ source: (_ used: Int) -> String?) throws(ImportFault) -> Graph {
    for input in model.inputs { try addInput(input) }
    for index in model.steps.indices where needed.steps[index] { try lower(index) }
    names.leave(&builder)
    if !unknown.isEmpty {
      throw .operators(unknown.sorted { $0.key < $1.key }.map { ($0.key, $0.value, Self.refusals[$0.key]) })
    }
    for output in model.outputs {
      guard let node = nodes[output.value] else {
        // A value that depends on no input is not computed.
        guard model.values[output.value].isConstant || leftOut.contains(model.values[output.value].name)
        else {
          throw .form(node: output.name, op: "output", reason: "nothing produces it")
        }
        continue
      }
      ends.outputs.append(output.value)
      builder.output(node, named: model.outputs.count == 1 ? nil : LayerNames.identifier(output.name))
    }
    guard !builder.graph.outputs.isEmpty else { throw .nothing }
    let numbers = builder.graph.weights.flatMap(\.parameters).reduce(0) { sum, tensor in
      sum.addingReportingOverflow(tensor.shape.elementCount ?? 0).partialValue
    }
    builder.setSource(source(numbers))
    return builder.graph
  }

  var step: FlatModel.Step { model.steps[index] }

  private func addInput(_ value: Int) throws(ImportFault) {
    guard needed.values[value] else { return }
    let dimensions = example(value)
    let shape = Shape(dimensions.isEmpty ? [1] : dimensions, of: needed.areTokens[value] ? .token : .number)
    ends.inputs.append(value)
    do throws(Misfit) {
      nodes[value] = try builder.input(
        LayerNames.identifier(model.values[value].name), shape,
        at: .model(file: file, node: model.values[value].name))
    } catch {
      throw .misfit(error, layer: "input", node: model.values[value].name, op: "input")
    }
  }

  private func lower(_ index: Int) throws(ImportFault) {
    self.index = index
    added = 0
    guard let rule = step.domain == ONNX.ownDomain ? Self.ownRule : Self.rules[key] else {
      unknown[key, default: 0] += 1
      return
    }
    // Values that follow from an unknown operator are unknown, too.
    guard unknown.isEmpty else { return }
    names.enter(index, &builder)
    let first = builder.graph.nodes.count
    try rule(self)
    if step.outputs.allSatisfy({ $0.map { places.places[$0] == nil } ?? true }) {
      once += first..<builder.graph.nodes.count
    }
  }

  /// The operator of the step.
  var key: String { step.key }

  // MARK: Shapes

  /// The place of the batch in an input of the step.
  func place(_ input: Int) -> BatchPlace? {
    step.input(input).flatMap { places.place(of: $0, step: index, input: input) }
  }

  /// The extents of a value for one example.
  func example(_ value: Int) -> [Int] {
    let shape = model.values[value].shape
    return places.places[value].map { $0.example(of: shape, batch: places.batch) } ?? shape
  }

  /// The extents of an input as the model has them.
  func shape(_ input: Int) -> [Int] { step.input(input).map { model.values[$0].shape } ?? [] }

  /// The extents of an output as the model has them.
  func result(_ output: Int = 0) -> [Int] { step.output(output).map { model.values[$0].shape } ?? [] }

  /// The axis of one example that corresponds to an axis of an input.
  ///
  /// - Parameter given: negative from the end.
  func axis(_ given: Int, input: Int = 0) throws(ImportFault) -> Int {
    let shape = shape(input)
    guard let axis = ArchImport.axis(given, of: shape.count) else { throw form("it has no axis \(given)") }
    guard let place = place(input) else { return axis }
    guard let found = place.example(axis: axis, of: shape, batch: places.batch) else {
      throw .batch(node: step.name, op: key, reason: "it works along axis \(axis), which is the batch")
    }
    return found
  }

  /// The same of several axes.
  func axes(_ given: [Int], input: Int = 0) throws(ImportFault) -> [Int] {
    try given.map { given throws(ImportFault) in try axis(given, input: input) }
  }

  /// Notes that the layers of the step give other values than the step.
  func note(_ reason: String) { unlike.append(.init(node: step.name, op: key, reason: reason)) }

  /// An error about the form of the step.
  func form(_ reason: String) -> ImportFault { .form(node: step.name, op: key, reason: reason) }

  // MARK: Layers

  /// Adds a layer.
  ///
  /// - Parameter numbers: where the numbers of its tensors are, in order.
  @discardableResult
  func add(
    _ op: any Operator, to inputs: [Node.ID], numbers: [WeightOrigin?] = []
  ) throws(ImportFault) -> Node.ID {
    do throws(Misfit) {
      let label = added == 0 ? names.label(index) : nil
      added += 1
      let node = try builder.apply(op, to: inputs, label: label, at: .model(file: file, node: step.name))
      if !numbers.isEmpty { origins[node] = numbers }
      return node
    } catch {
      throw .misfit(error, layer: op.name, node: step.name, op: key)
    }
  }

  /// Adds a layer whose weights are numbers of the file.
  ///
  /// A matrix or kernel that several nodes use unchanged is a single one: two modules' would have had other numbers.
  /// Exporters write that of a single module called twice as it is; those of copied modules, or with zeros or ones
  /// everywhere, come after an `Identity` for each of them, or have one axis.
  ///
  /// - Parameters:
  ///   - weights: the inputs of the step that are the layer's weights, the largest first.
  ///   - numbers: where the numbers of its tensors are; those inputs as they are unless given.
  ///   - part: which part of the weights it is, if the step uses them repeatedly.
  func add(
    _ op: any Operator, to inputs: [Node.ID], weights: [Int], numbers: [WeightOrigin?]? = nil,
    part: Int? = nil
  ) throws(ImportFault) -> Node.ID {
    let values = weights.compactMap { step.input($0) }
    let numbers = numbers ?? wholes(weights)
    guard let main = values.first, model.values[main].shape.count > 1 else {
      return try add(op, to: inputs, numbers: numbers)
    }
    let isShared = names.shares(main, index)
    guard isShared || part != nil else { return try add(op, to: inputs, numbers: numbers) }
    // The first part is all of it, which other steps may also use.
    let key = values + (isShared ? [] : [-1 - index]) + (part.map { $0 == 0 ? [] : [-1, $0] } ?? [])
    let instance = instances[key]
    let known = instance ?? builder.makeInstance()
    instances[key] = known
    builder.beginCall(of: known, isFirst: instance == nil)
    defer { builder.endCall() }
    return try add(op, to: inputs, numbers: numbers)
  }

  /// Inputs of the step that are present, as the numbers of a layer's tensors.
  func wholes(_ inputs: [Int]) -> [WeightOrigin?] {
    inputs.compactMap { step.input($0) }.map { whole($0) }
  }

  /// A value of the file as the numbers of a tensor, or `nil` for integers, whose products mean other numbers.
  func whole(_ value: Int) -> WeightOrigin? {
    model.values[value].isConstant && model.values[value].type.isFloat
      ? WeightOrigin(value, model.values[value].shape) : nil
  }

  /// The extents of a layer's value.
  func dimensions(_ node: Node.ID) -> [Int] { builder.graph.nodes[node].shape.dimensions }

  /// Sets an output to a layer, with its elements in the extents that the model has there.
  func set(_ node: Node.ID, output: Int = 0) throws(ImportFault) {
    guard let value = step.output(output) else { return }
    nodes[value] = try reshaped(node, to: example(value))
  }

  /// A value with other extents for the same elements; the value itself if they are equal.
  func reshaped(_ node: Node.ID, to dimensions: [Int]) throws(ImportFault) -> Node.ID {
    let target = dimensions.isEmpty ? [1] : dimensions
    let own = self.dimensions(node)
    if own == target { return node }
    guard Shape(own).elementCount == Shape(target).elementCount else {
      throw .shapes(node: step.name, op: key, ours: own, theirs: target)
    }
    return try add(Reshape(target), to: [node])
  }
}
