import ArchGraph

/// The forward pass of training, by the definitions of the layers in any arithmetic.
struct DefinedPass<N: Number> {
  /// For each layer its values, one for each example.
  private(set) var values: [[Tensor<N>]] = []
  /// For each layer the random tensors drawn for it, `[batch, …]` each.
  private(set) var masks: [[Tensor<N>]] = []

  /// Runs all layers.
  ///
  /// - Parameters:
  ///   - inputs: for each input of the graph its values, one for each example.
  ///   - weights: for each entry of the graph's weights its tensors.
  ///   - draw: draws a random tensor of a given shape for a layer.
  ///   - didRun: called with each layer that has run.
  init(
    _ graph: Graph, batch: Int, inputs: [Node.ID: [Tensor<N>]], weights: [[Tensor<N>]],
    draw: (_ node: Node.ID, _ index: Int, _ shape: Shape) -> Tensor<N>,
    run: (_ node: Node.ID, _ layer: () -> [Tensor<N>]) -> [Tensor<N>] = { $1() }
  ) {
    for (id, node) in graph.nodes.enumerated() {
      if let given = inputs[id] {
        values.append(given)
        masks.append([])
        continue
      }
      let taken = node.inputs.map { values[$0] }
      let own = node.weights.map { weights[$0] } ?? []
      if let apart = node.op as? any TrainedApart {
        let drawn = apart.masks(of: node.inputShapes).enumerated().map {
          draw(id, $0, $1.batched(batch))
        }
        masks.append(drawn)
        let stacked = taken.map { Tensor(batch: $0) }
        let output = node.shape.batched(batch)
        values.append(
          run(id) { apart.defineTraining(stacked, own, masks: drawn, output: output).examples })
      } else {
        masks.append([])
        values.append(
          run(id) {
            (0..<batch).map { example in
              node.op.define(taken.map { $0[example] }, own, output: node.shape)
            }
          })
      }
    }
  }
}

extension Shape {
  /// The same with an axis for the batch at the front.
  func batched(_ batch: Int) -> Shape { Shape([batch] + dimensions, of: element) }
}

extension Tensor {
  /// One tensor for all examples.
  init(batch examples: [Tensor]) {
    self.init(examples[0].shape.batched(examples.count), examples.flatMap(\.values))
  }

  /// The examples of a tensor whose first axis is the batch.
  var examples: [Tensor] {
    let shape = Shape(Array(self.shape.dimensions.dropFirst()), of: self.shape.element)
    let size = shape.elementCount ?? 0
    return (0..<self.shape[0]).map { Tensor(shape, Array(values[$0 * size..<($0 + 1) * size])) }
  }
}
