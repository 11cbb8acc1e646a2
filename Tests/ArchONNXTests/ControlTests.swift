import ArchONNX
import Testing

/// Branches, loops, functions and sequences: the shapes are those that ONNX Runtime gives for the same models.
struct ControlTests {
  /// A graph with known numbers, inputs `x`, and nodes.
  static func graph(
    _ inputs: [(String, [Int])], _ numbers: [(String, ONNX.ElementType, [Int], [Int])] = [],
    _ nodes: [ONNX.Node],
    _ outputs: [String]
  ) -> ONNX.Graph {
    var graph = ONNX.Graph(name: "g")
    graph.inputs = inputs.map { ONNX.ValueInfo($0, .float32, $1.map { .value($0) }) }
    graph.initializers = numbers.map { ONNX.Tensor($0, $1, $2, .integers($3)) }
    graph.nodes = nodes
    graph.outputs = outputs.map { ONNX.ValueInfo($0) }
    return graph
  }

  static func shapes(
    _ graph: ONNX.Graph, functions: [ONNX.Function] = []
  ) throws(EvaluationFault) -> [[Int]] {
    let flat = try FlatModel(ONNX.Model(opsets: ["": 17, "own": 1], graph: graph, functions: functions))
    return flat.outputs.map { flat.values[$0.value].shape }
  }

  static func attribute(_ name: String, _ graph: ONNX.Graph) -> ONNX.Attribute {
    ONNX.Attribute(name, .graph(graph))
  }

  @Test func aKnownConditionTakesItsBranch() throws {
    let condition = ("c", ONNX.ElementType.bool, [Int](), [1])
    let (one, other) = (
      Self.graph([], [], [ONNX.Node("Transpose", ["x"], ["a"])], ["a"]),
      Self.graph([], [], [ONNX.Node("Identity", ["x"], ["b"])], ["b"])
    )
    let node = ONNX.Node(
      "If", ["c"], ["y"],
      attributes: [Self.attribute("then_branch", one), Self.attribute("else_branch", other)])
    #expect(try Self.shapes(Self.graph([("x", [2, 4])], [condition], [node], ["y"])) == [[4, 2]])
    // Where only a run knows it, both must give the same.
    var open = Self.graph([("x", [2, 4]), ("c", [])], [], [node], ["y"])
    #expect(throws: EvaluationFault.self) { try Self.shapes(open) }
    open.inputs[0].dimensions = [.value(4), .value(4)]
    let flat = try FlatModel(ONNX.Model(opsets: ["": 17], graph: open))
    #expect(flat.steps.map(\.branch) == [.taken("y"), .other("y"), .none])
    #expect(flat.steps.map(\.depth) == [1, 1, 0])
    #expect(flat.undecided == ["y"])
    // A branch that was chosen may give another shape than the other.
    open.inputs[0].dimensions = [.value(2), .value(4)]
    for (isFirst, shape) in [(true, [4, 2]), (false, [2, 4])] {
      let chosen = try FlatModel(ONNX.Model(opsets: ["": 17], graph: open), branches: ["y": isFirst])
      #expect(chosen.values[chosen.outputs[0].value].shape == shape)
      #expect(chosen.steps.map(\.branch) == [.taken("y"), .none] && chosen.undecided == ["y"])
    }
  }

  @Test func loopsRunAsOftenAsTheyAreKnownTo() throws {
    let body = Self.graph(
      [("i", []), ("go", []), ("v", [2, 4]), ("k", [])], [],
      [
        ONNX.Node("Concat", ["v", "x"], ["w"], attributes: [.init("axis", .integer(0))]),
        ONNX.Node("Add", ["k", "one"], ["k2"]), ONNX.Node("Less", ["k2", "three"], ["more"]),
        ONNX.Node("ReduceSum", ["w"], ["part"], attributes: [.init("keepdims", .integer(0))]),
      ], ["more", "w", "k2", "part"])
    let numbers: [(String, ONNX.ElementType, [Int], [Int])] = [
      ("c", .bool, [], [1]), ("zero", .int64, [], [0]), ("three", .int64, [], [3]), ("one", .int64, [], [1]),
    ]
    let loop = ONNX.Node(
      "Loop", ["", "c", "x", "zero"], ["y", "n", "s"], attributes: [Self.attribute("body", body)])
    let graph = Self.graph([("x", [2, 4])], numbers, [loop], ["y", "n", "s"])
    #expect(try Self.shapes(graph) == [[8, 4], [], [3]])
    let flat = try FlatModel(ONNX.Model(opsets: ["": 17], graph: graph))
    #expect(flat.values[flat.outputs[1].value].known == .integers([3]))
    #expect(flat.steps.filter { $0.op == "Concat" }.map(\.iteration) == [1, 2, 3])
  }

  @Test func aLoopOfNoRoundsGivesWhatItsBodyDeclares() throws {
    var body = Self.graph(
      [("i", []), ("go", []), ("v", [2, 4])], [],
      [
        ONNX.Node("Identity", ["go"], ["more"]), ONNX.Node("Identity", ["v"], ["w"]),
        ONNX.Node("Identity", ["v"], ["part"]),
      ], ["more", "w", "part"])
    body.outputs[2] = ONNX.ValueInfo("part", .float32, [.value(2), .value(4)])
    let loop = ONNX.Node("Loop", ["n", "", "x"], ["y", "s"], attributes: [Self.attribute("body", body)])
    let graph = { (rounds: Int) in
      Self.graph([("x", [2, 4])], [("n", .int64, [], [rounds])], [loop], ["y", "s"])
    }
    #expect(try Self.shapes(graph(0)) == [[2, 4], [0, 2, 4]])
    #expect(try Self.shapes(graph(-3)) == [[2, 4], [0, 2, 4]])
    #expect(try Self.shapes(graph(4096)) == [[2, 4], [4096, 2, 4]])
    #expect(throws: EvaluationFault.self) { try Self.shapes(graph(4097)) }
    #expect(throws: EvaluationFault.self) { try Self.shapes(graph(.max)) }
    var open = graph(0)
    open.initializers = []
    open.inputs.append(ONNX.ValueInfo("n", .int64, []))
    #expect { try Self.shapes(open) } throws: {
      if case .node(_, .unknownRounds)? = $0 as? EvaluationFault { true } else { false }
    }
  }

  @Test func aScanGoesOverItsAxis() throws {
    let body = Self.graph(
      [("p", [4]), ("q", [3, 4])], [],
      [
        ONNX.Node("Add", ["p", "q"], ["o"]),
        ONNX.Node(
          "ReduceMax", ["o"], ["r"],
          attributes: [.init("axes", .integers([0])), .init("keepdims", .integer(0))]),
      ], ["r", "o"])
    let scan = ONNX.Node(
      "Scan", ["h", "x"], ["y", "s"],
      attributes: [
        .init("num_scan_inputs", .integer(1)), .init("scan_input_axes", .integers([1])),
        .init("scan_output_axes", .integers([2])), Self.attribute("body", body),
      ])
    #expect(
      try Self.shapes(Self.graph([("x", [3, 5, 4]), ("h", [4])], [], [scan], ["y", "s"])) == [
        [4], [3, 4, 5],
      ])
  }

  @Test func functionsHaveTheAttributesOfTheirCalls() throws {
    var inner = ONNX.Function()
    (inner.name, inner.domain, inner.inputs, inner.outputs) = ("inner", "own", ["v", "unused"], ["w"])
    inner.opsets = ["": 17]
    inner.defaults = [.init("perm", .integers([0, 1])), .init("times", .integer(2))]
    inner.nodes = [
      ONNX.Node("Transpose", ["v"], ["t"], attributes: [.init("perm", .none, reference: "perm")]),
      ONNX.Node("Constant", [], ["k"], attributes: [.init("value_int", .none, reference: "times")]),
      ONNX.Node("Constant", [], ["one"], attributes: [.init("value_int", .integer(1))]),
      ONNX.Node("Constant", [], ["axes"], attributes: [.init("value_ints", .integers([0]))]),
      ONNX.Node("Unsqueeze", ["k", "axes"], ["k1"]), ONNX.Node("Unsqueeze", ["one", "axes"], ["one1"]),
      ONNX.Node("Concat", ["one1", "k1"], ["r"], attributes: [.init("axis", .integer(0))]),
      ONNX.Node("Tile", ["t", "r"], ["w"]),
    ]
    var outer = ONNX.Function()
    (outer.name, outer.domain, outer.inputs, outer.outputs) = ("outer", "own", ["v"], ["w"])
    (outer.attributes, outer.opsets) = (["perm"], ["": 17, "own": 1])
    outer.nodes = [
      ONNX.Node(
        "inner", ["v", "v"], ["w"], name: "in", domain: "own",
        attributes: [.init("perm", .none, reference: "perm"), .init("times", .integer(3))])
    ]
    let nodes = [
      ONNX.Node("outer", ["x"], ["y"], domain: "own", attributes: [.init("perm", .integers([1, 0]))]),
      ONNX.Node("inner", ["x", ""], ["z"], domain: "own"),
    ]
    let graph = Self.graph([("x", [2, 4])], [], nodes, ["y", "z"])
    #expect(try Self.shapes(graph, functions: [inner, outer]) == [[4, 6], [2, 8]])
    let flat = try FlatModel(
      ONNX.Model(opsets: ["": 17, "own": 1], graph: graph, functions: [inner, outer]))
    #expect(flat.steps[0].name == "y/in/t" && flat.values[flat.steps[0].outputs[0] ?? 0].name == "y/in/t")
    // A function that calls itself has no end.
    outer.nodes[0].op = "outer"
    outer.nodes[0].inputs = ["v"]
    #expect { try Self.shapes(graph, functions: [inner, outer]) } throws: {
      if case .node(_, .depth)? = $0 as? EvaluationFault { true } else { false }
    }
  }

  @Test func functionsThatDoubleAreStopped() {
    // Thirty functions, each of which calls the next one twice: 2^30 calls.
    let functions = (0..<30).map { index in
      var function = ONNX.Function()
      (function.name, function.domain, function.inputs, function.outputs) = ("f\(index)", "own", ["v"], ["w"])
      function.opsets = ["": 17, "own": 1]
      function.nodes =
        index == 29
        ? [ONNX.Node("Relu", ["v"], ["w"])]
        : [
          ONNX.Node("f\(index + 1)", ["v"], ["u"], domain: "own"),
          ONNX.Node("f\(index + 1)", ["u"], ["w"], domain: "own"),
        ]
      return function
    }
    let graph = Self.graph([("x", [1])], [], [ONNX.Node("f0", ["x"], ["y"], domain: "own")], ["y"])
    #expect { try Self.shapes(graph, functions: functions) } throws: {
      if case .node(_, .limit)? = $0 as? EvaluationFault { true } else { false }
    }
  }

  @Test func namesOfCallsStayShort() throws {
    var function = ONNX.Function()
    (function.name, function.domain, function.inputs, function.outputs) = ("f", "own", ["v"], ["w"])
    function.opsets = ["": 17]
    function.nodes = [ONNX.Node("Relu", ["v"], ["w"])]
    let call = ONNX.Node("f", ["x"], ["y"], name: String(repeating: "n", count: 100_000), domain: "own")
    let graph = Self.graph([("x", [1])], [], [call], ["y"])
    let flat = try FlatModel(ONNX.Model(opsets: ["": 17, "own": 1], graph: graph, functions: [function]))
    #expect(flat.steps[0].name == String(repeating: "n", count: 64) + "…/w")
  }

  @Test func sequencesHoldTheirMembers() throws {
    let axis = { (axis: Int) in ONNX.Attribute("axis", .integer(axis)) }
    let nodes = [
      ONNX.Node("SplitToSequence", ["x", "three"], ["s"], attributes: [axis(1)]),
      ONNX.Node("SequenceAt", ["s", "at"], ["y"]), ONNX.Node("SequenceLength", ["s"], ["n"]),
      ONNX.Node("ConcatFromSequence", ["s"], ["z"], attributes: [axis(1)]),
      ONNX.Node("SequenceErase", ["s", "at"], ["e"]), ONNX.Node("SequenceInsert", ["e", "z", "one"], ["i"]),
      ONNX.Node("SequenceConstruct", ["x", "x", "x"], ["c"]),
      ONNX.Node(
        "ConcatFromSequence", ["c"], ["u"], attributes: [axis(-1), .init("new_axis", .integer(1))]),
      ONNX.Node("SplitToSequence", ["x"], ["a"], attributes: [axis(1), .init("keepdims", .integer(0))]),
      ONNX.Node("SequenceAt", ["a", "at"], ["b"]), ONNX.Node("Identity", ["i"], ["j"]),
      ONNX.Node("SequenceAt", ["j", "one"], ["k"]),
    ]
    let numbers: [(String, ONNX.ElementType, [Int], [Int])] = [
      ("three", .int64, [], [3]), ("at", .int64, [], [-1]), ("one", .int64, [], [1]),
    ]
    let outputs = ["y", "z", "n", "u", "b", "k"]
    #expect(
      try Self.shapes(Self.graph([("x", [2, 7])], numbers, nodes, outputs))
        == [[2, 1], [2, 7], [], [2, 7, 3], [2], [2, 7]])
    // Another operator cannot take a sequence.
    let wrong = nodes[..<1] + [ONNX.Node("Relu", ["s"], ["r"])]
    #expect(throws: EvaluationFault.self) {
      try Self.shapes(Self.graph([("x", [2, 7])], numbers, Array(wrong), ["r"]))
    }
  }

  @Test func aLoopCanGatherASequence() throws {
    let body = Self.graph(
      [("i", []), ("go", []), ("v", [])], [],
      [ONNX.Node("Identity", ["go"], ["more"]), ONNX.Node("SequenceInsert", ["v", "x"], ["w"])],
      ["more", "w"])
    let nodes = [
      ONNX.Node("SequenceEmpty", [], ["e"]),
      ONNX.Node("Loop", ["n", "", "e"], ["l"], attributes: [Self.attribute("body", body)]),
      ONNX.Node("ConcatFromSequence", ["l"], ["y"], attributes: [.init("axis", .integer(0))]),
    ]
    #expect(
      try Self.shapes(Self.graph([("x", [2, 4])], [("n", .int64, [], [3])], nodes, ["y"])) == [[6, 4]])
  }
}
