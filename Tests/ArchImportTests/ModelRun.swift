import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchImport
import ArchKernels
import ArchONNX
import Testing

/// A model that is read and run, example by example.
struct ModelRun {
  /// The graph that it became.
  let graph: Graph
  /// Why values are said to be others than the model's.
  let unlike: [String]
  /// The numbers of each output, of one example after the other.
  let outputs: [[Float]]

  /// Runs a model.
  ///
  /// - Parameters:
  ///   - given: the shape and the numbers of each input, the batch among its axes.
  init(_ model: ONNX.Model, given: [String: (shape: [Int], numbers: [Float])]) throws {
    let pool = WorkerPool(threads: 1)
    let flat = try FlatModel(model)
    let imported = try ImportedModel(
      flat, declared: model.graph.inputs, name: "model", file: "model.onnx", files: NoFiles())
    let graph = imported.graph
    self.graph = graph
    unlike = imported.unlike.map(\.reason)
    var axes: [String: Int] = [:]
    var batch = 1
    if case .followed(let inputs, let extent) = imported.batch {
      for input in inputs { axes[input.name] = input.axis }
      batch = extent
    }
    for (entry, weights) in graph.weights.enumerated() {
      for index in weights.parameters.indices
      where !(graph.numbers?.has(WeightPlace(entry: entry, index: index)) ?? false) {
        Issue.record("no numbers for \(graph.path(of: weights.owner))")
      }
    }
    let store = try WeightStore(graph, seed: 1, pool: pool)
    let execution = try Execution(
      graph, plan: MemoryPlan(graph, batch: batch), weights: store, pool: pool)
    execution.setInputs(
      graph.inputs.map { input in
        let name = graph.path(of: input)
        guard let tensor = given[name] else { return [] }
        return Self.numbers(of: tensor, of: batch, axis: axes[name])
      })
    // A value exists only until the last layer that needs it has run.
    var found: [Node.ID: [Float]] = [:]
    let wanted = Set(graph.outputs.map(\.node))
    func keep(_ id: Node.ID) {
      if wanted.contains(id), let value = execution.value(of: id) { found[id] = Array(value) }
    }
    for record in execution.run(didRun: keep) {
      if let fault = record.fault { Issue.record("\(graph.path(of: record.node)): \(fault)") }
    }
    outputs = graph.outputs.map { found[$0.node] ?? [] }
  }

  /// The numbers of an input, example by example.
  private static func numbers(
    of tensor: (shape: [Int], numbers: [Float]), of batch: Int, axis: Int?
  ) -> [Float] {
    guard batch > 1 else { return tensor.numbers }
    // What no example decides is the same in all.
    guard let axis else { return (0..<batch).flatMap { _ in tensor.numbers } }
    let inner = tensor.shape[(axis + 1)...].reduce(1, *)
    return (0..<batch).flatMap { example in
      tensor.numbers.indices.filter { $0 / inner % batch == example }.map { tensor.numbers[$0] }
    }
  }
}

/// All numbers are in the model.
private struct NoFiles: TensorFiles {
  func bytes(of location: String) -> UnsafeRawBufferPointer? { nil }
}
