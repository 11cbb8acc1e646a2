import ArchAnalysis
import ArchExecution
import ArchGraph
import Testing

/// Receptive fields where edges and branches make them less than the rule far from any edge.
@Suite struct FieldTests {
  private func fields(_ body: String) throws -> Validation {
    try validate(try expand("network n {\n\(body)\n}\n"))
  }

  /// A map whose edge was cut off sees less after the cut.
  @Test(arguments: [
    "input x: [1, 9]\nconv(1, kernel: 5, padding: 2)\ncrop([[2, 1]])\nconv(1, kernel: 5, padding: 2)",
    "input x: [1, 7, 6]\nconv_transpose(2, kernel: 4, stride: 2, padding: 2)\nconv(1, kernel: 7, padding: 3)",
    "input x: [2, 6]\nconv_transpose(2, kernel: 2, stride: 3, padding: [[0, 1]], output_padding: [2])\nmax_pool(3, stride: 2)",
    "input x: [1, 8, 8]\nconv(2, kernel: 3)\nconv(2, kernel: 3, padding: 4, dilation: 4)",
  ])
  func edgesBetweenLayersCut(body: String) throws { #expect(try fields(body).failed == []) }

  /// A branch that misses the pixel on one axis does not see it on the other.
  @Test(arguments: [
    "input x: [1, 8, 8]\nconcat { branch { conv(1, kernel: [1, 5], stride: [2, 1], padding: [0, 2]) } branch { max_pool([2, 1], stride: [2, 1]) } }",
    "input x: [1, 9, 9]\nadd { branch { conv(1, kernel: [3, 1], padding: [1, 0]) } branch { conv(1, kernel: [1, 3], padding: [0, 1]) } }",
    "input x: [1, 9, 9]\nconv(1, kernel: 1, stride: 4)\nconv(1, kernel: 3, padding: 1)",
  ])
  func branchesMissThePixel(body: String) throws { #expect(try fields(body).failed == []) }

  /// Channels of a joined value see what their own branch sees.
  @Test(arguments: [
    "input x: [2, 8]\nconcat { branch {} branch { conv(2, kernel: 3, padding: 1) } }\nsplit(2, take: 0)\nconv(2, kernel: 3, padding: 1)",
    "input x: [4, 4, 4]\nspace_to_depth(2)\nslice(axis: 0, from: 0, to: 3)\ndepth_to_space(1)",
  ])
  func channelsOfAJoinedValue(body: String) throws { #expect(try fields(body).failed == []) }

  /// Height and width of one branch are exchanged: no axis of the sum follows one axis of the input.
  @Test func axesInAnotherOrderAreNotFollowed() throws {
    let graph = try expand(
      "network n {\ninput x: [2, 4, 4]\nconv(2, kernel: [3, 1], padding: [1, 0])\nadd { branch { permute([0, 2, 1]) } branch {} }\n}\n"
    )
    let fields = ReceptiveFields(of: graph, from: 0)
    #expect(fields.fields.last == .unknown)
    #expect(try validate(graph).failed == [])
    let twice = try expand(
      "network n {\ninput x: [2, 4, 4]\nconv(2, kernel: [3, 1], padding: [1, 0])\nadd { branch { permute([0, 2, 1]) -> permute([0, 2, 1]) } branch {} }\n}\n"
    )
    #expect(ReceptiveFields(of: twice, from: 0).fields.last == ReceptiveFields(of: twice, from: 0).fields[1])
    #expect(try validate(twice).failed == [])
  }

  /// Behind a flattening there is no edge to see, which is said and not failed.
  @Test func nothingToProbe() throws {
    let validation = try fields("input x: [1, 4, 4]\nflatten\ndense(3)")
    #expect(validation.failed == [])
    #expect(validation.fields.isEmpty)
    #expect(validation.fieldsSkipped == "every layer sees the whole input, so there is no edge")
  }
}
