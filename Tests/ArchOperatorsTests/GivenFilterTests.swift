import ArchGraph
import ArchOperators
import Testing

/// Convolutions whose filters are a value, against PyTorch and at their limits.
@Suite struct GivenFilterTests {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and biases that `SequenceFact` makes:
  // torch.nn.functional.conv1d, conv2d and conv3d; multiply-adds by FlopCounterMode.
  private static let facts: [SequenceFact] = [
    SequenceFact(
      Conv(4, kernel: 3, padding: 1, bias: false), on: [[3, 5, 6], [4, 3, 3, 3]], gives: [4, 5, 6],
      multiplyAdds: 3240,
      checksum: 431.921875, entries: [1: -2.59375, 119: 0.40625]),
    SequenceFact(
      Conv(4, kernel: 2, stride: 2, groups: 2), on: [[4, 5, 4], [4, 2, 2, 2]], gives: [4, 2, 2],
      parameters: 4, multiplyAdds: 128,
      checksum: 6.46875, entries: [1: 0.34375, 15: -0.0625]),
    SequenceFact(
      Conv(6, kernel: 3, padding: 2, dilation: 2, groups: 3, bias: false), on: [[3, 9], [6, 1, 3]],
      gives: [6, 9], multiplyAdds: 162,
      checksum: 173.125, entries: [1: 0.796875, 53: 1.421875]),
    SequenceFact(
      Conv(2, kernel: 2, padding: 1), on: [[2, 3, 4, 3], [2, 2, 2, 2, 2]], gives: [2, 4, 5, 4], parameters: 2,
      multiplyAdds: 2560,
      checksum: 78.171875, entries: [1: -2.25, 159: -0.15625]),
    SequenceFact(
      Conv(5, kernel: 1), on: [[3, 4, 4], [5, 3, 1, 1]], gives: [5, 4, 4], parameters: 5, multiplyAdds: 240,
      checksum: 27.390625, entries: [1: -0.109375, 79: 0.28125]),
  ]

  @Test(arguments: facts) func agreesWithPyTorch(fact: SequenceFact) throws { try fact.check(fact.op) }

  /// The multiply-adds, their gradients and what lies in the padding are those of filters of its own; only parameters go.
  @Test func workIsThatOfFiltersOfItsOwn() throws {
    let op = Conv(64, kernel: 3, stride: 2, padding: 1, groups: 2, bias: false)
    let (x, filters): (Shape, Shape) = ([32, 56, 56], [64, 16, 3, 3])
    let output = try op.output(of: [x, filters]).shape(of: [x, filters])
    #expect(try op.output(of: [x]).shape(of: [x]) == output)
    let (given, own) = (op.work(from: [x, filters], to: output), op.work(from: [x], to: output))
    #expect(try given[.multiplyAdds].value() == 28 * 28 * 64 * 16 * 9)
    #expect(given[.multiplyAdds] == own[.multiplyAdds])
    #expect(given.padded == own.padded)
    #expect(op.parameters(of: [x, filters]).isEmpty)
    #expect(try given[.activationReads].value() == own[.activationReads].value() + 9216)
    let gradients = op.backward(from: [x, filters], to: output)
    #expect(gradients.inputs.count == 2)
    for work in gradients.inputs { #expect(work?[.multiplyAdds] == own[.multiplyAdds]) }
  }

  /// With filters that are given none has a bias unless it is said.
  @Test func biasesAreSaid() throws {
    func conv(_ bias: ArgumentValue?) throws -> Conv {
      try Conv(Arguments(Conv.signature, [4, 3, nil, nil, nil, nil, bias], inputs: ["weights"]))
    }
    #expect(try !conv(nil).bias)
    #expect(try conv(true).bias)
  }

  private static let refusals: [Refusal] = [
    Refusal(
      Conv(4, kernel: 3), on: [[3, 8, 8], [4, 3, 3]],
      .conflict("the given weights of `conv` are 4 x 3 x 3", help: "this layer needs 4 x 3 x 3 x 3 there")),
    Refusal(
      Conv(4, kernel: 3, groups: 2), on: [[2, 8], [4, 2, 3]],
      .conflict("the given weights of `conv` are 4 x 2 x 3", help: "this layer needs 4 x 1 x 3 there")),
    Refusal(
      Conv(4, kernel: 3), on: [[3, 8, 8], Shape([4, 3, 3, 3], of: .token)],
      .element(expected: .number, found: Shape([4, 3, 3, 3], of: .token))),
    Refusal(
      Conv(4, kernel: 3), on: [[3, 8, 8], [4, 3, 3, 3], [4]],
      .inputs(expected: "a value, and optionally its weights", found: 3)),
    Refusal(
      Conv(4, kernel: 9), on: [[3, 8, 8], [4, 3, 9, 9]],
      .window(axis: "height", kernel: 9, padded: 8, input: 8)),
  ]

  @Test(arguments: refusals) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.makeOperator().output(of: refusal.inputs) }
  }

  /// The largest extents cost no time.
  @Test(.timeLimit(.minutes(1))) func extentsCostNoTime() throws {
    let most = 1 << 40
    let op = Conv(most, kernel: 1)
    let inputs: [Shape] = [[most, most], [most, most, 1]]
    let output = try op.output(of: inputs).shape(of: inputs)
    #expect(output == [most, most])
    #expect((try? op.work(from: inputs, to: output).vector()) == nil)
  }
}
