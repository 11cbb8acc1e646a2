import ArchGraph
import ArchOperators
import Testing

/// Transposed convolutions with the padding `same`.
@Suite struct ConvTransposeTests {
  /// `same` makes the output the input times the stride, as Keras's Conv2DTranspose does; the odd rest is cut off behind,
  /// as its gradient of a convolution with that padding is.
  @Test(arguments: [(3, 2, 0, 1), (2, 2, 0, 0), (4, 2, 1, 1), (5, 1, 2, 2), (5, 2, 1, 2), (3, 3, 0, 0)])
  func transposedConvolutionWithSamePadding(kernel: Int, stride: Int, before: Int, after: Int) throws {
    let same = ConvTranspose(1, kernel: .all(kernel), stride: .all(stride), padding: .same)
    let input: Shape = [16, 12, 12]
    #expect(try same.output(of: [input]).shape(of: [input]) == [1, 12 * stride, 12 * stride])
    #expect(try same.parameters(of: [input]).count(.weight).value() == 16 * kernel * kernel + 1)
    let sides = Padding.Sides(before, after)
    let numbers = ConvTranspose(
      1, kernel: .all(kernel), stride: .all(stride), padding: .explicit([sides, sides]))
    let output = Shape([1, 12 * stride, 12 * stride])
    func values(_ op: ConvTranspose) -> [Float] {
      let x = Tensor<Float>(input) { position in Float(position.reduce(1) { $0 * 3 + $1 } % 7) }
      let weight = Tensor<Float>(op.parameters(of: [input])[0].shape) { position in
        Float(position[2] + 2 * position[3])
      }
      return op.define([x], [weight, Tensor([1]) { _ in 0.5 }], output: output).values
    }
    #expect(values(same) == values(numbers))
  }

  /// With a window smaller than its stride nothing is to be cut off.
  @Test func transposedConvolutionOfSmallWindows() throws {
    let misfit = #expect(throws: Misfit.self) {
      try ConvTranspose(1, kernel: 1, stride: 2, padding: .same).output(of: [[1, 4, 4]])
    }
    #expect(misfit?.wording(for: "conv_transpose").help?.contains("`output_padding: 1`") == true)
  }
}

extension PyTorchFact {
  static let convTranspose = rows(
    """
    conv_transpose(512, kernel: 2, stride: 2) | 1024 28 28 | 512 56 56 | 2097664 | 1644167168 | -
    conv_transpose(21, kernel: 16, stride: 8, bias: false) | 21 34 34 | 21 280 280 | 112896 | 130507776 | -
    conv_transpose(3, kernel: 3, stride: 2, padding: [[0, 1], [2, 0]]) \
      | 2 3 4 | 3 6 7 | 57 | 648 | 122.4844 884.0625 0.0781
    conv_transpose(2, kernel: 4, stride: 2, padding: 1) | 2 3 4 | 2 6 8 | 66 | 768 | -53.125 -324.1562 0.0312
    conv_transpose(1, kernel: 2) | 1 2 2 | 1 3 3 | 5 | 16 | 6.4688 39.4219 0.5781
    conv_transpose(6, kernel: 3, stride: 2, padding: 1, output_padding: 1, groups: 2) \
      | 4 3 2 | 6 6 4 | 114 | 648 | 29.2188 258.4062 -0.0156
    conv_transpose(2, kernel: 2, dilation: 3, output_padding: 2) \
      | 2 3 3 | 2 8 8 | 18 | 144 | -74.2812 -533.3906 -0.75
    conv_transpose(3, kernel: 1, stride: 3, output_padding: 2) \
      | 2 4 | 3 12 | 9 | 24 | -23.4844 -154.9844 -0.75
    conv_transpose(9, kernel: 4, dilation: 2, groups: 3) | 6 9 | 9 15 | 81 | 648 | -43.4375 -363.0625 0.7031
    conv_transpose(3, kernel: 3, output_padding: [0]) | 1 5 | 3 7 | 12 | 45 | -10.1719 -61.5469 -1.0312
    conv_transpose(3, kernel: 2, padding: [1, 0]) | 3 4 5 | 3 3 6 | 39 | 720 | 50.2969 368.8281 1.8438
    conv_transpose(2, kernel: [2], padding: 2, dilation: 2) | 2 9 | 2 7 | 10 | 72 | -2.9844 26.8281 0.1719
    conv_transpose(4, kernel: 4, groups: 2) | 4 7 7 | 4 10 10 | 132 | 6272 | 347.3438 2499.0469 -0.1406
    conv_transpose(3, kernel: 1, stride: 3, padding: [1]) | 4 5 | 3 11 | 15 | 60 | -4.9688 -45.1562 -0.625
    conv_transpose(2, kernel: 4, padding: 2, groups: 2) | 6 4 8 | 2 3 7 | 98 | 3072 | 45.1406 344.5625 5
    conv_transpose(2, kernel: 3, stride: 3, bias: false) | 2 3 | 2 9 | 12 | 36 | -6.4688 -33.875 -0.6719
    conv_transpose(3, kernel: 4, padding: 2, dilation: 2) | 4 7 | 3 9 | 51 | 336 | -23.7188 -167.9062 0.9062
    conv_transpose(1, kernel: 1, padding: 2, dilation: 2) | 2 6 7 | 1 2 3 | 3 | 84 | 0.2344 1.8281 0.125
    conv_transpose(1, kernel: [3], stride: 3, dilation: 3) | 4 12 | 1 40 | 13 | 144 | 40.5781 257.375 1.3125
    conv_transpose(1, kernel: [3], stride: 3, dilation: [1]) | 1 4 | 1 12 | 4 | 12 | 8.0156 68.1562 0.8125
    conv_transpose(3, kernel: [3], stride: [3], padding: [0]) | 2 3 | 3 9 | 21 | 54 | 12.0938 97.8594 0.3438
    conv_transpose(3, kernel: [3, 4], padding: 2) | 3 6 9 | 3 4 8 | 111 | 5832 | 67.125 436.6406 4.1562
    conv_transpose(1, kernel: [2], dilation: [1]) | 2 5 | 1 6 | 5 | 20 | -4.5 -15.6875 -0.6406
    conv_transpose(2, kernel: 2, padding: 1, dilation: 3) | 3 4 | 2 5 | 14 | 48 | -3.3438 -25.9531 -0.6875
    conv_transpose(1, kernel: [2], stride: [2], padding: [2]) | 2 10 | 1 16 | 5 | 40 | 14.375 76.25 0.125
    conv_transpose(3, kernel: [1], stride: 2, padding: [0]) | 2 8 | 3 15 | 9 | 48 | 21.4219 121.125 -0.375
    conv_transpose(1, kernel: 3, padding: [2], dilation: 3) | 4 3 | 1 5 | 13 | 36 | -0.7656 0.0938 1.0781
    conv_transpose(3, kernel: 2, padding: 2, bias: false) | 3 6 | 3 3 | 18 | 108 | 9.8438 84.0156 2.25
    conv_transpose(1, kernel: 1, stride: 2) | 3 7 | 1 13 | 4 | 21 | 9.0625 70 1.6406
    conv_transpose(6, kernel: [4], stride: [1], groups: 2) | 2 9 | 6 12 | 30 | 216 | 55.6719 344.75 -0.6406
    conv_transpose(3, kernel: [2, 2], padding: [0, 2]) | 2 9 4 | 3 10 1 | 27 | 864 | 33.625 275.5938 1.0312
    conv_transpose(2, kernel: [3], dilation: [3], groups: 2) | 2 8 | 2 14 | 8 | 48 | 10.4219 49.8438 0.125
    conv_transpose(1, kernel: [4], padding: [1]) | 1 6 | 1 7 | 5 | 24 | 4.5469 18.2812 0.25
    conv_transpose(3, kernel: [1], padding: 1, dilation: 3) | 1 6 | 3 4 | 6 | 18 | 4.2188 18.9688 0.0625
    """)
}

extension Refusal {
  static let convTranspose: [Refusal] = [
    Refusal(
      "conv_transpose(1, kernel: [3, 3])", on: [[2, 9]], .axes(argument: "kernel", given: 2, needed: 1)),
    Refusal(
      "conv_transpose(1, kernel: 3, stride: [2])", on: [[2, 9, 9]],
      .axes(argument: "stride", given: 1, needed: 2)),
    Refusal(
      "conv_transpose(1, kernel: 3, padding: [2])", on: [[2, 9, 9]],
      .axes(argument: "padding", given: 1, needed: 2)
    ),
    Refusal(
      "conv_transpose(1, kernel: 3, dilation: [2])", on: [[2, 9, 9]],
      .axes(argument: "dilation", given: 1, needed: 2)
    ),
    Refusal(
      "conv_transpose(1, kernel: 3, stride: 2, output_padding: [1])", on: [[2, 9, 9]],
      .axes(argument: "output_padding", given: 1, needed: 2)
    ),
    // What does not divide.
    Refusal(
      "conv_transpose(4, kernel: 1, groups: 2)", on: [[3, 5, 5]],
      .indivisible(what: "its 3 input channels", count: 3, by: "groups", divisor: 2, other: 4)
    ),
    Refusal(
      "conv_transpose(3, kernel: 1, groups: 2)", on: [[4, 5, 5]],
      .indivisible(what: "its 3 filters", count: 3, by: "groups", divisor: 2, other: 4, adjustable: "filters")
    ),
    // Output padding that another stride would make.
    Refusal(
      "conv_transpose(1, kernel: 3, stride: [2, 3], output_padding: 2)", on: [[1, 4, 4]],
      .range(
        what: "`output_padding`", value: "2",
        allowed: "it must be smaller than the stride, 2, or the dilation, 1")
    ),
    // Nothing left.
    Refusal("conv_transpose(1, kernel: 1, padding: 2)", on: [[1, 9, 4]], .empty(axis: "width", extent: 0)),
    Refusal(
      "conv_transpose(1, kernel: 2, padding: [[3, 2]])", on: [[1, 3]], .empty(axis: "length", extent: -1)),
    Refusal(
      "conv_transpose(1, kernel: 1099511627776, dilation: 1099511627776)", on: [[1, 1]], .tooLarge([1 << 40])
    ),
    Refusal("conv_transpose(1, kernel: 1, stride: 1099511627776)", on: [[1, 1 << 40]], .tooLarge([1 << 40])),
    Refusal(
      "conv_transpose(1, kernel: 2, stride: 1048576)", on: [[1, 1 << 21]],
      .tooLarge([(1 << 41) - (1 << 20) + 2])),
  ]
}

extension ArgumentRefusal {
  static let convTranspose: [ArgumentRefusal] = [
    ArgumentRefusal(call: "conv_transpose(1, kernel: 3, output_padding: -1)", "output_padding"),
    ArgumentRefusal(call: "conv_transpose(0, kernel: 3)", "filters"),
  ]
}

extension SequenceFact {
  // Source: torch.nn.functional.conv_transpose1d, conv_transpose2d and conv_transpose3d of PyTorch 2.15.0, in double
  // precision, for the inputs and biases that `SequenceFact` makes.
  static let convTranspose: [SequenceFact] = [
    SequenceFact(
      ConvTranspose(4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, bias: false),
      on: [[3, 4, 5], [3, 4, 3, 3]], gives: [4, 8, 10], multiplyAdds: 2160, checksum: 402.65625,
      entries: [1: 2.09375, 319: 2.5]),
    SequenceFact(
      ConvTranspose(4, kernel: 2, stride: 2, groups: 2), on: [[4, 3, 3], [4, 2, 2, 2]], gives: [4, 6, 6],
      parameters: 4, multiplyAdds: 288, checksum: -24.609375, entries: [1: -1.0625, 143: -1.0625]),
    SequenceFact(
      ConvTranspose(5, kernel: 3, dilation: 2), on: [[3, 6], [3, 5, 3]], gives: [5, 10], parameters: 5,
      multiplyAdds: 270, checksum: -1.359375, entries: [1: 0.921875, 49: 1.421875]),
    SequenceFact(
      ConvTranspose(2, kernel: 2, stride: 2, padding: 1, bias: false),
      on: [[2, 3, 2, 3], [2, 2, 2, 2, 2]], gives: [2, 4, 2, 4], multiplyAdds: 576, checksum: 30.234375,
      entries: [1: -0.453125, 63: 0.375]),
  ]
}
