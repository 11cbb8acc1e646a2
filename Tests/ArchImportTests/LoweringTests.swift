import ArchGraph
import ArchImport
import ArchONNX
import Foundation
import Testing

/// What the layers of a node compute is what the specification of its operator says.
///
/// Shapes alone would not tell one function of every element from another.
@Suite struct LoweringTests {
  /// A node by itself, with what it gives for one element of each input, or for all that are reduced.
  struct Case: CustomTestStringConvertible, Sendable {
    var op: String
    var attributes: [String: Float] = [:]
    var texts: [String: String] = [:]
    var of: @Sendable ([Double]) -> Double

    init(
      _ op: String, _ attributes: [String: Float] = [:], texts: [String: String] = [:],
      of function: @escaping @Sendable ([Double]) -> Double
    ) {
      self.op = op
      self.attributes = attributes
      self.texts = texts
      of = function
    }

    var testDescription: String { "\(op) \(attributes) \(texts)" }

    var node: [ONNX.Attribute] {
      attributes.sorted { $0.key < $1.key }.map { ONNX.Attribute($0.key, .float($0.value)) }
        + texts.map { ONNX.Attribute($0.key, .string($0.value)) }
    }
  }

  private static let numbers = [-3.2, -2.5, -1, -0.4, 0, 0.3, 0.5, 1.2, 1.5, 2.5, 3, 7.25]
  private static let others = [1, -2.5, 4, -0.4, 2, -0.3, 0.6, 1.2, -1.5, 2, 8, 7]

  /// The values that a network gives, layer by layer by their definitions.
  private func run(_ graph: Graph) throws -> [Float] {
    var values: [Tensor<Float>] = []
    let given = ["x": Self.numbers, "y": Self.others]
    func value<O: Operator>(_ op: O, _ node: Node) -> Tensor<Float> {
      op.define(node.inputs.map { values[$0] }, [], output: node.shape)
    }
    for node in graph.nodes {
      if node.isInput {
        values.append(Tensor(node.shape, try #require(given[node.name]).map { Float($0) }))
      } else {
        values.append(value(node.op, node))
      }
    }
    return values[try #require(graph.outputs.first).node].values
  }

  /// Nodes on two inputs of twelve elements for each example, as a graph; the last node's first value is the output.
  private func graph(_ nodes: [ONNX.Node], version: Int) throws -> Graph {
    var graph = ONNX.Graph(name: "nodes")
    graph.inputs = ["x", "y"].map { .init($0, .float32, [.symbol("batch"), .value(3), .value(4)]) }
    graph.nodes = nodes
    graph.outputs = [ONNX.ValueInfo(nodes[nodes.count - 1].outputs[0])]
    let model = ONNX.Model(opsets: ["": version], graph: graph)
    let flat = try FlatModel(model, symbols: [:], layer: OwnLayers.shape)
    return try ImportedModel(flat, declared: graph.inputs, name: "nodes", file: "nodes.onnx").graph
  }

  private func expect(_ found: [Float], _ expected: [Double], _ comment: String = "") {
    #expect(found.count == expected.count, "\(comment)")
    for (own, other) in zip(found, expected) {
      let isSame = other.isNaN ? own.isNaN : abs(Double(own) - other) <= 1e-5 * max(1, abs(other))
      #expect(isSame || Double(own) == other, "\(own), not \(other) \(comment)")
    }
  }

  static let elements = [
    Case("Identity") { $0[0] }, Case("Relu") { max(0, $0[0]) }, Case("Sigmoid") { 1 / (1 + exp(-$0[0])) },
    Case("Tanh") { tanh($0[0]) }, Case("Erf") { erf($0[0]) }, Case("Exp") { exp($0[0]) },
    Case("Log") { log($0[0]) }, Case("Sqrt") { $0[0].squareRoot() }, Case("Reciprocal") { 1 / $0[0] },
    Case("Abs") { abs($0[0]) }, Case("Sign") { $0[0] == 0 ? 0 : $0[0] < 0 ? -1 : 1 },
    Case("Sin") { sin($0[0]) }, Case("Cos") { cos($0[0]) }, Case("Floor") { floor($0[0]) },
    Case("Ceil") { ceil($0[0]) }, Case("Round") { $0[0].rounded(.toNearestOrEven) }, Case("Neg") { -$0[0] },
    Case("Softplus") { log(1 + exp($0[0])) }, Case("Softsign") { $0[0] / (1 + abs($0[0])) },
    Case("Mish") { $0[0] * tanh(log(1 + exp($0[0]))) },
    Case("HardSwish") { $0[0] * max(0, min(1, $0[0] / 6 + 0.5)) },
    Case("Selu") {
      1.050_700_987_355_48 * ($0[0] > 0 ? $0[0] : 1.673_263_242_354_38 * (exp($0[0]) - 1))
    },
    Case("Elu") { $0[0] > 0 ? $0[0] : exp($0[0]) - 1 },
    Case("Elu", ["alpha": 2]) { $0[0] > 0 ? $0[0] : 2 * (exp($0[0]) - 1) },
    Case("Celu") { max(0, $0[0]) + min(0, exp($0[0]) - 1) },
    Case("Celu", ["alpha": 2]) { max(0, $0[0]) + min(0, 2 * (exp($0[0] / 2) - 1)) },
    Case("LeakyRelu") { $0[0] < 0 ? 0.01 * $0[0] : $0[0] },
    Case("LeakyRelu", ["alpha": 0.25]) { $0[0] < 0 ? 0.25 * $0[0] : $0[0] },
    Case("ThresholdedRelu") { $0[0] > 1 ? $0[0] : 0 },
    Case("ThresholdedRelu", ["alpha": 2]) { $0[0] > 2 ? $0[0] : 0 },
    Case("Gelu") { 0.5 * $0[0] * (1 + erf($0[0] / 2.0.squareRoot())) },
    Case("Gelu", texts: ["approximate": "tanh"]) {
      0.5 * $0[0] * (1 + tanh((2 / Double.pi).squareRoot() * ($0[0] + 0.044715 * $0[0] * $0[0] * $0[0])))
    },
    Case("HardSigmoid") { max(0, min(1, 0.2 * $0[0] + 0.5)) },
    Case("HardSigmoid", ["alpha": 0.5, "beta": 0.25]) { max(0, min(1, 0.5 * $0[0] + 0.25)) },
    Case("Shrink") { abs($0[0]) > 0.5 ? $0[0] : 0 },
    Case("Shrink", ["bias": 1, "lambd": 1]) { $0[0] < -1 ? $0[0] + 1 : $0[0] > 1 ? $0[0] - 1 : 0 },
  ]

  @Test(arguments: elements) func functionsOfEveryElement(test: Case) throws {
    let graph = try graph([ONNX.Node(test.op, ["x"], ["z"], attributes: test.node)], version: 20)
    try expect(run(graph), Self.numbers.map { test.of([$0]) })
  }

  static let merges = [
    Case("Add") { $0[0] + $0[1] }, Case("Sum") { $0[0] + $0[1] }, Case("Sub") { $0[0] - $0[1] },
    Case("Mul") { $0[0] * $0[1] }, Case("Div") { $0[0] / $0[1] }, Case("Max") { max($0[0], $0[1]) },
    Case("Min") { min($0[0], $0[1]) }, Case("Mean") { ($0[0] + $0[1]) / 2 },
    Case("Equal") { $0[0] == $0[1] ? 1 : 0 }, Case("Less") { $0[0] < $0[1] ? 1 : 0 },
    Case("LessOrEqual") { $0[0] <= $0[1] ? 1 : 0 }, Case("Greater") { $0[0] > $0[1] ? 1 : 0 },
    Case("GreaterOrEqual") { $0[0] >= $0[1] ? 1 : 0 },
  ]

  @Test(arguments: merges) func functionsOfTwo(test: Case) throws {
    let graph = try graph([ONNX.Node(test.op, ["x", "y"], ["z"])], version: 20)
    try expect(
      run(graph), zip(Self.numbers, Self.others).map { test.of([$0, $1]) })
  }

  static let truths = [
    Case("And") { $0[0] * $0[1] }, Case("Or") { max($0[0], $0[1]) }, Case("Xor") { $0[0] != $0[1] ? 1 : 0 },
  ]

  /// What is true of x <= y and of x >= y; chosen by it, x and y.
  @Test(arguments: truths) func functionsOfTruths(test: Case) throws {
    let nodes = [
      ONNX.Node("LessOrEqual", ["x", "y"], ["p"]), ONNX.Node("GreaterOrEqual", ["x", "y"], ["q"]),
      ONNX.Node(test.op, ["p", "q"], ["r"]), ONNX.Node("Not", ["r"], ["s"]),
      ONNX.Node("Where", ["s", "x", "y"], ["z"]),
    ]
    try expect(
      run(graph(nodes, version: 20)),
      zip(Self.numbers, Self.others).map { x, y in
        test.of([x <= y ? 1 : 0, x >= y ? 1 : 0]) == 0 ? x : y
      })
  }

  static let reductions = [
    Case("ReduceSum") { $0.reduce(0, +) },
    Case("ReduceMean") { $0.reduce(0, +) / Double($0.count) }, Case("ReduceMax") { $0.max() ?? 0 },
    Case("ReduceMin") { $0.min() ?? 0 }, Case("ReduceL1") { $0.reduce(0) { $0 + abs($1) } },
    Case("ReduceL2") { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() },
    Case("ReduceSumSquare") { $0.reduce(0) { $0 + $1 * $1 } },
    Case("ReduceLogSum") { log($0.reduce(0, +)) },
    Case("ReduceLogSumExp") { log($0.reduce(0) { $0 + exp($1) }) },
  ]

  /// Before version 13 the axes of all of them are an attribute.
  @Test(arguments: reductions) func reducedAxes(test: Case) throws {
    for (axes, keeps) in [([2], 1), ([-1], 0), ([1], 1), ([1], 0), ([1, 2], 0), ([2, 1], 1)] {
      let attributes = [ONNX.Attribute("axes", .integers(axes)), .init("keepdims", .integer(keeps))]
      let graph = try graph([ONNX.Node(test.op, ["x"], ["z"], attributes: attributes)], version: 11)
      let rows = axes == [2] || axes == [-1] ? 3 : axes == [1] ? 4 : 1
      let parts = (0..<rows).map { row in
        Self.numbers.indices.filter { rows == 3 ? $0 / 4 == row : rows == 4 ? $0 % 4 == row : true }
      }
      try expect(
        run(graph), parts.map { test.of($0.map { Self.numbers[$0] }) },
        "over \(axes), kept \(keeps)")
    }
  }

  @Test(arguments: [("ArgMax", [3, 3, 3]), ("ArgMin", [0, 0, 0])]) func places(op: String, rows: [Double])
    throws
  {
    for keeps in [0, 1] {
      let attributes = [ONNX.Attribute("axis", .integer(2)), .init("keepdims", .integer(keeps))]
      let graph = try graph([ONNX.Node(op, ["x"], ["z"], attributes: attributes)], version: 13)
      try expect(run(graph), rows)
      // In the other input the largest and the smallest stand elsewhere.
      let other = try self.graph([ONNX.Node(op, ["y"], ["z"], attributes: attributes)], version: 13)
      try expect(run(other), op == "ArgMax" ? [2, 0, 2] : [1, 1, 0])
    }
  }
}
