import ArchGraph
import ArchOperators
import Testing

/// What windowed operators refuse.
extension WindowedOperatorTests {
  @Test(arguments: operators.names) func refusesInputsThatAreNoMap(name: String) throws {
    let calls = [
      "conv": "conv(1, kernel: 1)", "depthwise_conv": "depthwise_conv(kernel: 1)",
      "conv_transpose": "conv_transpose(1, kernel: 1)",
      "locally_connected": "locally_connected(1, kernel: 1)",
      "global_avg_pool": "global_avg_pool", "global_max_pool": "global_max_pool",
    ]
    let op = try CallText(calls[name] ?? "\(name)(1)").makeOperator()
    for shape: Shape in [[4], [1, 2, 3, 4, 5], []] {
      let expected = Misfit.rank(
        expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: shape)
      #expect(throws: expected) { try op.output(of: [shape]) }
    }
    let tokens = Shape([2, 3], of: .token)
    #expect(throws: Misfit.element(expected: .number, found: tokens)) { try op.output(of: [tokens]) }
    for count in [0, 2] {
      #expect(throws: Misfit.inputs(expected: "one input", found: count)) {
        try op.output(of: Array(repeating: [1, 4, 4], count: count))
      }
    }
  }

  static let misfits: [(call: String, input: Shape, misfit: Misfit)] = [
    // An argument for another number of axes.
    ("depthwise_conv(kernel: [3, 3])", [2, 9], .axes(argument: "kernel", given: 2, needed: 1)),
    (
      "depthwise_conv(kernel: 3, stride: [1, 2, 3])", [2, 9, 9],
      .axes(argument: "stride", given: 3, needed: 2)
    ),
    ("conv_transpose(1, kernel: [3, 3])", [2, 9], .axes(argument: "kernel", given: 2, needed: 1)),
    ("conv_transpose(1, kernel: 3, stride: [2])", [2, 9, 9], .axes(argument: "stride", given: 1, needed: 2)),
    (
      "conv_transpose(1, kernel: 3, padding: [2])", [2, 9, 9], .axes(argument: "padding", given: 1, needed: 2)
    ),
    (
      "conv_transpose(1, kernel: 3, dilation: [2])", [2, 9, 9],
      .axes(argument: "dilation", given: 1, needed: 2)
    ),
    (
      "conv_transpose(1, kernel: 3, stride: 2, output_padding: [1])", [2, 9, 9],
      .axes(argument: "output_padding", given: 1, needed: 2)
    ),
    ("locally_connected(1, kernel: [3])", [2, 9, 9], .axes(argument: "kernel", given: 1, needed: 2)),
    ("avg_pool(3, padding: [1])", [2, 9, 9], .axes(argument: "padding", given: 1, needed: 2)),
    ("lp_pool(3, stride: [1, 2])", [2, 9, 9, 9], .axes(argument: "stride", given: 2, needed: 3)),
    ("adaptive_avg_pool([1, 1])", [2, 9], .axes(argument: "size", given: 2, needed: 1)),
    ("adaptive_max_pool([1])", [2, 9, 9], .axes(argument: "size", given: 1, needed: 2)),
    ("upsample([2, 2])", [2, 9], .axes(argument: "scale", given: 2, needed: 1)),
    // A window larger than its padded input.
    (
      "depthwise_conv(kernel: 3, dilation: 2)", [2, 6, 4],
      .window(axis: "width", kernel: 5, padded: 4, input: 4)
    ),
    (
      "locally_connected(1, kernel: 5, padding: 1)", [2, 2, 6],
      .window(axis: "height", kernel: 5, padded: 4, input: 2)
    ),
    ("avg_pool(3)", [2, 2], .window(axis: "length", kernel: 3, padded: 2, input: 2)),
    ("lp_pool(3)", [2, 5, 5, 2], .window(axis: "width", kernel: 3, padded: 2, input: 2)),
    // What does not divide.
    (
      "conv_transpose(4, kernel: 1, groups: 2)", [3, 5, 5],
      .indivisible(what: "its 3 input channels", count: 3, by: "groups", divisor: 2, other: 4)
    ),
    (
      "conv_transpose(3, kernel: 1, groups: 2)", [4, 5, 5],
      .indivisible(what: "its 3 filters", count: 3, by: "groups", divisor: 2, other: 4)
    ),
    (
      "space_to_depth(2)", [3, 4, 5],
      .indivisible(what: "its width of 5", count: 5, by: "parts", divisor: 2)
    ),
    (
      "depth_to_space(2)", [6, 4, 4],
      .indivisible(what: "its 6 input channels", count: 6, by: "positions of a block", divisor: 4)
    ),
    // Output padding that another stride would make.
    (
      "conv_transpose(1, kernel: 3, stride: [2, 3], output_padding: 2)", [1, 4, 4],
      .range(
        what: "`output_padding`", value: "2",
        allowed: "it must be smaller than the stride, 2, or the dilation, 1")
    ),
    // Nothing left.
    ("conv_transpose(1, kernel: 1, padding: 2)", [1, 9, 4], .empty(axis: "width", extent: 0)),
    ("conv_transpose(1, kernel: 2, padding: [[3, 2]])", [1, 3], .empty(axis: "length", extent: -1)),
    // Too large to count.
    ("depthwise_conv(kernel: 1, multiplier: 1099511627776)", [1 << 40, 1], .tooLarge([])),
    (
      "conv_transpose(1, kernel: 1099511627776, dilation: 1099511627776)", [1, 1], .tooLarge([1 << 40])
    ),
    ("conv_transpose(1, kernel: 1, stride: 1099511627776)", [1, 1 << 40], .tooLarge([1 << 40])),
    ("conv_transpose(1, kernel: 2, stride: 1048576)", [1, 1 << 21], .tooLarge([(1 << 41) - (1 << 20) + 2])),
    ("upsample(1099511627776)", [1, 1 << 40], .tooLarge([])),
    ("depth_to_space(1099511627776)", [1 << 40, 1, 1], .tooLarge([1 << 40, 1 << 40])),
    ("depth_to_space(1099511627776)", [1 << 40, 1 << 40], .tooLarge([])),
  ]

  @Test(arguments: misfits) func refusesWhatDoesNotFit(call: String, input: Shape, misfit: Misfit) throws {
    let op = try CallText(call).makeOperator()
    #expect(throws: misfit) { try op.output(of: [input]) }
  }

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

  @Test(arguments: [
    ("depthwise_conv(kernel: 0)", "kernel"), ("depthwise_conv(kernel: 1, multiplier: 0)", "multiplier"),
    ("conv_transpose(1, kernel: 3, output_padding: -1)", "output_padding"),
    ("conv_transpose(0, kernel: 3)", "filters"), ("locally_connected(1, kernel: 3, bias: 1)", "bias"),
    ("avg_pool(2, count_padding: 1)", "count_padding"), ("lp_pool(2, power: 0.5)", "power"),
    ("global_avg_pool(keep_axes: 1)", "keep_axes"), ("global_max_pool(keep_axes: same)", "keep_axes"),
    ("adaptive_avg_pool(0)", "size"), ("adaptive_max_pool([2, 0])", "size"), ("upsample(0)", "scale"),
    ("upsample(2, mode: cubic)", "mode"), ("space_to_depth(0)", "block"), ("depth_to_space(0.5)", "block"),
  ])
  func refusesValuesThatArgumentsCannotHave(call: String, argument: String) throws {
    let fault = #expect(throws: ArgumentFault.self) { try CallText(call).makeOperator() }
    #expect(fault?.argument == argument)
  }
}
