import ArchGraph
import ArchOperators
import Testing

/// Boxes that lie over each other.
@Suite struct NonMaximumSuppressionTests {
  /// Of two boxes that overlap by more than half the better one stays; what is left over is zero.
  @Test func suppressesTheWeakerOfTwoBoxes() throws {
    let boxes: [[Float]] = [
      [0.5, 0.5, 0.2, 0.2, 0.6, 1], [0.52, 0.5, 0.2, 0.2, 0.9, 2], [0.1, 0.1, 0.2, 0.2, 0.3, 3],
      [0.65, 0.5, 0.2, 0.2, 0.5, 4], [0.9, 0.9, 0.1, 0.1, 0, 5],
    ]
    let op = NonMaximumSuppression(4)
    let output = try op.output(of: [[5, 6]]).shape(of: [[5, 6]])
    #expect(output == [4, 6])
    let kept = op.define([Tensor([5, 6], boxes.flatMap { $0 })], [], output: output)
    #expect((0..<4).map { kept[[$0, 5]] } == [2, 4, 3, 0])
    #expect(kept[[3, 0]] == 0)
    let work = op.work(from: [[5, 6]], to: output)
    #expect(work.unknown != nil)
    #expect(work.entries.isEmpty)
    let loose = NonMaximumSuppression(4, overlap: 0.1).define(
      [Tensor([5, 6], boxes.flatMap { $0 })], [], output: output)
    #expect((0..<4).map { loose[[$0, 5]] } == [2, 3, 0, 0])
  }
}

extension Refusal {
  static let nonMaximumSuppression: [Refusal] = [
    Refusal(
      NonMaximumSuppression(3), on: [[5]],
      .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5])),
    Refusal(
      NonMaximumSuppression(3), on: [[5, 4]],
      .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5, 4])),
    Refusal(NonMaximumSuppression(3), on: [], .inputs(expected: "one input", found: 0)),
    Refusal(NonMaximumSuppression(3), on: [words], .element(expected: .number, found: words)),
  ]
}

extension ArgumentRefusal {
  static let nonMaximumSuppression: [ArgumentRefusal] = [
    ArgumentRefusal("non_maximum_suppression", ["most": 0], "most"),
    ArgumentRefusal("non_maximum_suppression", ["most": 2, "overlap": 1.5], "overlap"),
  ]
}

extension Giant {
  static let nonMaximumSuppression: [Giant] = [
    Giant(NonMaximumSuppression(large), on: [[large, 85]], gives: [large, 85])
  ]
}
