import ArchGraph
import ArchOperators
import Testing

/// Deformable convolutions, against torchvision and at their limits.
@Suite struct DeformableConvTests {
  /// The multiply-adds are those of a convolution, and the reads are beside them.
  @Test func workOfARealLayer() throws {
    let op = DeformableConv(64, kernel: 3, padding: 1)
    let inputs: [Shape] = [[64, 64, 64], [18, 64, 64], [9, 64, 64]]
    let output = try op.output(of: inputs).shape(of: inputs)
    let (places, reads) = (9 * 64 * 64, 9 * 64 * 64 * 64)
    for count in 2...3 {
      let work = try op.work(from: Array(inputs.prefix(count)), to: output).vector()
      #expect(work[.multiplyAdds] == 150_994_944)
      #expect(work[.comparisons] == 2 * places)
      #expect(work[.subtractions] == 4 * places)
      #expect(work[.additions] == 2 * places + 3 * reads + 64 * 64 * 64)
      #expect(work[.multiplications] == 4 * places + (count == 3 ? 5 : 4) * reads)
    }
  }

  /// The largest extents cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1))) func extentsCostNoTime() throws {
    let most = 1 << 40
    let op = DeformableConv(most, kernel: 1)
    let inputs: [Shape] = [[most, most, most], [2, most, most]]
    let output = try op.output(of: inputs).shape(of: inputs)
    #expect(output == [most, most, most])
    #expect((try? op.work(from: inputs, to: output).vector()) == nil)
  }
}

extension SequenceFact {
  // Source: torchvision 0.29.2 with PyTorch 2.15.0, in double precision: torchvision.ops.deform_conv2d.
  static let deformableConv: [SequenceFact] = [
    SequenceFact(
      DeformableConv(4, kernel: 3, padding: 1), on: [[2, 5, 6], [18, 5, 6]], gives: [4, 5, 6], parameters: 76,
      multiplyAdds: 2160,
      checksum: 42.81604004, entries: [40: -0.0380859375, 119: 0.211425781]),
    SequenceFact(
      DeformableConv(3, kernel: 3, padding: 1), on: [[4, 5, 5], [18, 5, 5], [9, 5, 5]], gives: [3, 5, 5],
      parameters: 111, multiplyAdds: 2700,
      checksum: -6.604141235, entries: [25: -0.795562744, 74: -0.478027344]),
    SequenceFact(
      DeformableConv(2, kernel: .each([3, 1]), stride: .each([2, 1]), padding: .symmetric(.each([1, 0]))),
      on: [[3, 6, 4], [6, 3, 4], [3, 3, 4]], gives: [2, 3, 4], parameters: 20, multiplyAdds: 216,
      checksum: -23.07623291, entries: [8: -0.285583496, 23: -1.00561523]),
    SequenceFact(
      DeformableConv(4, kernel: 2, stride: 2, dilation: 2, groups: 2), on: [[4, 6, 7], [8, 2, 3]],
      gives: [4, 2, 3], parameters: 36, multiplyAdds: 192,
      checksum: 2.309936523, entries: [8: 0.400634766, 23: 0.321289062]),
    SequenceFact(
      DeformableConv(4, kernel: 2, groups: 4, offsetGroups: 2, bias: false),
      on: [[4, 4, 5], [16, 3, 4], [8, 3, 4]], gives: [4, 3, 4], parameters: 16, multiplyAdds: 192,
      checksum: -8.418182373, entries: [16: 0.555541992, 47: 0.390380859]),
    SequenceFact(
      DeformableConv(2, kernel: 1, offsetGroups: 3), on: [[3, 4, 4], [6, 4, 4]], gives: [2, 4, 4],
      parameters: 8, multiplyAdds: 96,
      checksum: -39.57739258, entries: [10: -0.28125, 31: -0.235839844]),
  ]
}

extension Refusal {
  static let deformableConv: [Refusal] = [
    Refusal(
      DeformableConv(2, kernel: 3), on: [[2, 5, 5]],
      .inputs(expected: "two inputs, or three with a mask", found: 1)),
    Refusal(
      DeformableConv(2, kernel: 3), on: [[2, 5], [6, 3]],
      .rank(expected: "channels and two spatial axes, such as 64 x 56 x 56", found: [2, 5])),
    Refusal(
      DeformableConv(2, kernel: 3), on: [Shape([2, 5, 5], of: .token), [18, 3, 3]],
      .element(expected: .number, found: Shape([2, 5, 5], of: .token))),
    Refusal(
      DeformableConv(2, kernel: 3, groups: 2), on: [[3, 5, 5], [18, 3, 3]],
      .indivisible(what: "its 3 input channels", count: 3, by: "groups", divisor: 2, other: 2)),
    Refusal(
      DeformableConv(3, kernel: 3, groups: 2), on: [[2, 5, 5], [18, 3, 3]],
      .indivisible(what: "its 3 filters", count: 3, by: "groups", divisor: 2, other: 2, adjustable: "filters")
    ),
    Refusal(
      DeformableConv(2, kernel: 3, offsetGroups: 2), on: [[3, 5, 5], [36, 3, 3]],
      .indivisible(
        what: "its 3 input channels", count: 3, by: "groups with separate offsets", divisor: 2)),
    Refusal(
      DeformableConv(2, kernel: 3), on: [[2, 5, 5], [18, 5, 5]],
      .conflict(
        "`deformable_conv` needs an offset of 18 x 3 x 3, but gets 18 x 5 x 5",
        help: "it must have two numbers for each of the 9 taps at each position of the output: "
          + "`offset: conv(18, …)` with the same kernel, stride and padding makes it")),
    Refusal(
      DeformableConv(2, kernel: 2, offsetGroups: 2), on: [[2, 5, 5], [16, 4, 4], [4, 4, 4]],
      .conflict(
        "`deformable_conv` needs a mask of 8 x 4 x 4, but gets 4 x 4 x 4",
        help: "it must have a number for each of the 8 taps at each position of the output: "
          + "`mask: conv(8, …)` with the same kernel, stride and padding makes it")),
    Refusal(
      DeformableConv(1, kernel: .all(1 << 40)), on: [[1, 5, 5], [18, 5, 5]],
      .window(axis: "height", kernel: 1 << 40, padded: 5, input: 5)),
  ]
}
