import ArchCalc
import Testing

/// What is said of figures that nothing explains, or that have readings of several kinds.
@Suite struct NearestCountTests {
  private func search(_ text: String) throws -> FigureSearch {
    let graph = try #require(EmbeddedNetworks.program(of: "lecture_cnn")).expand("lecture_cnn").graph
    let analysis = try Analysis(graph, fields: false, countings: FigureSearch.countings)
    return FigureSearch(
      try #require(PrintedFigure(text)),
      among: [FigureSearch.Variant(label: "lecture_cnn", cost: 0, analysis: analysis)])
  }

  /// Counts are named that are not far from it, the plain count at its distance at most.
  @Test(arguments: [-0.021, -0.013, 0.0123, 0.019]) func theNearestCounts(off: Double) throws {
    let graph = try #require(EmbeddedNetworks.program(of: "lecture_cnn")).expand("lecture_cnn").graph
    let macs = Double(try Analysis(graph, fields: false).totals.work[.multiplyAdds])
    let printed = (macs * (1 + off)).rounded()
    let search = try search("\(Int(printed)) MACs")
    #expect(search.explanations.isEmpty)
    let distances = search.nearest.map { abs($0.candidate.value / printed - 1) }
    #expect((1...3).contains(distances.count) && distances.allSatisfy { $0 < 0.05 }, "\(distances)")
    #expect(distances.contains { $0 <= abs(macs / printed - 1) + 1e-9 }, "\(distances)")
  }

  /// Every kind that a figure may be of is said with its range.
  @Test(arguments: [
    ("1.5B", "1.5B is 1,450,000,000 to 1,550,000,000 operations"),
    ("3 MACs", "3 MACs is 3 operations"),
    ("2.5 KiB", "2.5 KiB is 2,509 to 2,611 bytes"),
  ])
  func rangesThatAreSaid(text: String, said: String) throws {
    #expect(FigureReport(try search(text)).text(width: nil).contains(said))
  }
}
