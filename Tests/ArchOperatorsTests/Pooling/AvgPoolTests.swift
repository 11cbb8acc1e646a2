import ArchGraph
import ArchOperators
import Testing

/// Means of windows without an element.
@Suite struct AvgPoolTests {
  /// With `count_padding: false` a window without a single element has no mean; with it, the mean is zero.
  @Test(
    arguments: [
      (AvgPool(2, padding: 2, countPadding: false), [1, 4, 4], false),
      (AvgPool(2, stride: 1, padding: .explicit([.init(0, 2)]), countPadding: false), [1, 4], false),
      (AvgPool(2, stride: 1, padding: .explicit([.init(0, 1)]), countPadding: false), [1, 4], true),
      (AvgPool(2, stride: 1, padding: .explicit([.init(2, 0)]), countPadding: false), [1, 4], false),
      (AvgPool(3, stride: 1, padding: 2, countPadding: false), [1, 4, 4], true),
      (AvgPool(2, padding: 2), [1, 4, 4], true),
    ] as [(AvgPool, Shape, Bool)])
  func averageNeedsAnElement(op: AvgPool, input: Shape, isTaken: Bool) throws {
    if isTaken {
      let output = try op.output(of: [input]).shape(of: [input])
      let ones = Tensor<Float>(input) { _ in 1 }
      #expect(op.define([ones], [], output: output).values.allSatisfy { $0.isFinite })
    } else {
      let misfit = #expect(throws: Misfit.self) { try op.output(of: [input]) }
      #expect(misfit?.code == "conflict")
    }
  }
}

extension PyTorchFact {
  static let avgPool = rows(
    """
    avg_pool(3, stride: 2, padding: [[0, 1], [1, 0]]) | 2 6 7 | 2 3 3 | 0 | - | -0.7639 -6.3611 -0.0833
    avg_pool(2, stride: 2, padding: 1, ceil: true) | 1 5 5 | 1 3 3 | 0 | - | 0.8125 2.1875 -0.1875
    avg_pool(2, stride: 2, padding: 1, ceil: true, count_padding: false) \
      | 1 5 5 | 1 3 3 | 0 | - | 1.1875 5.125 -0.1875
    avg_pool(3, stride: 3, padding: 1, ceil: true) | 1 7 8 | 1 3 3 | 0 | - | 0.1111 -0.0972 -0.1667
    avg_pool(3, stride: 3, padding: 1, ceil: true, count_padding: false) \
      | 1 7 8 | 1 3 3 | 0 | - | 0.4132 1.184 -0.25
    avg_pool(4, stride: 3, ceil: true) | 2 6 | 2 2 | 0 | - | 1.5312 2.9062 0
    avg_pool([2, 4], ceil: true, count_padding: false) | 1 5 8 | 1 3 2 | 0 | - | -0.5156 -4.2344 -0.4688
    avg_pool(4, stride: 3, padding: [1]) | 2 10 | 2 3 | 0 | - | 0.1562 -4.25 -0.8125
    avg_pool(3, padding: 1, ceil: true) | 3 11 | 3 4 | 0 | - | 1.25 4.9167 -0.25
    avg_pool([3, 3], stride: 3, ceil: true) | 3 6 9 | 3 2 3 | 0 | - | 0.5 3.1667 -0.2083
    avg_pool([4], stride: 3, padding: 2, ceil: true) | 1 3 | 1 2 | 0 | - | 0.5312 1.0625 0.5312
    avg_pool(3, stride: [3, 2], ceil: true) | 4 4 3 | 4 2 1 | 0 | - | 0.8333 2.8611 0.25
    avg_pool(3, padding: 1, ceil: true, count_padding: false) | 1 8 8 | 1 3 3 | 0 | - | 0.4965 2.6424 0.0417
    avg_pool([3, 2], stride: 3, count_padding: false) | 2 3 8 | 2 1 3 | 0 | - | 0.5625 2.2083 0
    avg_pool(2, stride: 2, padding: [1, 1], ceil: true) | 4 9 9 | 4 5 5 | 0 | - | -0.2812 -17.2188 -0.5
    avg_pool(3, stride: 3, padding: 1, ceil: true) | 1 12 | 1 5 | 0 | - | 1.4375 3.4375 -0.0625
    avg_pool([4], padding: 2, ceil: true, count_padding: false) | 4 11 | 4 4 | 0 | - | 1.7812 4.9688 0.625
    avg_pool(4, stride: 3, ceil: true, count_padding: false) | 1 9 6 | 1 3 2 | 0 | - | 0.7812 2.9844 0.25
    avg_pool(2, stride: [2, 1], ceil: true) | 2 4 5 | 2 2 4 | 0 | - | 0 3.9375 -0.2812
    avg_pool([4, 1], ceil: true) | 1 4 4 | 1 1 4 | 0 | - | 0.6562 1.9062 0.125
    avg_pool(4, stride: 3, padding: [1, 2]) | 4 7 3 | 4 2 2 | 0 | - | -0.0859 -2.4375 -0.0547
    avg_pool([3, 3, 4], stride: 2, padding: [1, 1, 1]) | 4 4 3 5 | 4 2 2 2 | 0 | - | 0.7951 2.8056 -0.0833
    avg_pool(3, stride: [3, 2], padding: 1) | 1 3 5 | 1 1 3 | 0 | - | 0.8056 1.7083 0.2222
    avg_pool(3, stride: [2, 1], padding: 1, ceil: true) | 2 6 8 | 2 4 8 | 0 | - | -0.25 -14.625 -0.3542
    avg_pool(2, stride: 3, padding: [0, 1]) | 4 7 6 | 4 2 3 | 0 | - | -0.2188 0.75 0.0312
    avg_pool(4, stride: [1], padding: 2, ceil: true) | 1 3 | 1 4 | 0 | - | 1.0312 3.375 0.5312
    """)
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.pad before the input alone, and conv1d, max_pool1d or
  // avg_pool1d.
  static let avgPool: [SequenceFact] = [
    SequenceFact(
      AvgPool(3, stride: 2, padding: .causal), on: [[2, 7]], gives: [2, 4], parameters: 0,
      checksum: 13.54166667, entries: [2: 1.125, 7: 0])
  ]
}

extension Refusal {
  static let avgPool: [Refusal] = [
    Refusal("avg_pool(3, padding: [1])", on: [[2, 9, 9]], .axes(argument: "padding", given: 1, needed: 2)),
    Refusal("avg_pool(3)", on: [[2, 2]], .window(axis: "length", kernel: 3, padded: 2, input: 2)),
  ]
}

extension ArgumentRefusal {
  static let avgPool: [ArgumentRefusal] = [
    ArgumentRefusal(call: "avg_pool(2, count_padding: 1)", "count_padding")
  ]
}
