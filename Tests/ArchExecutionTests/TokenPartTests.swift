import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchKernels
import Testing

/// Layers that only move entries take tokens as they take numbers, and give tokens.
@Suite struct TokenPartTests {
  /// What comes out for the tokens 5, 6, 7, 8, 1, 2.
  private func run(_ body: String) throws -> (numbers: [Float], shape: Shape) {
    let graph = try expand("network n {\ninput words: sequence(6)\n\(body)\n}\n")
    let given = try GivenNumbers(
      JSONValue(parsing: Array("{\"inputs\": {\"words\": [5, 6, 7, 8, 1, 2]}}".utf8)), for: graph)
    let run = try GivenRun(
      graph, given: given, wanted: graph.outputs.map(\.node), seed: 1, pool: WorkerPool(threads: 1))
    return (try #require(run.values.last).numbers, graph.nodes[graph.outputs[0].node].shape)
  }

  /// The numbers are those of NumPy: slices, `pad`, `roll`, `flip`, `tile`, `repeat`, `reshape`, `transpose`.
  @Test(arguments: [
    ("slice(0, from: 1, to: 4)", [6, 7, 8], [3]), ("slice(-1, from: -2)", [1, 2], [2]),
    ("slice(0, step: 2)", [5, 7, 1], [3]), ("crop([[1, 2]])", [6, 7, 8], [3]), ("crop(2)", [7, 8], [2]),
    ("pad([[1, 2]], value: 3)", [3, 5, 6, 7, 8, 1, 2, 3, 3], [9]), ("pad(1)", [0, 5, 6, 7, 8, 1, 2, 0], [8]),
    ("roll(2, axis: 0)", [1, 2, 5, 6, 7, 8], [6]), ("flip(0)", [2, 1, 8, 7, 6, 5], [6]),
    ("tile([2]) -> slice(0, from: 5)", [2, 5, 6, 7, 8, 1, 2], [7]),
    ("repeat_interleave(2, axis: 0) -> crop([[0, 8]])", [5, 5, 6, 6], [4]),
    ("reshape([2, 3]) -> permute([1, 0])", [5, 8, 6, 1, 7, 2], [3, 2]),
    ("reshape([3, -1]) -> flatten", [5, 6, 7, 8, 1, 2], [6]), ("split(3, take: 1)", [7, 8], [2]),
    ("split([1, 5], take: 0)", [5], [1]), ("select([2, 0])", [7, 5], [2]),
    ("identity", [5, 6, 7, 8, 1, 2], [6]),
    ("expand([2, 6]) -> slice(0, from: 1)", [5, 6, 7, 8, 1, 2], [1, 6]),
    ("a, b: split(2)\nconcat(b, a)", [8, 1, 2, 5, 6, 7], [6]),
    ("reshape([2, 3]) -> pad([[1, 0]], value: 9)", [9, 5, 6, 7, 9, 8, 1, 2], [2, 4]),
    ("reshape([2, 3]) -> crop([[1, 0]])", [6, 7, 1, 2], [2, 2]),
  ])
  func partsOfTokensAreTokens(body: String, tokens: [Float], shape: [Int]) throws {
    let found = try run(body)
    #expect(found.numbers == tokens)
    #expect(found.shape == Shape(shape, of: .token))
  }

  /// What follows looks them up, and a table is as wide as the smallest that any part is looked up in.
  @Test func partsAreLookedUp() throws {
    #expect(try run("slice(0, from: 4) -> one_hot(9) -> slice(-1, to: 3)").numbers == [0, 1, 0, 0, 0, 1])
    let graph = try expand(
      "network n {\ninput words: sequence(6)\na: slice(0, to: 3) -> embedding(9, 2)\nb: words -> flip(0) -> embedding(4, 2)\nconcat(a, b)\n}\n"
    )
    #expect(throws: DataFault.noToken(of: "words", number: 5, vocabulary: 4)) {
      try GivenNumbers(
        JSONValue(parsing: Array("{\"inputs\": {\"words\": [1, 2, 3, 3, 1, 5]}}".utf8)), for: graph)
    }
  }

  /// Nothing else takes them, and what is put around them is a token.
  @Test(arguments: [
    "relu", "add(words, words)", "pad(1, mode: reflect)", "pad(1, value: -1)", "pad(1, value: 0.5)",
    "slice(0, to: 2) -> dense(3)", "y: words -> embedding(9, 6)\nconcat(words, y)", "mean(0)", "dropout",
    "unfold(2)", "triangle", "upsample(2)",
  ])
  func othersRefuseThem(body: String) {
    #expect(throws: Diagnostics.self) { try expand("network n {\ninput words: sequence(6)\n\(body)\n}\n") }
  }
}
