import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: nn.RNN (with `biases: one` the second bias is zero); multiply-adds by
  // FlopCounterMode.
  static let rnn: [SequenceFact] = [
    SequenceFact(
      RNN(3), on: [[4, 2]], gives: [4, 3], parameters: 21, multiplyAdds: 60,
      checksum: 4.317114722, entries: [1: 0.101214731, 11: 0.209740465]),
    SequenceFact(
      RNN(4, bidirectional: true, activation: .relu), on: [[5, 3]], gives: [5, 8], parameters: 72,
      multiplyAdds: 280,
      checksum: 48.28439355, entries: [1: 1.484375, 39: 0]),
    SequenceFact(
      RNN(3, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 15, multiplyAdds: 60,
      checksum: 0.2233294335, entries: [1: -0.211819228, 2: 0.279189569]),
    SequenceFact(
      RNN(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 42,
      multiplyAdds: 120,
      checksum: 2.086126664, entries: [1: 0.191205436, 5: 0.105977045]),
    SequenceFact(
      RNN(3, activation: .relu, biases: .one), on: [[4, 2]], gives: [4, 3], parameters: 18, multiplyAdds: 60,
      checksum: 7.208435059, entries: [1: 0, 11: 0.123458862]),
  ]
}

extension Refusal {
  static let rnn: [Refusal] = [
    Refusal(RNN(3), on: [[5]], .rank(expected: oneSequence, found: [5]))
  ]
}

extension ArgumentRefusal {
  static let rnn: [ArgumentRefusal] = [
    ArgumentRefusal("rnn", [:], "units"),
    ArgumentRefusal("rnn", ["units": 0], "units"),
    ArgumentRefusal("rnn", ["units": 2, "bidirectional": 1], "bidirectional"),
    ArgumentRefusal("rnn", ["units": 2, "activation": "sigmoid"], "activation"),
    ArgumentRefusal("rnn", ["units": 2, "biases": "three"], "biases"),
    ArgumentRefusal("rnn", ["units": 2, "returns": "first"], "returns"),
  ]
}

extension Giant {
  static let rnn: [Giant] = [
    Giant(
      RNN(large, returns: .last), on: [[large, 2]], gives: [large],
      parameters: [1 << 41, nil, large, large])
  ]
}
