import ArchCalc
import ArchPictures
import Testing

/// Networks that are very large, very small, or oddly named.
@Suite struct OddNetworkTests {
  private func check(_ analysis: Analysis, most: Int = 1_000_000) -> Picture {
    let picture = NetworkDrawing(analysis).picture
    let faults = PictureGeometry(picture).faults
    #expect(faults.isEmpty, "\(faults.prefix(5))")
    let svg = picture.svg()
    #expect(isWellFormed(svg))
    #expect(svg.utf8.count < most)
    return picture
  }

  @Test func oneLayer() throws {
    let picture = check(try analysis(text: "network one { input image: [3, 8, 8]; conv(4, kernel: 3) }"))
    #expect(picture.wording.contains("conv 3x3, 4"))
    #expect(picture.wording.contains("4 × 6 × 6"))
  }

  @Test func inputsAlone() throws {
    let picture = check(try analysis(text: "network none { input image: [3, 8, 8] }"))
    #expect(picture.wording.contains("image"))
  }

  /// Layers that repeat by the thousand are one pattern.
  @Test func layersThatRepeat() throws {
    let picture = check(
      try analysis(
        text:
          "network deep { input image: [8, 8, 8]; repeat 2500 { conv(8, kernel: 3, padding: 1) -> relu } }"),
      most: 20_000)
    #expect(picture.wording.contains("x 2,500"))
  }

  /// Others are stretches of some.
  @Test func layersThatDoNot() throws {
    var random = SystemRandomNumberGenerator()
    let lines = (0..<5000).map {
      "l\($0): conv(\([8, 16, 24].randomElement(using: &random) ?? 8), kernel: 1)"
    }
    let picture = check(
      try analysis(text: "network wild { input image: [8, 8, 8]\n\(lines.joined(separator: "\n"))\n}"),
      most: 100_000)
    #expect(picture.wording.contains { $0.contains("…") })
  }

  @Test func manyInputs() throws {
    let inputs = (0..<64).map { "input x\($0): [8]\n" }.joined()
    let names = (0..<64).map { "x\($0)" }.joined(separator: ", ")
    let picture = check(try analysis(text: "network many {\n\(inputs)concat(\(names))\ndense(10)\n}"))
    #expect(picture.wording.contains("64 inputs"))
    #expect(picture.width < 600)
  }

  /// Work that depends on the data is nowhere a zero.
  @Test func unknownWork() throws {
    let network = try analysis(
      text: "network n { input boxes: [6, 100]; first: conv(6, kernel: 1); d: non_maximum_suppression(5) }")
    var options = DrawingOptions()
    options.figure = .multiplyAdds
    let drawing = NetworkDrawing(network, options).picture
    #expect(drawing.wording.contains("unknown"))
    #expect(drawing.wording.contains { $0.contains("at least 3.600 k") })
    let svg = drawing.svg()
    #expect(svg.contains("unknown multiply-adds") && !svg.contains("at least 0"))
    let bars = BarPlot([("n", network)], [.multiplyAdds], rows: .layers, isSorted: false, element: .float32)
    #expect(bars.notes.contains { $0.contains("the work of d depends on the data") })
    #expect(bars.rows.last?.values == [[nil]])
    let bubbles = ScatterPlot(
      [("n", nil, network)], x: .multiplyAdds, y: .parameters, size: nil, element: .float32)
    #expect(bubbles.drawn.isEmpty && bubbles.notes.contains { $0.contains("the work of d") })
    let report = ReportPage(networks: [ReportedNetwork("n", network)]).text
    #expect(report.contains("3,600 + unknown"))
  }

  @Test func longNames() throws {
    let (a, b) = (String(repeating: "a", count: 200), String(repeating: "b", count: 200))
    let picture = check(
      try analysis(
        text: "network \(b) { input \(a): [3, 8, 8]\n\(b): conv(4, kernel: 3) -> relu -> conv(4, kernel: 1) }"
      ))
    #expect(picture.width < 600)
  }

  /// What a text means to its medium is written out, and it keeps its place.
  @Test(arguments: [
    "</text><script>alert(1)</script>", "\"quoted\" & 'marked'", "مشفر الشبكة", "网络结构图",
    "\u{202E}backwards\u{1B}[31m",
    "👩‍🔬 model", "", " ", String(repeating: "x", count: 4000),
  ])
  func textsOfAnyKind(_ text: String) {
    var picture = Picture(width: 100, height: 100, title: text, summary: text)
    let fitted = TextMetrics.fitted(text, width: 80, size: 10)
    #expect(TextMetrics.width(of: fitted, size: 10) <= 80.001)
    picture.elements = [
      .group(
        [
          .text(PictureText(text, at: Point(10, 20), size: 10)),
          .text(PictureText(fitted, at: Point(10, 40), size: 10)),
        ],
        .init(title: text, path: text, opens: true))
    ]
    let svg = picture.svg()
    #expect(isWellFormed(svg))
    #expect(!svg.contains("<script") && !svg.contains("\u{1B}") && !svg.contains("\u{202E}"))
  }

  @Test(arguments: ["dot", "mermaid"]) func otherForms(form: String) throws {
    let drawing = NetworkDrawing(try analysis(of: "resnet18"))
    let text = form == "dot" ? drawing.dot : drawing.mermaid
    let arrow = form == "dot" ? " -> " : " -->"
    // Image, two layers of the stem, 2 blocks of 3 and 3 of 2 x 3 + 1 each; what goes around each block too.
    #expect(text.split(separator: "\n").count { $0.contains(arrow) } >= 30)
    #expect(text.contains("conv 3x3, 512"))
  }
}
