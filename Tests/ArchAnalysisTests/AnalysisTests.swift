import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Totals and figures that are not in any one layer.
@Suite struct AnalysisTests {
  private func analyse(_ body: String, batch: Int = 1) throws -> Analysis {
    let text = "network n {\n    input image: [3, 8, 8]\n\(body)\n}\n"
    let program = Program(SourceText(name: "t", text: text), catalogue: .standard, imports: NoImports())
    return try Analysis(program.expand("n").graph, batch: batch)
  }

  @Test func sharedWeightsCountOnceAndTheirWorkTwice() throws {
    let once = try analyse("shared s: conv(3, kernel: 3, padding: 1)\ns")
    let twice = try analyse("shared s: conv(3, kernel: 3, padding: 1)\ns -> s")
    #expect(once.totals.parameters == 84)
    #expect(twice.totals.parameters == 84)
    #expect(twice.totals.multiplyAdds == 2 * once.totals.multiplyAdds)
    #expect(twice.layers[2].sharesWith == 1)
    #expect(twice.totals.depth == 2)
  }

  /// A shift that goes on through the network is one warning, which counts the merges after it.
  @Test func aShiftIsReportedWhereItBegins() throws {
    let analysis = try analyse(
      """
      repeat 3 { add { branch { conv(3, kernel: 2, padding: same) } branch {} } }
      conv(3, kernel: 1)
      """)
    #expect(analysis.misalignments.count == 3)
    let warnings = analysis.misalignmentWarnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.evidence.last == "2 merges after it are not aligned either")
    let alone = try analyse("add { branch { conv(3, kernel: 2, padding: same) } branch {} }")
    #expect(alone.misalignmentWarnings.first?.evidence.count == 2)
    #expect(try analyse("conv(3, kernel: 3)").misalignmentWarnings.isEmpty)
  }

  @Test func frozenParametersAndBuffersAreApart() throws {
    let totals = try analyse("frozen { conv(4, kernel: 1) -> batch_norm }\nconv(2, kernel: 1)").totals
    #expect(totals.parameters == 34)
    #expect(totals.frozen == 24)
    #expect(totals.trainable == 10)
    #expect(totals.buffers == 8)
  }

  @Test func theBatchMultipliesWorkAndActivationsButNoParameters() throws {
    let one = try analyse("conv(4, kernel: 3) -> batch_norm -> relu -> flatten -> dense(5)")
    let eight = try analyse("conv(4, kernel: 3) -> batch_norm -> relu -> flatten -> dense(5)", batch: 8)
    #expect(eight.totals.parameters == one.totals.parameters)
    #expect(eight.totals.multiplyAdds == 8 * one.totals.multiplyAdds)
    #expect(eight.totals.flops == 8 * one.totals.flops)
    #expect(eight.totals.activations == 8 * one.totals.activations)
    #expect(eight.totals.work[.weightReads] == one.totals.work[.weightReads])
  }

  @Test func viewsWriteNothing() throws {
    #expect(try analyse("flatten -> dropout(0.5) -> identity").totals.activations == 0)
    #expect(try analyse("relu").totals.activations == 192)
  }

  @Test func depthIsTheLongestPathOfWeightedLayers() throws {
    let body =
      "add {\nbranch { conv(3, kernel: 1) -> batch_norm -> conv(3, kernel: 1) }\nbranch { conv(3, kernel: 1) }\n}"
    #expect(try analyse(body).totals.depth == 2)
  }

  @Test func figuresBeyondSixtyFourBitsNameTheirLayer() throws {
    let text = """
      network n {
          input image: [1000000, 1000000, 1000]
          small: conv(1, kernel: 1)
          large: conv(8000000000, kernel: 1)
      }
      """
    let program = Program(SourceText(name: "t", text: text), catalogue: .standard, imports: NoImports())
    let graph = try program.expand("n").graph
    do {
      _ = try Analysis(graph)
      Issue.record("the figures are too large")
    } catch {
      #expect(error.items.first?.code == "overflow")
      #expect(error.items.first?.title.contains("`large`") == true)
    }
    #expect(throws: Diagnostics.self) { try Analysis(analyse("relu").graph, batch: .max) }
  }

  /// A label's figures are those of the layers it stands for, however it is written.
  @Test func claimsOfLabels() throws {
    let analysis = try analyse(
      """
      repeat 1 { one: conv(3, kernel: 1) -> relu }
      for i in [1, 2] { two: conv(3, kernel: 1) }
      three: add {
          side: branch { conv(3, kernel: 1) }
          branch {}
      }
      alias: two[0]
      alias -> add(three)
      expect params(one[0]) == 12
      expect layers(one[1 - 1]) == 2
      expect params(two) == 24
      expect params(two[1]) == 12
      expect params(alias) == 12
      expect params(side) == 12
      expect layers(three) == 2
      expect depth(two) == 2
      expect depth(side) == 1
      expect depth == 4
      expect output(three) == [3, 8.0, 8]
      expect output(two) == [3, 8, 8]
      """)
    let failed = analysis.claims().filter { !$0.holds }
    #expect(failed.map(\.claim.text) == ["output(two) == [3, 8, 8]"])
  }

  @Test func claimsOfEveryKind() throws {
    let analysis = try analyse(
      """
      a: conv(4, kernel: 3) -> relu
      b: flatten -> dense(5)
      expect params(a) == 112
      expect params(b) >= 700
      expect macs within 1% of 4.6K
      expect flops > 0
      expect buffers == 0
      expect trainable == params_of_all
      """.replacing("expect trainable == params_of_all", with: "expect trainable == 837")
        + "\nexpect output == [5]\nexpect output(a) == [4, 6, 6]\nexpect receptive_field(a) == 3\nexpect stride(a) == 1"
        + "\nexpect padding(a) == 0\nexpect depth == 2\nexpect layers == 4\nexpect activations < 1K\nexpect frozen == 0"
        + "\nexpect params != 5\nexpect params <= 836\nexpect connections == 4_757")
    let failed = analysis.claims().filter { !$0.holds }
    #expect(failed.map(\.claim.text) == ["params <= 836"])
    #expect(
      failed.first?.diagnostic?.evidence
        == ["it is 112 + 725 = 837", "of `a` (3*3*3 + 1)*4, `b.dense` (144 + 1)*5"])
  }
}
