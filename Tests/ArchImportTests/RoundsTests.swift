import ArchONNX
import Testing

/// Loops over axes and sequences of tensors, whose rounds and members become layers: numbers are those of ONNX Runtime.
struct RoundsTests {
  private static let x = (shape: [2, 3, 2], numbers: (0..<12).map { Float($0) / 4 - 1 })
  private static let h = (shape: [2, 2], numbers: [1, -1, 0.5, 2] as [Float])

  private static func info(_ name: String, _ shape: [Int]) -> ONNX.ValueInfo {
    ONNX.ValueInfo(name, .float32, shape.map { .value($0) })
  }

  private static func model(_ nodes: [ONNX.Node], _ outputs: [String], known: [String: Int] = [:])
    -> ONNX.Model
  {
    var graph = ONNX.Graph(name: "g")
    graph.inputs = [info("x0", x.shape)]
    if nodes.contains(where: { $0.inputs.contains("h0") }) { graph.inputs.insert(info("h0", h.shape), at: 0) }
    graph.initializers = known.map { ONNX.Tensor($0.key, .int64, [], .integers([$0.value])) }
    graph.nodes = nodes
    graph.outputs = outputs.map { ONNX.ValueInfo($0) }
    return ONNX.Model(opsets: ["": 17], graph: graph)
  }

  private static func scan(_ attributes: [ONNX.Attribute]) -> ONNX.Node {
    var body = ONNX.Graph(name: "b")
    body.inputs = [info("h", [2, 2]), info("x", [2, 2])]
    body.nodes = [ONNX.Node("Add", ["h", "x"], ["h2"]), ONNX.Node("Mul", ["h2", "h2"], ["y1"])]
    body.outputs = [info("h2", [2, 2]), info("y1", [2, 2])]
    return ONNX.Node(
      "Scan", ["h0", "x0"], ["s", "y"],
      attributes: [.init("body", .graph(body)), .init("num_scan_inputs", .integer(1))] + attributes)
  }

  private static let last: [Float] = [-0.5, -1.75, 3.5, 5.75]

  @Test func aScanGoesAlongItsAxisInEitherDirection() throws {
    let backwards = Self.model(
      [
        Self.scan([
          .init("scan_input_axes", .integers([1])), .init("scan_input_directions", .integers([1])),
          .init("scan_output_axes", .integers([2])), .init("scan_output_directions", .integers([1])),
        ])
      ], ["s", "y"])
    #expect(
      try ModelRun(backwards, given: ["x0": Self.x, "h0": Self.h]).outputs == [
        Self.last, [0.25, 0.25, 1, 3.0625, 1, 0.5625, 12.25, 9, 4, 33.0625, 25, 14.0625],
      ])
    // Rounds are before the batch in the file, and the batch before them in a run.
    let forwards = Self.model([Self.scan([.init("scan_input_axes", .integers([-2]))])], ["s", "y"])
    #expect(
      try ModelRun(forwards, given: ["x0": Self.x, "h0": Self.h]).outputs == [
        Self.last, [0, 3.0625, 0.25, 4, 0.25, 3.0625, 1, 7.5625, 4, 16, 12.25, 33.0625],
      ])
  }

  @Test func sequencesAreTheirMembers() throws {
    func node(_ op: String, _ inputs: [String], _ output: String, _ attributes: [String: Int] = [:])
      -> ONNX.Node
    {
      ONNX.Node(
        op, inputs, [output],
        attributes: attributes.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })
    }
    let nodes = [
      node("SplitToSequence", ["x0", "two"], "s", ["axis": 1]), node("SequenceAt", ["s", "last"], "a"),
      node("Relu", ["a"], "r"), node("SequenceInsert", ["s", "r", "zero"], "t"),
      node("SequenceErase", ["t", "last"], "u"), node("ConcatFromSequence", ["u"], "y", ["axis": 1]),
      node("SequenceConstruct", ["r", "a", "r"], "v"),
      node("ConcatFromSequence", ["v"], "z", ["axis": -1, "new_axis": 1]),
      node("SplitToSequence", ["x0"], "w", ["axis": 2, "keepdims": 0]),
      node("SequenceAt", ["w", "zero"], "q"),
    ]
    let model = Self.model(nodes, ["y", "z", "q"], known: ["two": 2, "last": -1, "zero": 0])
    #expect(
      try ModelRun(model, given: ["x0": Self.x]).outputs == [
        [0, 0.25, -1, -0.75, -0.5, -0.25, 1.5, 1.75, 0.5, 0.75, 1, 1.25],
        [0, 0, 0, 0.25, 0.25, 0.25, 1.5, 1.5, 1.5, 1.75, 1.75, 1.75], [-1, -0.5, 0, 0.5, 1, 1.5],
      ])
  }
}
