import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: two nested loops in Python, in double precision.
  static let dense: [SequenceFact] = [
    SequenceFact(
      Dense(3), on: [[4]], gives: [3], parameters: 15, multiplyAdds: 12, checksum: -0.984375,
      entries: [1: -0.3671875, 2: -0.15625]),
    SequenceFact(
      Dense(5, bias: false), on: [[3, 4]], gives: [3, 5], parameters: 20, multiplyAdds: 60,
      checksum: -2.515625, entries: [1: 0.0078125, 14: -0.2265625]),
    SequenceFact(
      Dense(2), on: [[5, 6]], gives: [5, 2], parameters: 14, multiplyAdds: 60, checksum: -5.9375,
      entries: [1: 0.4609375, 9: -0.25]),
  ]
}
