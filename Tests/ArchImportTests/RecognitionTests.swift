import ArchGraph
import ArchOperators
import Testing

@testable import ArchImport

/// Layers are recognised in the nodes that exporters write for them, and in nothing else.
struct RecognitionTests {
  /// A graph whose layers take the values before them by their places.
  private func graph(_ shapes: [Shape], _ layers: [(any Operator, [Int])]) throws -> Graph {
    var builder = GraphBuilder("test")
    var nodes: [Node.ID] = []
    for (index, shape) in shapes.enumerated() { nodes.append(try builder.input("x\(index)", shape)) }
    for (op, inputs) in layers { nodes.append(try builder.apply(op, to: inputs.map { nodes[$0] })) }
    builder.output(nodes[nodes.count - 1], named: nil)
    return builder.graph
  }

  /// The calls of the layers that are left.
  private func calls(_ graph: Graph) -> [String] {
    Recognition.recognise(graph).graph.nodes.filter { !$0.isInput }.map(\.op.call)
  }

  @Test func activationsInAnyOrder() throws {
    let root = 0.70710678118
    // x * 0.5 * (1 + erf(x / sqrt 2)), the half at the end, at x, and at the sum.
    #expect(
      try calls(
        graph(
          [[4, 3]],
          [
            (Affine(factor: root), [0]), (Erf(), [1]), (Affine(offset: 1), [2]), (Multiply(), [0, 3]),
            (Affine(factor: 0.5), [4]),
          ]))
        == ["gelu"])
    #expect(
      try calls(
        graph(
          [[4, 3]],
          [
            (Affine(factor: 0.5), [0]), (Affine(factor: root), [0]), (Erf(), [2]), (Affine(offset: 1), [3]),
            (Multiply(), [4, 1]),
          ]))
        == ["gelu"])
    #expect(
      try calls(
        graph(
          [[4, 3]],
          [
            (Affine(factor: root), [0]), (Erf(), [1]), (Affine(factor: 0.5, offset: 0.5), [2]),
            (Multiply(), [0, 3]),
          ]))
        == ["gelu"])
    #expect(
      try calls(
        graph(
          [[4, 3]],
          [
            (Power(3), [0]), (Affine(factor: 0.044715), [1]), (Add(), [0, 2]),
            (Affine(factor: 0.7978845608), [3]), (Tanh(), [4]),
            (Affine(offset: 1), [5]), (Affine(factor: 0.5), [0]), (Multiply(), [7, 6]),
          ])) == ["gelu(approximate: tanh)"])
    #expect(try calls(graph([[4]], [(Sigmoid(), [0]), (Multiply(), [0, 1])])) == ["silu"])
    #expect(try calls(graph([[4]], [(Softplus(), [0]), (Tanh(), [1]), (Multiply(), [2, 0])])) == ["mish"])
    #expect(try calls(graph([[4]], [(HardSigmoid(), [0]), (Multiply(), [0, 1])])) == ["hard_swish"])
    #expect(
      try calls(
        graph(
          [[4]],
          [
            (Affine(offset: 3), [0]), (Clamp(min: 0, max: 6), [1]), (Affine(factor: 1.0 / 6), [2]),
            (Multiply(), [0, 3]),
          ]))
        == ["hard_swish"])
  }

  @Test func whatIsNearlyAnActivationIsNone() throws {
    // Another factor; a gate of another value; a value on the way that is used elsewhere.
    #expect(
      try calls(graph([[4]], [(Affine(factor: 1.702), [0]), (Sigmoid(), [1]), (Multiply(), [0, 2])])).count
        == 3)
    #expect(
      try calls(graph([[4], [4]], [(Sigmoid(), [0]), (Multiply(), [1, 2])])) == ["sigmoid", "multiply"])
    #expect(
      try calls(graph([[4]], [(Sigmoid(), [0]), (Multiply(), [0, 1]), (Add(), [1, 2])])) == [
        "sigmoid", "multiply", "add",
      ])
    let wrong = Affine(factor: 0.7)
    #expect(
      try calls(
        graph(
          [[4]], [(wrong, [0]), (Erf(), [1]), (Affine(factor: 0.5, offset: 0.5), [2]), (Multiply(), [0, 3])])
      ).count == 4)
  }

  @Test func normalisations() throws {
    let written: [(any Operator, [Int])] = [
      (Mean([1], keepsDimensions: true), [0]), (Subtract(), [0, 1]), (Power(2), [2]), (Square(), [2]),
      (Mean([1], keepsDimensions: true), [4]), (Affine(offset: 1e-5), [5]), (Sqrt(), [6]),
      (Divide(), [2, 7]),
      (Scale(bias: false, axis: -1), [8]), (Bias(axis: -1), [9]),
    ]
    // Without the power that nobody uses.
    var layers = written
    layers.remove(at: 2)
    let moved = layers.map { op, inputs in (op, inputs.map { $0 > 3 ? $0 - 1 : $0 }) }
    #expect(try calls(graph([[5, 8]], moved)) == ["layer_norm"])
    #expect(
      try calls(graph([[5, 8]], Array(moved.dropLast(2)))) == ["layer_norm(scale: false, shift: false)"])
    #expect(
      try calls(
        graph(
          [[5, 8]],
          [
            (Square(), [0]), (Mean([-1], keepsDimensions: true), [1]), (Affine(offset: 1e-6), [2]),
            (Sqrt(), [3]), (Reciprocal(), [4]),
            (Multiply(), [0, 5]), (Scale(bias: false, axis: -1), [6]),
          ])) == ["rms_norm"])
    // A mean over the other axis is another thing.
    let other = moved.map { op, inputs in
      ((op as? Mean) == nil ? op : Mean([0], keepsDimensions: true), inputs)
    }
    #expect(try calls(graph([[5, 8]], other)).count == moved.count)
  }

  /// Attention of packed projections: how heads and parts are beside each other, and where the scale is.
  @Test(arguments: [0, 1, 2]) func attention(scale: Int) throws {
    let root = 1 / 4.0.squareRoot()
    func scaled(_ place: Int, by factor: Double) -> any Operator {
      scale == place ? Affine(factor: factor) : Identity()
    }
    let query = scale == 1 ? scaled(1, by: root.squareRoot()) : scaled(0, by: root)
    let (key, product) = (scaled(1, by: root.squareRoot()), scaled(2, by: root))
    let layers: [(any Operator, [Int])] = [
      (Dense(36), [0]), (Reshape([7, 3, 3, 4]), [1]), (Permute([1, 2, 0, 3]), [2]),
      (Slice(0, from: 0, to: 1), [3]), (Reshape([3, 7, 4]), [4]), (Slice(0, from: 1, to: 2), [3]),
      (Reshape([3, 7, 4]), [6]),
      (Slice(0, from: 2), [3]), (Reshape([3, 7, 4]), [8]), (query, [5]), (Permute([0, 2, 1]), [7]),
      (key, [11]),
      (Matmul(), [10, 12]), (product, [13]), (Softmax(axis: -1), [14]), (Matmul(), [15, 9]),
      (Permute([1, 0, 2]), [16]),
      (Reshape([7, 12]), [17]), (Dense(12), [18]),
    ]
    // Identities stand for nothing here: they are left out.
    var kept: [(any Operator, [Int])] = []
    var places = [0]
    for (op, inputs) in layers {
      let mapped = inputs.map { places[$0] }
      if op is Identity {
        places.append(mapped[0])
      } else {
        kept.append((op, mapped))
        places.append(kept.count)
      }
    }
    #expect(try calls(graph([[7, 12]], kept)) == ["attention(3)"])
    // A value of one projection that somebody else wants, too, keeps it.
    let shared = kept + [(Add(), [1, 1])]
    #expect(try calls(graph([[7, 12]], shared)).contains("attention(3)") == false)
  }

  /// A table for all windows and a mask for each: the table needs no axis for the windows.
  @Test func windowsWithMasks() throws {
    let layers: [(any Operator, [Int])] = [
      (Dense(36), [0]), (Reshape([4, 7, 3, 3, 4]), [1]), (Permute([2, 0, 3, 1, 4]), [2]),
      (Slice(0, from: 0, to: 1), [3]), (Reshape([4, 3, 7, 4]), [4]), (Slice(0, from: 1, to: 2), [3]),
      (Reshape([4, 3, 7, 4]), [6]), (Slice(0, from: 2), [3]), (Reshape([4, 3, 7, 4]), [8]),
      (Affine(factor: 0.5), [5]), (Permute([0, 1, 3, 2]), [7]), (Matmul(), [10, 11]),
      (ParameterLayer([1, 3, 7, 7]), []), (Add(), [12, 13]), (ParameterLayer([4, 1, 7, 7], fixed: true), []),
      (Add(), [14, 15]), (Softmax(axis: -1), [16]), (Matmul(), [17, 9]), (Permute([0, 2, 1, 3]), [18]),
      (Reshape([4, 7, 12]), [19]), (Dense(12), [20]),
    ]
    let found = try calls(graph([[4, 7, 12]], layers))
    #expect(found.contains("attend(heads: 3)"))
    #expect(found.contains("parameter([3, 7, 7])") && found.contains("parameter([4, 1, 7, 7], fixed: true)"))
  }

  @Test func biasesTokensAndPools() throws {
    #expect(try calls(graph([[4]], [(Dense(3, bias: false), [0]), (Bias(), [1])])) == ["dense(3)"])
    #expect(
      try calls(graph([[2, 5, 5]], [(Conv(3, kernel: 3, bias: false), [0]), (Bias(), [1])])) == [
        "conv(3, kernel: 3)"
      ])
    #expect(
      try calls(
        graph([[2, 5, 5]], [(GlobalAvgPool(keepAxes: true), [0]), (Reshape([2]), [1]), (Dense(3), [2])]))
        == ["global_avg_pool", "dense(3)"])
    #expect(
      try calls(
        graph(
          [[2, 3]], [(Reshape([6]), [0]), (Reshape([3, 2]), [1]), (Reshape([2, 3]), [2]), (ReLU(), [3])]))
        == ["relu"])
    #expect(
      try calls(graph([[2, 3]], [(Permute([1, 0]), [0]), (Permute([1, 0]), [1]), (ReLU(), [2])])) == ["relu"])
    #expect(
      try calls(
        graph(
          [[5, 6, 2]],
          [
            (Slice(0, from: 2), [0]), (Slice(0, to: 2), [0]), (Concat(), [1, 2]), (Slice(1, from: 1), [3]),
            (Slice(1, to: 1), [3]),
            (Concat(axis: 1), [4, 5]),
          ])) == ["roll([-2, -1], axis: [0, 1])"])
    #expect(
      try calls(
        graph([[2, 4]], [(Concat(), [0, 0]), (Concat(), [0, 0, 0]), (Concat(), [1, 2])])
      ).dropFirst().first == "concat")
  }

  @Test func masksAreToldByTheirNumbers() {
    let none = -Double.infinity
    #expect(KnownMask([0, none, 0, 0], [2, 2]) == .causal)
    #expect(
      KnownMask([0, 0, none, 0, 0, 0], [1, 2, 3]) == .causal, "the last query stands beside the last key")
    #expect(KnownMask([0, -3e38, 0, 0, 0, -3e38, 0, 0], [2, 1, 2, 2]) == .causal)
    #expect(KnownMask([0, 0, 0, 0], [2, 2]) == .nothing)
    #expect(KnownMask([0, none, none, 0], [2, 2]) == nil)
    #expect(KnownMask([0, -1, 0, 0], [2, 2]) == nil)
    #expect(KnownMask([0, none, 0, none, none, 0], [3, 2]) == nil)
  }

  @Test func causalAttention() throws {
    let flat = try graph(
      [[5, 6]],
      [
        (Dense(6), [0]), (Dense(6), [0]), (Dense(6), [0]), (Reshape([5, 2, 3]), [1]),
        (Permute([1, 0, 2]), [4]),
        (Reshape([5, 2, 3]), [2]), (Permute([1, 2, 0]), [6]), (Reshape([5, 2, 3]), [3]),
        (Permute([1, 0, 2]), [8]),
        (Matmul(), [5, 7]), (Affine(factor: 1 / 3.0.squareRoot()), [10]),
        (ParameterLayer([1, 5, 5], fixed: true), []),
        (Add(), [11, 12]), (Softmax(axis: -1), [13]), (Matmul(), [14, 9]), (Permute([1, 0, 2]), [15]),
        (Reshape([5, 6]), [16]),
        (Dense(6), [17]),
      ])
    func calls(_ masks: [Node.ID: KnownMask]) -> [String] {
      Recognition.recognise(flat, masks: masks).graph.nodes.filter { !$0.isInput }.map(\.op.call)
    }
    #expect(calls([12: .causal]) == ["attention(2, causal: true)"])
    #expect(calls([12: .nothing]) == ["attention(2)"])
    #expect(calls([:]).contains("attend(heads: 2)"), "a bias that is not known stays one")
  }
}
