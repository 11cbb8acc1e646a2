import ArchGraph
import ArchOperators
import Testing

/// Depthwise convolutions beside grouped ones.
@Suite struct DepthwiseConvTests {
  /// A depthwise convolution is a convolution of as many groups as channels.
  @Test func depthwiseConvolutionIsGroupedConvolution() throws {
    let input: Shape = [6, 9, 8]
    let depthwise = DepthwiseConv(kernel: 3, stride: 2, padding: 1, multiplier: 2)
    let grouped = Conv(12, kernel: 3, stride: 2, padding: 1, groups: 6)
    let output = try grouped.output(of: [input]).shape(of: [input])
    #expect(try depthwise.output(of: [input]).shape(of: [input]) == output)
    #expect(depthwise.parameters(of: [input]).map(\.shape) == grouped.parameters(of: [input]).map(\.shape))
    #expect(
      try depthwise.work(from: [input], to: output).vector()
        == grouped.work(from: [input], to: output).vector())
    #expect(depthwise.reach(from: [input], to: output) == grouped.reach(from: [input], to: output))
  }
}

extension PyTorchFact {
  static let depthwiseConv = rows(
    """
    depthwise_conv(kernel: 3, stride: 2, padding: 1, bias: false) | 32 112 112 | 32 56 56 | 288 | 903168 | -
    depthwise_conv(kernel: 2, multiplier: 2, bias: false) | 1 7 3 | 2 6 2 | 8 | 96 | 0.8438 -83.125 -0.8438
    depthwise_conv(kernel: 1, stride: [2, 3], padding: 1) | 3 3 9 | 3 3 4 | 6 | 36 | 3.5469 22.9219 0
    depthwise_conv(kernel: [1], stride: [3], dilation: 3) | 4 12 | 4 4 | 8 | 16 | -11.4688 -66.2031 -1.0156
    depthwise_conv(kernel: 4, stride: 2, padding: 2) | 4 4 7 | 4 3 4 | 68 | 768 | 11.4375 76.5781 1.1094
    depthwise_conv(kernel: 4, dilation: 2, multiplier: 2) | 3 12 | 6 6 | 30 | 144 | 13.5938 122.2656 -0.7812
    depthwise_conv(kernel: 2, stride: [2], dilation: [1]) | 3 8 | 3 4 | 9 | 24 | -1.2031 -20.0312 -0.2656
    depthwise_conv(kernel: 2, stride: [2, 3], bias: false) | 4 3 5 | 4 1 2 | 16 | 32 | 3.6406 17.2812 1.3906
    depthwise_conv(kernel: 1, padding: 1, multiplier: 2) | 3 7 5 | 6 9 7 | 12 | 378 | -104.0625 -733.3125 1
    depthwise_conv(kernel: 3, bias: false) | 2 8 4 | 2 6 2 | 18 | 216 | 13.4688 91.0312 6.9688
    depthwise_conv(kernel: 2, bias: false) | 3 5 5 3 | 3 4 4 2 | 24 | 768 | -6.8125 -118 2.2969
    depthwise_conv(kernel: 1, stride: 2, padding: 1) | 3 6 | 3 4 | 6 | 12 | 5.3438 30.7188 -0.2344
    depthwise_conv(kernel: [1, 1], dilation: [2, 1]) | 3 4 9 | 3 4 9 | 6 | 108 | -96.4375 -656.6562 -0.8438
    """)
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.pad before the input alone, and conv1d, max_pool1d or
  // avg_pool1d.
  static let depthwiseConv: [SequenceFact] = [
    SequenceFact(
      DepthwiseConv(kernel: 3, stride: 3, padding: .causal, multiplier: 2), on: [[3, 8]], gives: [6, 3],
      parameters: 24, multiplyAdds: 54,
      checksum: -4.796875, entries: [6: 0.46875, 17: -0.125]),
    // With filters that are a value: torch.nn.functional.conv1d and conv2d of PyTorch 2.15.0.
    SequenceFact(
      DepthwiseConv(kernel: 3, padding: 1, multiplier: 2, bias: false), on: [[3, 5, 4], [6, 1, 3, 3]],
      gives: [6, 5, 4], multiplyAdds: 1080, checksum: 118.859375, entries: [1: -1.21875, 119: -1.625]),
    SequenceFact(
      DepthwiseConv(kernel: 2, stride: 2, dilation: 2), on: [[4, 7], [4, 1, 2]], gives: [4, 3], parameters: 4,
      multiplyAdds: 24, checksum: -4.421875, entries: [1: 0.5, 11: -0.75]),
  ]
}

extension Refusal {
  static let depthwiseConv: [Refusal] = [
    // An argument for another number of axes.
    Refusal("depthwise_conv(kernel: [3, 3])", on: [[2, 9]], .axes(argument: "kernel", given: 2, needed: 1)),
    Refusal(
      "depthwise_conv(kernel: 3, stride: [1, 2, 3])", on: [[2, 9, 9]],
      .axes(argument: "stride", given: 3, needed: 2)
    ),
    // A window larger than its padded input.
    Refusal(
      "depthwise_conv(kernel: 3, dilation: 2)", on: [[2, 6, 4]],
      .window(axis: "width", kernel: 5, padded: 4, input: 4)
    ),
    // Too large to count.
    Refusal("depthwise_conv(kernel: 1, multiplier: 1099511627776)", on: [[1 << 40, 1]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let depthwiseConv: [ArgumentRefusal] = [
    ArgumentRefusal(call: "depthwise_conv(kernel: 0)", "kernel"),
    ArgumentRefusal(call: "depthwise_conv(kernel: 1, multiplier: 0)", "multiplier"),
  ]
}
