import ArchAnalysis
import ArchCalc
import Testing

@testable import ArchReports

/// Standard convolutions against depthwise separable ones, and the other worked examples of lectures.
@Suite struct SeparationTests {
  @Test func theLecturesExample() throws {
    let comparison = Comparison([try embedded("standard_convolution"), try embedded("separable_convolution")])
    let separation = try #require(comparison.separations.first)
    #expect(comparison.separations.count == 1)
    #expect(separation.standard.multiplyAdds == 2160)
    #expect(separation.depthwise.multiplyAdds == 432)
    #expect(separation.pointwise.multiplyAdds == 240)
    #expect(separation.working == "1/N + 1/k^2 = 1/5 + 1/9 = 0.311")
    #expect(comparison.total(.multiplyAdds, of: 1, .float32).amount == .count(672))
    // The other way round it is the same ratio.
    let reversed = Comparison(comparison.networks.reversed())
    #expect(reversed.separations.first?.working == separation.working)
    #expect(reversed.separations.first?.isStandardFirst == false)
  }

  @Test func theOtherExamples() throws {
    func totals(_ old: String, _ new: String, _ measure: Figure) throws -> [Int?] {
      let comparison = Comparison([try embedded(old), try embedded(new)])
      return comparison.networks.indices.map { comparison.total(measure, of: $0, .float32).amount.known }
    }
    #expect(
      try totals("inception_direct", "inception_bottleneck", .multiplyAdds) == [120_422_400, 12_443_648])
    #expect(try totals("dense_instead_of_conv", "conv_instead_of_dense", .parameters) == [14_450_688, 456])
    #expect(try totals("one_5x5", "two_3x3", .parameters) == [25, 18])
    #expect(try totals("one_5x5", "two_3x3", .field) == [5, 5])
  }

  @Test func mobileNet() throws {
    let comparison = Comparison([try embedded("mobilenet_v1"), try embedded("mobilenet_v1_full")])
    #expect(comparison.total(.multiplyAdds, of: 0, .float32).amount == .count(568_740_352))
    #expect(comparison.total(.multiplyAdds, of: 1, .float32).amount == .count(4_867_293_184))
    #expect(comparison.total(.parameters, of: 0, .float32).amount == .count(4_231_976))
    #expect(comparison.total(.parameters, of: 1, .float32).amount == .count(29_294_088))
    // Thirteen replaced convolutions explain all of it.
    let separations = comparison.separations
    #expect(separations.count == 13)
    #expect(separations.allSatisfy { $0.working != nil })
    let saved = separations.reduce(0) {
      $0 + $1.standard.multiplyAdds - $1.depthwise.multiplyAdds - $1.pointwise.multiplyAdds
    }
    #expect(saved == 4_867_293_184 - 568_740_352)
    let lines = DifferenceReport(comparison).lines
    #expect(lines.count { $0.kind == .replaced } == 13)
    #expect(lines.allSatisfy { $0.kind == .replaced || $0.kind == .alike })
  }

  /// The formula is shown where it is exact, and only there.
  @Test func theFormulaIsNotStretched() throws {
    func working(_ standard: String, _ separable: String, input: String = "[4, 8, 8]") throws -> [String?] {
      Comparison([try network(standard, input: input), try network(separable, input: input)]).separations.map(
        \.working)
    }
    #expect(
      try working(
        "conv(6, kernel: [1, 3], padding: same)", "separable_conv(6, kernel: [1, 3], padding: same)")
        == ["1/N + 1/(1*3) = 1/6 + 1/3 = 0.500"])
    #expect(
      try working(
        "conv(6, kernel: 3, stride: 2, padding: 1)", "separable_conv(6, kernel: 3, stride: 2, padding: 1)")
        == ["1/N + 1/k^2 = 1/6 + 1/9 = 0.278"])
    #expect(
      try working(
        "conv(6, kernel: 3, padding: same)",
        "conv(4, kernel: 3, padding: same, groups: 4)\nbatch_norm -> relu\nconv(6, kernel: 1)")
        == ["1/N + 1/k^2 = 1/6 + 1/9 = 0.278"])
    // Two filters for each channel, or a larger kernel, are not the formula's.
    #expect(
      try working(
        "conv(6, kernel: 3, padding: same)", "separable_conv(6, kernel: 3, padding: same, multiplier: 2)")
        == [nil])
    #expect(
      try working("conv(6, kernel: 3, padding: same)", "separable_conv(6, kernel: 5, padding: same)") == [nil]
    )
    // Neither is a pair whose depthwise value is used elsewhere, or one of other shapes.
    #expect(
      try working(
        "conv(4, kernel: 3, padding: same)",
        "a: depthwise_conv(kernel: 3, padding: same)\nb: conv(4, kernel: 1)\nadd(a, b)") == [])
    #expect(
      try working("conv(6, kernel: 3, padding: same)", "separable_conv(5, kernel: 3, padding: same)") == [])
  }
}
