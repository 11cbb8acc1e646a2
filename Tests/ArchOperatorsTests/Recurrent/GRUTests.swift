import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: nn.GRU (with `biases: one` the second bias is zero); multiply-adds by
  // FlopCounterMode.
  static let gru: [SequenceFact] = [
    SequenceFact(
      GRU(3), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
      checksum: -5.412489905, entries: [1: -0.0401735859, 11: -0.352320109]),
    SequenceFact(
      GRU(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 216, multiplyAdds: 840,
      checksum: 1.469511312, entries: [1: 0.372023754, 39: -0.0725567697]),
    SequenceFact(
      GRU(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 72, multiplyAdds: 288,
      checksum: 4.390935555, entries: [1: -0.0681255913, 11: 0.193305517]),
    SequenceFact(
      GRU(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 63, multiplyAdds: 180,
      checksum: -0.3303219574, entries: [1: 0.577542037, 2: -0.352320109]),
    SequenceFact(
      GRU(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 126,
      multiplyAdds: 360,
      checksum: -1.37240176, entries: [1: 0.577542037, 5: -0.264373099]),
    SequenceFact(
      GRU(3, biases: .one, returns: .last), on: [[4, 2]], gives: [3], parameters: 54, multiplyAdds: 180,
      checksum: -0.9135693444, entries: [1: 0.584859803, 2: -0.55911129]),
    // Source: the equations of Cho and others 2014 with the reset before the matrix, in double precision.
    SequenceFact(
      GRU(3, resetAfter: false), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
      checksum: -4.634660649, entries: [1: -0.133538371, 11: -0.171597272]),
    SequenceFact(
      GRU(3, bidirectional: true, resetAfter: false, biases: .one), on: [[4, 2]], gives: [4, 6],
      parameters: 108, multiplyAdds: 360,
      checksum: -6.875241237, entries: [1: 0.0543564995, 23: 0.0812111243]),
    SequenceFact(
      GRU(3, resetAfter: false, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 45,
      multiplyAdds: 180,
      checksum: -1.016811841, entries: [1: 0.377367236, 2: -0.529204295]),
  ]
}

extension Refusal {
  static let gru: [Refusal] = [
    Refusal(GRU(3), on: [[5]], .rank(expected: oneSequence, found: [5]))
  ]
}

extension ArgumentRefusal {
  static let gru: [ArgumentRefusal] = [
    ArgumentRefusal("gru", ["units": -1], "units"),
    ArgumentRefusal("gru", ["units": 2, "bidirectional": 2], "bidirectional"),
    ArgumentRefusal("gru", ["units": 2, "reset_after": "no"], "reset_after"),
    ArgumentRefusal("gru", ["units": 2, "biases": true], "biases"),
    ArgumentRefusal("gru", ["units": 2, "returns": "all"], "returns"),
  ]
}

extension Giant {
  static let gru: [Giant] = [
    Giant(GRU(2, biases: .none), on: [[large, large]], gives: [large, 2], parameters: [6 << 40, 12])
  ]
}
