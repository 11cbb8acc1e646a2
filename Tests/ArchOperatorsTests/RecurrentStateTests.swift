import ArchGraph
import ArchOperators
import Testing

/// Recurrent layers that begin at states which are given, and the last state of a cell, against PyTorch and at their limits.
@Suite struct RecurrentStateTests {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `SequenceFact` makes: nn.LSTM, nn.GRU and
  // nn.RNN with `h_0` and `c_0`; of `returns: .all` the states with `c_n` behind them. The multiply-adds are those of the same
  // layers without states.
  private static let facts: [SequenceFact] = [
    SequenceFact(
      LSTM(3), on: [[4, 2], [3], [3]], gives: [4, 3], parameters: 84, multiplyAdds: 240,
      checksum: -5.965346165, entries: [1: -0.217646156, 11: -0.104889851]),
    SequenceFact(
      LSTM(3, returns: .all), on: [[4, 2], [3], [3]], gives: [5, 3], parameters: 84, multiplyAdds: 240,
      checksum: -7.277111081, entries: [1: -0.217646156, 14: -0.289200191]),
    SequenceFact(
      LSTM(2, bidirectional: true, returns: .all), on: [[3, 3], [4], [4]], gives: [4, 4], parameters: 112,
      multiplyAdds: 240,
      checksum: -10.92455213, entries: [1: -0.227221565, 15: -0.00439821975]),
    SequenceFact(
      LSTM(2, bidirectional: true, returns: .all), on: [[3, 3]], gives: [4, 4], parameters: 112,
      multiplyAdds: 240,
      checksum: -4.991731414, entries: [1: -0.180788576, 15: 0.0577799532]),
    SequenceFact(
      LSTM(4, bidirectional: true, returns: .last, projection: 2), on: [[3, 2], [4], [8]], gives: [4],
      parameters: 208, multiplyAdds: 432,
      checksum: 0.08658145801, entries: [1: -0.00475335233, 3: 0.10712692]),
    SequenceFact(
      LSTM(2, returns: .all), on: [[1, 3], [2], [2]], gives: [2, 2], parameters: 56, multiplyAdds: 40,
      checksum: -6.086509474, entries: [1: -0.227221565, 3: -0.976200045]),
    SequenceFact(
      GRU(3), on: [[4, 2], [3]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
      checksum: -1.094674155, entries: [1: 0.148546964, 11: -0.357446781]),
    SequenceFact(
      GRU(2, bidirectional: true, returns: .last), on: [[3, 3], [4]], gives: [4], parameters: 84,
      multiplyAdds: 180,
      checksum: 1.305037426, entries: [1: -0.188656683, 3: 0.0936069227]),
    SequenceFact(
      RNN(3, returns: .last), on: [[4, 2], [3]], gives: [3], parameters: 21, multiplyAdds: 60,
      checksum: 0.761869541, entries: [1: 0.188559252, 2: 0.213715083]),
    SequenceFact(
      RNN(2, bidirectional: true, activation: .relu), on: [[3, 3], [4]], gives: [3, 4], parameters: 28,
      multiplyAdds: 60,
      checksum: 12.57675171, entries: [1: 1.6953125, 11: 0]),
  ]

  @Test(arguments: facts) func agreesWithPyTorch(fact: SequenceFact) throws { try fact.check(fact.op) }

  /// A state of zeros is what a layer begins at, and costs no arithmetic.
  @Test func zerosAreWhatItBeginsAt() throws {
    let op = LSTM(3, bidirectional: true, returns: .all)
    let inputs: [Shape] = [[4, 2], [6], [6]]
    let output = try op.output(of: inputs).shape(of: inputs)
    #expect(try op.output(of: [[4, 2]]).shape(of: [[4, 2]]) == output)
    let x = Tensor<Float>(inputs[0]) { Float($0[0] * 3 - $0[1]) / 4 }
    let weights = op.parameters(of: inputs).map { parameter in
      Tensor<Float>(parameter.shape) { Float($0.reduce(1) { 5 * $0 + $1 } % 7 - 3) / 4 }
    }
    let zeros = Tensor<Float>([6]) { _ in 0 }
    #expect(
      op.define([x, zeros, zeros], weights, output: output).values
        == op.define([x], weights, output: output).values)
    var (given, plain) = (
      try op.work(from: inputs, to: output).vector(), try op.work(from: [inputs[0]], to: output).vector()
    )
    #expect(given[.activationReads] == plain[.activationReads] + 12)
    (given[.activationReads], plain[.activationReads]) = (0, 0)
    #expect(given == plain)
  }

  /// A sequence in two parts, the second from where the first ended, is the whole.
  @Test func partsOfASequenceAreTheWhole() throws {
    let op = LSTM(3, returns: .all)
    let x = Tensor<Float>([5, 2]) { Float(($0[0] * 7 + $0[1] * 3) % 11 - 5) / 8 }
    let weights = op.parameters(of: [[5, 2]]).map { parameter in
      Tensor<Float>(parameter.shape) { Float($0.reduce(1) { 5 * $0 + $1 } % 7 - 3) / 8 }
    }
    func part(_ rows: Range<Int>) -> Tensor<Float> {
      Tensor([rows.count, 2], Array(x.values[rows.lowerBound * 2..<rows.upperBound * 2]))
    }
    let whole = op.define([x], weights, output: [6, 3]).values
    let first = op.define([part(0..<2)], weights, output: [3, 3]).values
    let state = Tensor<Float>([3], Array(first[3..<6]))
    let cell = Tensor<Float>([3], Array(first[6..<9]))
    let second = op.define([part(2..<5), state, cell], weights, output: [4, 3]).values
    #expect(Array(first[0..<6]) + second == whole)
  }

  private static let refusals: [Refusal] = [
    Refusal(
      LSTM(2), on: [[3, 2], [2]],
      .inputs(expected: "a sequence, or a sequence with its first state and cell", found: 2)),
    Refusal(
      GRU(2), on: [[3, 2], [2], [2]], .inputs(expected: "a sequence, and perhaps its first state", found: 3)),
    Refusal(
      RNN(2), on: [[3, 2], [3]],
      .conflict("the first state of `rnn` is 3", help: "it has 2 numbers, as the last one has")),
    Refusal(
      GRU(2, bidirectional: true), on: [[3, 2], [2, 2]],
      .conflict(
        "the first state of `gru` is 2 x 2", help: "it has 2 numbers for each direction, as the last one has")
    ),
    Refusal(
      LSTM(3, projection: 2), on: [[3, 2], [2], [2]],
      .conflict("the first cell of `lstm` is 2", help: "it has 3 numbers, as the last one has")),
    Refusal(
      LSTM(2), on: [[3, 2], Shape([2], of: .token), [2]],
      .element(expected: .number, found: Shape([2], of: .token))),
    Refusal(
      LSTM(3, returns: .all, projection: 2), on: [[3, 2]],
      .conflict(
        "`returns: all` puts the cell behind the states, and with a projection it has other features",
        help: "`returns: sequence` gives the states alone")),
    Refusal(
      GRU(3, returns: .all), on: [[3, 2]],
      .conflict(
        "`returns: all` puts the cell behind the states, and `gru` has none",
        help: "`returns: sequence` gives all states")),
    Refusal(LSTM(.max, bidirectional: true), on: [[2, 3], [4], [4]], .tooLarge([])),
  ]

  @Test(arguments: refusals) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: (any Error).self) { try refusal.makeOperator().output(of: refusal.inputs) }
    guard refusal.misfit != .tooLarge([]) else { return }
    #expect(throws: refusal.misfit) { try refusal.makeOperator().output(of: refusal.inputs) }
  }

  /// Of layers without a cell none is asked for.
  @Test(arguments: ["gru", "rnn", "conv_lstm"]) func onlyCellsAreGiven(name: String) throws {
    let signature = try #require(Catalogue.standard[name]).signature
    let argument = try #require(signature.arguments.first { $0.name == "returns" })
    #expect(argument.kind == .word(["sequence", "last"]))
  }
}
