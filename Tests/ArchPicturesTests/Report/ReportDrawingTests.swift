import ArchCalc
import Testing

@testable import ArchPictures

/// The drawings of a report: the whole network, and each part that a box opens, once.
@Suite struct ReportDrawingTests {
  /// The paths of a drawing's boxes, or of those that open a drawing.
  private func paths(_ svg: String, opening: Bool = false) -> Set<String> {
    let groups = svg.split(separator: " data-path=\"").dropFirst().map {
      $0.split(separator: "\"", maxSplits: 1)
    }
    return Set(groups.filter { !opening || $0[1].hasPrefix(" data-opens=\"\"") }.map { String($0[0]) })
  }

  @Test(arguments: ["lecture_cnn", "resnet18", "siamese", "bert_base"]) func eachPartOnce(name: String) throws
  {
    let report = ReportedNetwork(name, try analysis(of: name))
    let drawings = report.drawings
    let first = try #require(drawings.first)
    #expect(first.path.isEmpty && !first.title.isEmpty)
    let parts = drawings.map(\.path)
    #expect(Set(parts).count == parts.count)
    // What a box opens is a drawing, and every drawing but the first is opened by a box.
    let opened = drawings.reduce(into: Set<String>()) { $0.formUnion(paths($1.svg, opening: true)) }
    #expect(opened == Set(parts.dropFirst()))
    // Each layer's box is in one of the drawings.
    let boxes = drawings.reduce(into: Set<String>()) { $0.formUnion(paths($1.svg)) }
    for row in report.rows { #expect(boxes.contains(row.part), "\(row.path) in \(row.part)") }
  }
}
