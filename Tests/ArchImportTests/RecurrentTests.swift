import ArchGraph
import ArchONNX
import ArchOperators
import Testing

/// States that recurrent layers of ours do not give, or do not begin at: numbers are those of ONNX Runtime, or of the
/// reference of onnx where the batch comes first.
struct RecurrentTests {
  /// Some numbers that are easily made elsewhere: `((7i + 5k) mod 11 - 5)/8`.
  private static func numbers(_ count: Int, _ kind: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7 + kind * 5) % 11 - 5) / 8 }
  }

  /// A recurrent node whose outputs are used further on, by a `Neg` each.
  private struct Case {
    var op: String
    var (directions, tokens, batch, features, units): (Int, Int, Int, Int, Int)
    /// Whether it is given first states.
    var hasStates: Bool
    var wanted: [String]
    var attributes: [ONNX.Attribute] = []
    var isBatchFirst = false

    var gates: Int { ["LSTM": 4, "GRU": 3][op] ?? 1 }

    func run() throws -> ModelRun {
      let input = isBatchFirst ? [batch, tokens, features] : [tokens, batch, features]
      let states = isBatchFirst ? [batch, directions, units] : [directions, batch, units]
      var graph = ONNX.Graph(name: "g")
      var given = ["x": (shape: input, numbers: RecurrentTests.numbers(tokens * batch * features, 4))]
      var inputs = ["x", "w", "r", "b"]
      if hasStates {
        inputs += op == "LSTM" ? ["", "h", "c"] : ["", "h"]
        for (name, kind) in [("h", 5), ("c", 6)] where inputs.contains(name) {
          given[name] = (states, RecurrentTests.numbers(directions * batch * units, kind))
        }
      }
      for name in ["x", "h", "c"] {
        guard let tensor = given[name] else { continue }
        graph.inputs.append(.init(name, .float32, tensor.shape.map { .value($0) }))
      }
      graph.initializers = [
        RecurrentTests.tensor("w", [directions, gates * units, features], 1),
        RecurrentTests.tensor("r", [directions, gates * units, units], 2),
        RecurrentTests.tensor("b", [directions, 2 * gates * units], 3),
      ]
      let outputs = op == "LSTM" ? ["y", "yh", "yc"] : ["y", "yh"]
      graph.nodes = [
        ONNX.Node(
          op, inputs, outputs.map { wanted.contains($0) ? $0 : "" },
          attributes: attributes + [
            .init("hidden_size", .integer(units)), .init("layout", .integer(isBatchFirst ? 1 : 0)),
          ])
      ]
      for name in wanted { graph.nodes.append(ONNX.Node("Neg", [name], ["n" + name])) }
      graph.outputs = wanted.map { ONNX.ValueInfo("n" + $0) }
      return try ModelRun(ONNX.Model(opsets: ["": 14], graph: graph), given: given)
    }
  }

  /// A tensor of the file with its numbers.
  private static func tensor(_ name: String, _ shape: [Int], _ kind: Int) -> ONNX.Tensor {
    ONNX.Tensor(name, .float32, shape, .floats(numbers(shape.reduce(1, *), kind).map { Double($0) }))
  }

  private func expect(_ case: Case, _ expected: [[Float]]) throws {
    let outputs = try `case`.run().outputs
    #expect(outputs.count == expected.count)
    for (own, theirs) in zip(outputs, expected) {
      // Signs are turned round by the nodes after.
      #expect(own.count == theirs.count && zip(own, theirs).allSatisfy { abs($0 - $1) < 2e-6 }, "\(own)")
    }
  }

  @Test func aCellGivesItsLastState() throws {
    try expect(
      Case(
        op: "LSTM", directions: 1, tokens: 3, batch: 2, features: 2, units: 2, hasStates: true,
        wanted: ["y", "yh", "yc"]),
      [
        [
          0.07142622, -0.0597154, 0.2628054, -0.1043451, 0.2803415, -0.1547522, 0.216428, -0.1252464,
          0.2729811,
          -0.1278875, 0.2516238, -0.1746214,
        ], [0.2803415, -0.1547522, 0.2516238, -0.1746214], [0.5584126, -0.456166, 0.3675621, -0.3827982],
      ])
    try expect(
      Case(
        op: "LSTM", directions: 2, tokens: 3, batch: 1, features: 2, units: 2, hasStates: false,
        wanted: ["y", "yc"],
        attributes: [.init("direction", .string("bidirectional"))]),
      [
        [
          0.1839361, -0.08223324, 0.08753642, 0.3050211, 0.1927701, -0.1291952, -0.02281792, 0.1881038,
          0.2979195,
          -0.1203678, 0.1916884, 0.1349858,
        ], [0.5253881, -0.4170388, 0.1206373, 0.6575089],
      ])
    try expect(
      Case(
        op: "LSTM", directions: 1, tokens: 1, batch: 2, features: 2, units: 2, hasStates: false,
        wanted: ["yh", "yc"],
        isBatchFirst: true),
      [
        [0.1839362, -0.08223324, 0.07146371, -0.07456762], [0.3299843, -0.221359, 0.09725031, -0.1514571],
      ])
  }

  @Test func statesBeginWhereTheyAreTold() throws {
    try expect(
      Case(
        op: "GRU", directions: 1, tokens: 3, batch: 2, features: 2, units: 2, hasStates: true,
        wanted: ["y", "yh"],
        attributes: [.init("direction", .string("reverse")), .init("linear_before_reset", .integer(1))]),
      [
        [
          -0.5949039, -0.3412979, -0.5592579, -0.3395117, -0.3917416, -0.5710581, -0.4618979, 0.1779236,
          -0.5262733, 0.04925276, -0.3676246, 0.2822295,
        ], [-0.5949039, -0.3412979, -0.4618979, 0.1779236],
      ])
    try expect(
      Case(
        op: "GRU", directions: 2, tokens: 2, batch: 1, features: 2, units: 2, hasStates: true,
        wanted: ["y", "yh"],
        attributes: [.init("direction", .string("bidirectional"))]),
      [
        [
          -0.4375467, -0.5230207, -0.08868094, 0.6653608, -0.5313832, -0.1292307, -0.24261, 0.588633,
        ], [-0.5313832, -0.1292307, -0.08868094, 0.6653608],
      ])
    try expect(
      Case(
        op: "RNN", directions: 1, tokens: 3, batch: 2, features: 2, units: 3, hasStates: true, wanted: ["yh"]),
      [[0.6110311, 0.03600162, 0.2173225, 0.7588446, 0.3694543, -0.6252193]])
  }

  /// Two sequences in each of two examples, as networks that go along rows of a map have them: a layer for each, with the
  /// same weights.
  @Test func sequencesMayBeFoldedIntoTheBatch() throws {
    var graph = ONNX.Graph(name: "g")
    graph.inputs = [.init("x", .float32, [2, 2, 3, 2].map { .value($0) })]
    graph.initializers =
      [("s1", [-1, 3, 2]), ("s2", [2, 2, 3, 2]), ("s3", [2, 4]), ("zero", [0])].map {
        .init($0.0, .int64, [$0.1.count], .integers($0.1))
      } + [
        Self.tensor("w", [1, 8, 2], 1), Self.tensor("r", [1, 8, 2], 2), Self.tensor("b", [1, 16], 3),
      ]
    func permute(_ input: String, _ output: String, _ order: [Int]) -> ONNX.Node {
      ONNX.Node("Transpose", [input], [output], attributes: [.init("perm", .integers(order))])
    }
    graph.nodes = [
      ONNX.Node("Reshape", ["x", "s1"], ["a"]), permute("a", "t", [1, 0, 2]),
      ONNX.Node("LSTM", ["t", "w", "r", "b"], ["y", "yh"], attributes: [.init("hidden_size", .integer(2))]),
      permute("y", "u", [2, 0, 1, 3]), ONNX.Node("Reshape", ["u", "s2"], ["z"]),
      ONNX.Node("Squeeze", ["yh", "zero"], ["v"]), ONNX.Node("Reshape", ["v", "s3"], ["q"]),
    ]
    graph.outputs = [.init("z"), .init("q")]
    let run = try ModelRun(
      ONNX.Model(opsets: ["": 14], graph: graph), given: ["x": ([2, 2, 3, 2], Self.numbers(24, 4))])
    let expected: [[Float]] = [
      [
        -0.1839361, 0.08223324, -0.1927701, 0.1291952, -0.2979195, 0.1203678, -0.1986326, 0.07978655,
        -0.257293,
        0.1322569, -0.2496353, 0.1684877, -0.2129186, 0.07543638, -0.2805138, 0.1271182, -0.2696639,
        0.1634684,
        -0.07292308, 0.07141683, -0.2342785, 0.1054516, -0.2826971, 0.1491289,
      ],
      [-0.2979195, 0.1203678, -0.2496353, 0.1684877, -0.2696639, 0.1634684, -0.2826971, 0.1491289],
    ]
    for (own, theirs) in zip(run.outputs, expected) {
      #expect(own.count == theirs.count && zip(own, theirs).allSatisfy { abs($0 - $1) < 2e-6 }, "\(own)")
    }
    #expect(run.graph.nodes.filter { $0.op is LSTM }.count == 2 && run.graph.weights.count == 1)
  }
}
