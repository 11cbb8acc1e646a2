import ArchCalc
import ArchPictures
import Architectures
import Testing

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

  @Test func nothingOverlapsInEveryNetwork() throws {
    for (name, _) in EmbeddedNetworks.all {
      guard let analysis = try? analysis(of: name) else { continue }
      let picture = NetworkDrawing(analysis).picture
      let faults = PictureGeometry(picture).faults
      #expect(faults.isEmpty, "\(name): \(faults.prefix(5))")
      #expect(picture.svg().utf8.count < 1_000_000)
    }
  }
}
