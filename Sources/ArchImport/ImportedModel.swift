import ArchGraph
import ArchONNX

/// A model file as a graph of ours.
package struct ImportedModel: Sendable {
  /// The graph; its shapes are of one example if ``batch`` is known.
  package let graph: Graph
  /// How the batch was found.
  package let batch: Batch

  /// The layers that do not depend on an example, which run once for a whole batch.
  package let once: [Node.ID]

  /// The operators that layers of ours represent, sorted by name; those of other domains with their domain.
  package static var operators: [String] { Lowering.rules.keys.sorted() }

  /// The operators of the format that no layers of ours represent, sorted by name, each with the reason.
  package static var refusals: [(op: String, reason: String)] {
    Lowering.refusals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A name of a file as a valid name of a network.
  package static func identifier(_ name: String) -> String { LayerNames.identifier(name) }

  /// The graph's inputs in order, as the model has them.
  package let inputs: [End]
  /// The graph's outputs in order, as the model has them.
  package let outputs: [End]

  /// Something that goes into a model, or comes out.
  package struct End: Hashable, Sendable {
    /// Its name in the file.
    package var name: String
    /// The axis of the batch, or `nil` if no axis is the batch alone.
    package var axis: Int?
  }

  /// Outputs that no layer of ours gives, such as the last cell state of a recurrent layer: they cost nothing.
  package let leftOut: [String]

  /// Nodes whose layers cost the same but give other values, because of another first state or other places to read at.
  package let unlike: [Unlike]

  /// A node whose layers give other values than it.
  package struct Unlike: Sendable {
    /// Its name.
    package var node: String
    /// Its operator.
    package var op: String
    /// What is different.
    package var reason: String
  }

  /// How many nodes prepare weights from weights, such as a standardisation of kernels: they run once for all examples,
  /// and have no layers.
  package let preparing: Int

  /// Where the batch of a model is.
  package enum Batch: Hashable, Sendable {
    /// In an axis of each of these inputs: of this extent in the file.
    case followed(axes: [Input], extent: Int)
    /// Nowhere that can be followed: the axes are those of the file. The reason why it cannot be the first axis of the
    /// inputs.
    case asItStands(node: String?, reason: String?)
  }

  /// An input with the axis that its batch is in.
  package struct Input: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// The axis, from 0.
    package var axis: Int
  }

  /// Reads a model whose shapes are known.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - declared: what the file says of the inputs' extents, for the names of symbols.
  ///   - name: the name of the network.
  ///   - file: the file, for messages.
  ///   - isOwn: whether archcalc wrote the file.
  ///   - files: where the numbers of its weights are, or `nil` if nobody will ask for them.
  ///   - source: where it comes from, in words, by how many numbers its layers have.
  package init(
    _ model: FlatModel, declared: [ONNX.ValueInfo], name: String, file: String, isOwn: Bool = false,
    files: (any TensorFiles)? = nil, source: (_ used: Int) -> String? = { _ in nil }
  ) throws(ImportFault) {
    let needed = Needed(model)
    let (places, batch) = try Self.places(of: model, declared, needed)
    self.batch = batch
    let lowering = Lowering(model, places, needed: needed, name: name, file: file, isOwn: isOwn)
    let flat = try lowering.finish(source)
    var (graph, origins) = Recognition.recognise(flat, masks: lowering.masks, origins: lowering.origins)
    if let files { graph.numbers = ImportedWeights(origins, of: model, in: files) }
    self.graph = graph
    func end(_ value: Int) -> End {
      let own = model.values[value]
      let place = places.places[value].flatMap {
        $0.isOwn(in: own.shape, batch: places.batch) ? $0.axis : nil
      }
      return End(name: own.name, axis: place)
    }
    inputs = lowering.ends.inputs.map(end)
    outputs = lowering.ends.outputs.map { end($0) }
    once = lowering.once
    leftOut = lowering.leftOut
    unlike = lowering.unlike
    preparing = needed.preparing(in: model)
  }

  /// The places of the batch by the first guess that succeeds, or none.
  private static func places(
    of model: FlatModel, _ declared: [ONNX.ValueInfo], _ needed: Needed
  ) throws(ImportFault) -> (BatchPlaces, Batch) {
    var first: BatchFault?
    for guess in [BatchGuess(model, declared), BatchGuess(model, axis: 1), BatchGuess.none] {
      do throws(BatchFault) {
        let places = try BatchPlaces(model, batch: guess.batch, axes: guess.axes, needed: needed.steps)
        let axes = guess.axes.sorted { $0.key < $1.key }
          .map { Input(name: model.values[$0.key].name, axis: $0.value) }
        guard axes.isEmpty else { return (places, .followed(axes: axes, extent: guess.batch)) }
        return (
          places, .asItStands(node: first.map { model.steps[$0.step].name }, reason: first?.reason(model))
        )
      } catch {
        first = first ?? error
      }
    }
    guard let first else { throw .nothing }
    let step = model.steps[first.step]
    throw .batch(node: step.name, op: step.op, reason: first.reason(model))
  }
}

/// Which axis of each input is the batch, before anything is known of what is done with it.
private struct BatchGuess {
  /// The axis by the input's value.
  private(set) var axes: [Int: Int] = [:]
  /// The extent.
  private(set) var batch = 1

  /// The axis whose symbol says batch, the only one with a symbol, or the first.
  init(_ model: FlatModel, _ declared: [ONNX.ValueInfo]) {
    var extents: [[String?]] = []
    for input in model.inputs {
      let dimensions = declared.first { $0.name == model.values[input].name }?.dimensions ?? []
      extents.append(
        dimensions.map {
          if case .symbol(let name) = $0 { name } else if case .unknown = $0 { "" } else { nil }
        })
    }
    for (input, symbols) in zip(model.inputs, extents) {
      let named = symbols.firstIndex { $0.map(FlatModel.saysBatch) ?? false }
      let only = symbols.count { $0 != nil } == 1 ? symbols.firstIndex { $0 != nil } : nil
      take(input, named ?? (only == 0 ? 0 : nil) ?? 0, model)
    }
  }

  private init() {}

  /// No input has a batch.
  static let none = BatchGuess()

  /// The same axis of every input.
  init(_ model: FlatModel, axis: Int) { for input in model.inputs { take(input, axis, model) } }

  private mutating func take(_ input: Int, _ axis: Int, _ model: FlatModel) {
    let shape = model.values[input].shape
    guard axis < shape.count else { return }
    if axes.isEmpty { batch = shape[axis] }
    // A state of a recurrent layer has the batch after its directions; a table of the caller's has no batch.
    let places = [axis, 0, 1].filter { $0 < shape.count && shape[$0] == batch }
    if let place = places.first, batch > 0 { axes[input] = place }
  }
}

extension BatchFault {
  /// The reason as a clause.
  func reason(_ model: FlatModel) -> String {
    let step = model.steps[step]
    let shapes = step.inputs.compactMap { $0.map { "\(model.values[$0].shape)" } }.joined(separator: ", ")
    return switch self {
    case .over: "it works along the axis that holds the batch; it takes \(shapes)"
    case .split: "it divides the batch; it takes \(shapes)"
    case .apart: "it joins values whose batches are on different axes; it takes \(shapes)"
    case .unknown: "how it treats a batch is not known; it takes \(shapes)"
    }
  }
}
