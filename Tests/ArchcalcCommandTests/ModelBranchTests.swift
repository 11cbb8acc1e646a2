import ArchONNX
import Foundation
import Testing

@testable import ArchcalcCommand

/// Branches of model files between which only a run chooses: both are told.
@Suite struct ModelBranchTests {
  private static func graph(_ nodes: [ONNX.Node], _ output: String) -> ONNX.Graph {
    var graph = ONNX.Graph(name: "g")
    graph.nodes = nodes
    graph.outputs = [.init(output, .float32, nil)]
    return graph
  }

  /// `y = c ? x A : x B C`, of four features by way of one, or of eight.
  private static func choice(_ index: Int, of input: String, _ first: ONNX.Graph? = nil) -> ONNX.Node {
    let one = first ?? graph([ONNX.Node("MatMul", [input, "a\(index)"], ["one\(index)"])], "one\(index)")
    let other = graph(
      [
        ONNX.Node("MatMul", [input, "b\(index)"], ["wide\(index)"]),
        ONNX.Node("MatMul", ["wide\(index)", "c\(index)"], ["other\(index)"]),
      ], "other\(index)")
    return ONNX.Node(
      "If", ["is\(index)"], ["y\(index)"], name: "choice\(index)",
      attributes: [.init("then_branch", .graph(one)), .init("else_branch", .graph(other))])
  }

  private static func model(_ nodes: [ONNX.Node], _ output: String, count: Int, width: Int = 4) -> ONNX.Model
  {
    var whole = graph(nodes, output)
    whole.inputs = [.init("x", .float32, [.value(1), .value(4)])]
    for index in 0..<count {
      whole.inputs.append(.init("is\(index)", .bool, []))
      whole.initializers += [
        .init("a\(index)", .float32, [4, width]), .init("b\(index)", .float32, [4, 8]),
        .init("c\(index)", .float32, [8, 4]),
      ]
    }
    return ONNX.Model(irVersion: 8, opsets: ["": 17], graph: whole)
  }

  /// Runs a command on a model.
  private func run(_ model: ONNX.Model, _ words: String...) throws -> Outcome {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = scratch.url.appending(path: "net.onnx")
    try Data(ModelWriter(model).bytes).write(to: file)
    return CommandLineProgram.run([words[0], file.path()] + words.dropFirst(), in: Environment())
  }

  @Test func oneChoiceHasARange() throws {
    let model = Self.model([Self.choice(0, of: "x")], "y0", count: 1)
    let first = try run(model, "summary")
    #expect(
      first.output.contains(
        "16 to 64 multiply-adds and 16 to 64 parameters by the branch of `choice0` that a run takes"),
      "\(first)")
    #expect(first.output.contains("multiply-adds  16:"))
    #expect(
      first.errors.contains("with it the network has 16 multiply-adds and 16 parameters")
        && first.errors.contains("with the other 64 multiply-adds and 64 parameters")
        && first.errors.contains("`--set choice0=else` takes the other"), "\(first.errors)")
    let other = try run(model, "summary", "--set", "choice0=else")
    #expect(other.output.contains("multiply-adds  64:") && !other.output.contains("a run takes"))
    #expect(!other.errors.contains("only known in a run"), "\(other.errors)")
    let json = try run(model, "summary", "--format", "json").output
    #expect(
      json.contains(#""multiply_adds": [16, 64]"#) && json.contains(#""parameters": [16, 64]"#)
        && json.contains(#""complete": true"#) && json.contains(#""node": "choice0""#), "\(json)")
    let wrong = try run(model, "summary", "--set", "choice1=else")
    #expect(
      wrong.status != 0 && wrong.errors.contains("did you mean `choice0`?"), "\(wrong.errors)")
  }

  @Test func choicesInsideOthersAreFollowed() throws {
    // 16 or 64, and 64: the second is chosen only where the first takes its first branch.
    let inner = Self.graph([Self.choice(1, of: "x")], "y1")
    let model = Self.model([Self.choice(0, of: "x", inner)], "y0", count: 2)
    let outcome = try run(model, "summary")
    #expect(
      outcome.output.contains(
        "16 to 64 multiply-adds and 16 to 64 parameters by the branches of `choice0` and `choice1` that a run takes"
      ), "\(outcome)")
    let second = try run(model, "summary", "--set", "choice0=else")
    #expect(second.output.contains("multiply-adds  64:") && !second.output.contains("choice1"))
  }

  @Test func manyChoicesAreTriedOneByOne() throws {
    func chain(_ count: Int) -> ONNX.Model {
      let nodes = (0..<count).map { Self.choice($0, of: $0 == 0 ? "x" : "y\($0 - 1)") }
      return Self.model(nodes, "y\(count - 1)", count: count)
    }
    let all = try run(chain(4), "summary")
    #expect(all.output.contains("64 to 256 multiply-adds") && !all.output.contains("each separately"))
    let alone = try run(chain(5), "summary")
    #expect(alone.output.contains("80 to 128 multiply-adds"), "\(alone)")
    #expect(alone.output.contains("that a run takes, each separately"))
  }

  @Test func branchesOfOtherShapesMustBeChosen() throws {
    let model = Self.model([Self.choice(0, of: "x")], "y0", count: 1, width: 5)
    let open = try run(model, "summary")
    #expect(
      open.status != 0 && open.errors.contains("`--set choice0=then` or `--set choice0=else`"), "\(open)")
    let chosen = try run(model, "summary", "--set", "choice0=then")
    #expect(chosen.status == 0 && chosen.output.contains("dense 5"), "\(chosen)")
  }
}
