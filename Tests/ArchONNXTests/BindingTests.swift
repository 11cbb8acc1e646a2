import ArchONNX
import Testing

/// Inputs get extents, and what is wrong with a model is said at once.
struct BindingTests {
  private static func model(_ inputs: [ONNX.ValueInfo], _ nodes: [ONNX.Node], _ outputs: [String])
    -> ONNX.Model
  {
    var graph = ONNX.Graph(name: "g")
    graph.inputs = inputs
    graph.nodes = nodes
    graph.outputs = outputs.map { ONNX.ValueInfo($0) }
    return ONNX.Model(opsets: ["": 17], graph: graph)
  }

  private static func relu(_ dimensions: [[ONNX.Dimension]?]) -> ONNX.Model {
    model(
      dimensions.enumerated().map { ONNX.ValueInfo("x\($0)", .float32, $1) },
      dimensions.indices.map { ONNX.Node("Relu", ["x\($0)"], ["y\($0)"]) },
      dimensions.indices.map { "y\($0)" })
  }

  private static func fault(_ model: ONNX.Model) -> EvaluationFault? {
    do throws(EvaluationFault) {
      _ = try FlatModel(model)
      return nil
    } catch { return error }
  }

  @Test(arguments: ["batch", "Batch_Size", "N", "b", "BS", "batch_axis", "unnamed_0"])
  func aSymbolThatSaysBatchIsOne(_ symbol: String) throws {
    let flat = try FlatModel(Self.relu([[.symbol(symbol), .value(3)]]))
    #expect(flat.values[flat.outputs[0].value].shape == [1, 3])
    #expect(flat.batchSymbols == [symbol])
    let bound = try FlatModel(Self.relu([[.symbol(symbol), .value(3)]]), symbols: [symbol: 5])
    #expect(bound.values[bound.outputs[0].value].shape == [5, 3] && bound.batchSymbols.isEmpty)
  }

  @Test(arguments: [ONNX.Dimension.unknown, .value(-1)])
  func anExtentWithoutANameIsTheBatchFirst(_ dimension: ONNX.Dimension) throws {
    let flat = try FlatModel(Self.relu([[dimension, .value(3)]]))
    #expect(flat.values[0].shape == [1, 3] && flat.batchSymbols == [""])
  }

  @Test func allOpenSymbolsAreSaid() {
    let model = Self.relu([
      [.symbol("n"), .symbol("h"), .symbol("w")], [.symbol("h"), .value(2), .unknown],
    ])
    #expect(
      Self.fault(model)
        == .unboundSymbols([
          .init(symbol: "h", input: "x0", axis: 1), .init(symbol: "w", input: "x0", axis: 2),
          .init(symbol: "h", input: "x1", axis: 0), .init(symbol: nil, input: "x1", axis: 2),
        ]))
  }

  @Test func wrongInputsAreRefused() {
    var sequence = Self.relu([[.value(1)]])
    sequence.graph.inputs[0].isTensor = false
    #expect(Self.fault(sequence) == .input("x0", .notTensor))
    #expect(Self.fault(Self.relu([nil])) == .input("x0", .noShape))
    #expect(Self.fault(Self.relu([[.value(-2)]])) == .input("x0", .extents([-2])))
    let large = 1 << 40
    #expect(
      Self.fault(Self.relu([[.value(large), .value(large)]])) == .input("x0", .extents([large, large])))
    #expect(Self.fault(Self.relu([Array(repeating: .value(1), count: 17)])) != nil)
    #expect(Self.fault(Self.relu([[.value(0), .value(3)]])) == nil)
    var twice = Self.relu([[.value(1)]])
    twice.graph.inputs.append(twice.graph.inputs[0])
    #expect(Self.fault(twice) == .input("x0", .duplicate))
  }

  @Test func allUnknownOperatorsAreSaid() {
    let x = ONNX.ValueInfo("x", .float32, [.value(1)])
    let nodes = [
      ONNX.Node("ImageDecoder", ["x"], ["a"]), ONNX.Node("Mine", ["a"], ["b"], domain: "own"),
      ONNX.Node("Mine", ["b"], ["c"], domain: "own"), ONNX.Node("Relu", ["c"], ["y"]),
    ]
    #expect(
      Self.fault(Self.model([x], nodes, ["y"]))
        == .unknownOperators([
          .init(op: "Mine", domain: "own", count: 2), .init(op: "ImageDecoder", domain: "", count: 1),
        ]))
  }

  @Test func namesThatDoNotFitAreRefused() {
    let x = ONNX.ValueInfo("x", .float32, [.value(1)])
    func misuse(_ nodes: [ONNX.Node]) -> Misuse? {
      if case .node(_, let misuse)? = Self.fault(Self.model([x], nodes, ["y"])) { misuse } else { nil }
    }
    #expect(
      misuse([ONNX.Node("Relu", ["later"], ["y"]), ONNX.Node("Relu", ["x"], ["later"])])
        == .undefined("later"))
    #expect(misuse([ONNX.Node("Relu", ["x"], ["y"]), ONNX.Node("Relu", ["x"], ["y"])]) == .duplicate("y"))
    #expect(misuse([ONNX.Node("Relu", ["x"], ["x"])]) == .duplicate("x"))
    #expect(misuse([ONNX.Node("Relu", ["x"], ["y", "z"])]) == .outputs(given: 1, wanted: 2))
    #expect(misuse([ONNX.Node("Add", ["x"], ["y"])]) == .missingInput(1))
    #expect(misuse([ONNX.Node("NonZero", ["x"], ["y"])]) == .dataDependent)
    #expect(Self.fault(Self.model([x], [ONNX.Node("Relu", ["x"], ["a"])], ["y"])) == .missingOutput("y"))
  }

  @Test func graphsInGraphsHaveALimit() {
    var graph = ONNX.Graph(name: "g")
    graph.nodes = [ONNX.Node("Identity", ["x"], ["y0"])]
    graph.outputs = [ONNX.ValueInfo("y0")]
    for depth in 1...200 {
      var outer = ONNX.Graph(name: "g")
      outer.nodes = [
        ONNX.Node(
          "If", ["c"], ["y\(depth)"],
          attributes: [.init("then_branch", .graph(graph)), .init("else_branch", .graph(ONNX.Graph()))])
      ]
      outer.outputs = [ONNX.ValueInfo("y\(depth)")]
      graph = outer
    }
    graph.inputs = [ONNX.ValueInfo("x", .float32, [.value(1)]), ONNX.ValueInfo("c", .bool, [])]
    if case .node(_, .depth)? = Self.fault(ONNX.Model(opsets: ["": 17], graph: graph)) { return }
    Issue.record("graphs were followed without end")
  }

  @Test func constantsFollowFromTheFileAlone() throws {
    let x = ONNX.ValueInfo("x", .float32, [.value(2), .value(3)])
    var model = Self.model(
      [x],
      [
        ONNX.Node("Shape", ["x"], ["s"]), ONNX.Node("ConstantOfShape", ["s"], ["zeros"]),
        ONNX.Node("Identity", ["w"], ["v"]), ONNX.Node("Add", ["v", "x"], ["y"]),
        ONNX.Node("RandomNormal", [], ["r"], attributes: [.init("shape", .integers([2]))]),
      ], ["y"])
    model.graph.initializers = [ONNX.Tensor("w", .float32, [100, 2, 3])]
    let flat = try FlatModel(model)
    let constants = flat.values.filter(\.isConstant).map(\.name)
    #expect(constants == ["w", "s", "zeros", "v"])
    #expect(flat.values.map(\.uses) == [2, 1, 1, 0, 1, 0, 0])
  }
}
