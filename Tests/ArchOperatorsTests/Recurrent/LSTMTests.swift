import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: nn.LSTM with `proj_size`; with `biases: one` the second bias is zero.
  static let lstm: [SequenceFact] = [
    SequenceFact(
      LSTM(4, projection: 2), on: [[4, 3]], gives: [4, 2], parameters: 120, multiplyAdds: 352,
      checksum: -1.415091777, entries: [1: -0.00415199559, 7: 0.0344621603]),
    SequenceFact(
      LSTM(3, bidirectional: true, projection: 2), on: [[3, 2]], gives: [3, 4], parameters: 156,
      multiplyAdds: 324,
      checksum: -2.208237209, entries: [1: -0.0510604208, 11: -0.0425723469]),
    SequenceFact(
      LSTM(3, returns: .last, projection: 1), on: [[4, 2]], gives: [1], parameters: 63, multiplyAdds: 156,
      checksum: -0.06326587525, entries: [0: -0.0632658752]),
    SequenceFact(
      LSTM(3, bidirectional: true, biases: .none, returns: .last, projection: 2), on: [[3, 3]], gives: [4],
      parameters: 132, multiplyAdds: 396,
      checksum: 0.5110687758, entries: [1: -0.0391155663, 3: 0.108570951]),
    SequenceFact(
      LSTM(3, biases: .one, projection: 2), on: [[4, 2]], gives: [4, 2], parameters: 66, multiplyAdds: 216,
      checksum: 1.031094717, entries: [1: -0.0169085441, 7: -0.158765138]),
    // Source: PyTorch 2.15.0, in double precision: nn.LSTM (with `biases: one` the second bias is zero); multiply-adds by
    // FlopCounterMode.
    SequenceFact(
      LSTM(3), on: [[4, 2]], gives: [4, 3], parameters: 84, multiplyAdds: 240,
      checksum: -3.132153112, entries: [1: -0.0814804885, 11: -0.0712053826]),
    SequenceFact(
      LSTM(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 288, multiplyAdds: 1120,
      checksum: -4.441364009, entries: [1: 0.176574404, 39: -0.00840380038]),
    SequenceFact(
      LSTM(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 96, multiplyAdds: 384,
      checksum: 2.254133359, entries: [1: -0.0550014273, 11: 0.0689967573]),
    SequenceFact(
      LSTM(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 84, multiplyAdds: 240,
      checksum: 0.01632087507, entries: [1: 0.233280641, 2: -0.0712053826]),
    SequenceFact(
      LSTM(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 168,
      multiplyAdds: 480,
      checksum: -0.2914161503, entries: [1: 0.233280641, 5: -0.0712712013]),
    SequenceFact(
      LSTM(3, bidirectional: true, biases: .one), on: [[4, 2]], gives: [4, 6], parameters: 144,
      multiplyAdds: 480,
      checksum: -5.119012047, entries: [1: 0.0318029706, 23: 0.0421901163]),
  ]
}

extension Refusal {
  static let lstm: [Refusal] = [
    Refusal(
      LSTM(3, projection: 3), on: [[5, 2]],
      .range(
        what: "`projection`", value: "3", allowed: "it must be less than the 3 units of the state")),
    Refusal(
      LSTM(1, projection: 1), on: [[5, 2]],
      .range(what: "`projection`", value: "1", allowed: "it must be less than the 1 unit of the state")),
    Refusal(LSTM(3), on: [[2, 3, 4]], .rank(expected: oneSequence, found: [2, 3, 4])),
    Refusal(LSTM(.max, bidirectional: true), on: [[2, 3]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let lstm: [ArgumentRefusal] = [
    ArgumentRefusal("lstm", ["units": 2, "projection": 0], "projection"),
    ArgumentRefusal("lstm", ["units": 0.5], "units"),
    ArgumentRefusal("lstm", ["units": 2, "bidirectional": "yes"], "bidirectional"),
    ArgumentRefusal("lstm", ["units": 2, "biases": 2], "biases"),
    ArgumentRefusal("lstm", ["units": 2, "returns": true], "returns"),
  ]
}

extension Giant {
  static let lstm: [Giant] = [
    Giant(
      LSTM(large, projection: 2), on: [[2, 2]], gives: [2, 2],
      parameters: [1 << 43, 1 << 43, 1 << 42, 1 << 42, 1 << 41]),
    Giant(
      LSTM(large, bidirectional: true, biases: .one), on: [[2, 2]], gives: [2, 2 * large],
      parameters: [1 << 43, nil, 1 << 42, 1 << 43, nil, 1 << 42]),
  ]
}
