import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchKernels
import Testing

/// Numbers that people write down: what suits the network is taken, everything else refused with what is wrong.
@Suite struct GivenNumbersTests {
  private static let network = """
    network n {
        input image: [1, 2, 3]
        input words: sequence(2)
        c: image -> conv(2, kernel: [1, 2])
        e: words -> embedding(4, 2)
    }
    """

  private func read(_ text: String) throws -> GivenNumbers {
    try GivenNumbers(JSONValue(parsing: Array(text.utf8)), for: try expand(Self.network))
  }

  @Test func whatIsGivenAndWhatIsNot() throws {
    let given = try read(
      "{\"inputs\": {\"image\": [[[1, 2.5, -3e1], [4, 5, 6]]]}, \"weights\": {\"c.bias\": [1, -1]}}")
    #expect(given.inputs[0] == [1, 2.5, -30, 4, 5, 6])
    #expect(given.weights == [.init(entry: 0, index: 1): [1, -1]])
    let missing = given.missing(in: try expand(Self.network))
    #expect(missing.inputs == ["words"])
    #expect(missing.weights == ["c.weight", "e.weight"])
    #expect(try read("{}").inputs.isEmpty)
  }

  @Test func axesOfExtentOneMayBeLeftOutAtTheFront() throws {
    let plain = try read("{\"inputs\": {\"image\": [[1, 2, 3], [4, 5, 6]]}}")
    #expect(plain.inputs[0] == [1, 2, 3, 4, 5, 6])
    // Not in the middle: [filters, 1, 1, 2] is no [filters, 2].
    #expect(throws: DataFault.shape(of: "c.weight", given: [2, 2], needed: [2, 1, 1, 2])) {
      try read("{\"weights\": {\"c.weight\": [[1, 2], [3, 4]]}}")
    }
  }

  @Test(arguments: [
    ("[]", DataFault.notAnObject(nil)), ("{\"inputs\": []}", .notAnObject("inputs")),
    ("{\"weights\": 3}", .notAnObject("weights")), ("{\"input\": {}}", .unknownPart("input")),
    ("{\"inputs\": {\"words\": [0, 1], \"words\": [1, 2]}}", .twice("words")),
    ("{\"inputs\": {}, \"inputs\": {}}", .twice("inputs")),
    (
      "{\"inputs\": {\"imag\": [1]}}", .unknown("imag", isInput: true, names: ["image", "words"])
    ),
    (
      "{\"weights\": {\"c\": [1]}}",
      .unknown("c", isInput: false, names: ["c.weight", "c.bias", "e.weight"])
    ),
    ("{\"inputs\": {\"image\": [[1, 2], [3, 4]]}}", .shape(of: "image", given: [2, 2], needed: [1, 2, 3])),
    ("{\"inputs\": {\"image\": 7}}", .shape(of: "image", given: [], needed: [1, 2, 3])),
    ("{\"inputs\": {\"image\": []}}", .shape(of: "image", given: [0], needed: [1, 2, 3])),
    ("{\"inputs\": {\"image\": [[], []]}}", .shape(of: "image", given: [2, 0], needed: [1, 2, 3])),
    (
      "{\"inputs\": {\"image\": [[[[1, 2, 3], [4, 5, 6]]]]}}",
      .shape(of: "image", given: [1, 1, 2, 3], needed: [1, 2, 3])
    ),
    (
      "{\"inputs\": {\"image\": [[1, 2, 3], [4, 5]]}}", .uneven(of: "image", at: [1], given: 2, needed: 3)
    ),
    (
      "{\"inputs\": {\"image\": [[1, 2, 3], 4]}}", .uneven(of: "image", at: [1], given: nil, needed: 3)
    ),
    ("{\"inputs\": {\"image\": [[1, 2, 3], [4, [5], 6]]}}", .noNumber(of: "image", at: [1, 1])),
    ("{\"inputs\": {\"image\": [[1, 2, 3], [4, null, 6]]}}", .noNumber(of: "image", at: [1, 1])),
    ("{\"inputs\": {\"image\": [[1, 2, \"3\"], [4, 5, 6]]}}", .noNumber(of: "image", at: [0, 2])),
    ("{\"inputs\": {\"image\": [[1, 2, 3], [4, 5, 1e39]]}}", .tooLarge(of: "image", at: [1, 2])),
    ("{\"inputs\": {\"words\": [0, 4]}}", .noToken(of: "words", number: 4, vocabulary: 4)),
    ("{\"inputs\": {\"words\": [0.5, 1]}}", .noToken(of: "words", number: 0.5, vocabulary: 4)),
    ("{\"inputs\": {\"words\": [-1, 1]}}", .noToken(of: "words", number: -1, vocabulary: 4)),
  ])
  func faults(text: String, fault: DataFault) {
    #expect(throws: fault) { try read(text) }
    #expect(!fault.diagnostic.title.isEmpty)
  }

  @Test func bothShapesAreNamed() {
    let fault = DataFault.shape(of: "conv.weight", given: [3, 3], needed: [2, 1, 3, 3])
    #expect(fault.diagnostic.title == "`conv.weight` is 2 x 1 x 3 x 3, but the data has 3 x 3")
  }

  /// The same seed makes up the same numbers, with any number of threads.
  @Test func seeds() throws {
    let graph = try expand(
      "network n {\ninput x: [3, 9, 9]\nconv(4, kernel: 3) -> relu\nflatten -> dense(5)\n}\n")
    func run(_ seed: UInt64, threads: Int) throws -> [Float] {
      try GivenRun(
        graph, given: GivenNumbers(), wanted: [graph.nodes.count - 1], seed: seed,
        pool: WorkerPool(threads: threads)
      ).values[0].numbers
    }
    #expect(try run(1, threads: 2) == run(1, threads: 2))
    #expect(try run(1, threads: 1) != run(2, threads: 1))
  }
}
