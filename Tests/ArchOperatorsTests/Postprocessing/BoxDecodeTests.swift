import ArchGraph
import ArchOperators
import Testing

/// The maps of YOLO.
@Suite struct BoxDecodeTests {
  /// Boxes as darknet's YOLOv3 makes them from maps of 416 x 416: 10,647 rows of 85.
  @Test func decodesTheMapsOfYOLO() throws {
    var rows = 0
    for side in [13, 26, 52] {
      let op = BoxDecode(80, anchors: 3)
      let output = try op.output(of: [[255, side, side]]).shape(of: [[255, side, side]])
      #expect(output[1] == 85)
      rows += output[0]
      #expect(try op.parameters(of: [[255, side, side]]).count(.buffer).value() == 6)
    }
    #expect(rows == 10_647)
  }
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision; multiply-adds by FlopCounterMode.
  static let boxDecode: [SequenceFact] = [
    SequenceFact(
      BoxDecode(4, anchors: 3), on: [[27, 2, 3]], gives: [18, 9], parameters: 0,
      checksum: 301.6628587, entries: [1: 0.33958935, 161: 0.5926666]),
    SequenceFact(
      BoxDecode(1, anchors: 1), on: [[6, 3, 2]], gives: [6, 6], parameters: 0,
      checksum: 61.27536477, entries: [1: 0.2263929, 35: 0.377540669]),
  ]
}

extension Refusal {
  static let boxDecode: [Refusal] = [
    Refusal(BoxDecode(4, anchors: 3), on: [[27, 2]], .rank(expected: boxMap, found: [27, 2])),
    Refusal(
      BoxDecode(4, anchors: 3), on: [[28, 2, 2]],
      .range(what: "the number of channels", value: "28", allowed: "3 boxes of 5 + 4 values need 27")),
    Refusal(BoxDecode(.max, anchors: 2), on: [[28, 2, 2]], .tooLarge([2, .max])),
  ]
}

extension ArgumentRefusal {
  static let boxDecode: [ArgumentRefusal] = [
    ArgumentRefusal("box_decode", ["classes": 0, "anchors": 3], "classes"),
    ArgumentRefusal("box_decode", ["classes": 3, "anchors": 0], "anchors"),
    ArgumentRefusal("box_decode", ["classes": 3], "anchors"),
  ]
}

extension Giant {
  static let boxDecode: [Giant] = [
    Giant(BoxDecode(large - 5, anchors: 1), on: [[large, 2, 2]], gives: [4, large], parameters: [2])
  ]
}
