import ArchCalc
import Testing

@testable import ArchPictures

/// The lines of values, each of which can be told from the others.
@Suite struct LineTests {
  @Test(arguments: ["googlenet", "yolo_v3", "nasnet_a_mobile", "mixtral_8x7b", "efficientdet_d0", "yolov8n"])
  func noTwoValuesShareALineHoweverOpen(name: String) throws {
    for depth in 1...4 {
      var options = DrawingOptions()
      options.depth = depth
      let found = LineOverlaps.found(in: NetworkDrawing(try analysis(of: name), options))
      #expect(found.isEmpty, "\(name), depth \(depth): \(found.prefix(3))")
    }
  }
}
