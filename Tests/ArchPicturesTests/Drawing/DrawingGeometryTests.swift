import ArchCalc
import Architectures
import TestSupport
import Testing

@testable import ArchPictures

@Suite struct DrawingGeometryTests {
  @Test(arguments: [
    "resnet50", "googlenet", "densenet121", "unet", "yolo_v3", "bert_base", "swin_t", "siamese",
    "three_inputs",
  ])
  func nothingOverlapsInNetwork(_ name: String) throws {
    let analysis = try analysis(of: name)
    for depth in [nil, 1, 2, 3] as [Int?] {
      var options = DrawingOptions()
      options.depth = depth
      let faults = PictureGeometry(NetworkDrawing(analysis, options).picture).faults
      #expect(faults.isEmpty, "\(name), depth \(depth.map(String.init) ?? "as usual"): \(faults.prefix(5))")
    }
  }

  /// On one page of its width, with letters that can be read: a column of a paper, a page, a slide.
  @Test(arguments: [
    "resnet50", "googlenet", "densenet121", "unet", "yolo_v3", "bert_base", "swin_t", "siamese",
    "three_inputs",
  ])
  func fitsTheWidth(_ name: String) throws {
    let analysis = try analysis(of: name)
    for (width, highest) in [(320.0, 900.0), (680, 1200), (1200, 900)] {
      var options = DrawingOptions()
      options.width = width
      let drawing = NetworkDrawing(analysis, options)
      let picture = drawing.picture
      #expect(PictureGeometry(picture).faults.isEmpty)
      let scale = min(1, width / picture.width)
      let smallest = picture.texts.map(\.size).min() ?? 0
      #expect(smallest * scale >= 5, "\(name): letters of \(smallest * scale) at \(width)")
      #expect(picture.height * scale <= highest, "\(name): \(picture.height * scale) high at \(width)")
      let shown = drawing.svg(theme: .light).prefix(200)
      let stated = try #require(shown.firstMatch(of: /width="([0-9.]+)"/).flatMap { Double($0.output.1) })
      #expect(stated <= width)
    }
  }

  @Test func nothingOverlapsInEveryNetwork() throws {
    for (name, _) in Zoo.some(EmbeddedNetworks.all, from: 2) {
      guard let analysis = try? analysis(of: name) else { continue }
      let drawing = NetworkDrawing(analysis)
      let picture = drawing.picture
      let faults = PictureGeometry(picture).faults + LineOverlaps.found(in: drawing)
      #expect(faults.isEmpty, "\(name): \(faults.prefix(5))")
      #expect(picture.svg().utf8.count < 1_000_000)
    }
  }
}
