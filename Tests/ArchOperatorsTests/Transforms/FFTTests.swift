import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision: `numpy.fft.fftn`.
  static let fft: [SequenceFact] = [
    SequenceFact(
      FFT([0, 1]), on: [[4, 6]], gives: [4, 6], parameters: 0, multiplyAdds: 480,
      checksum: -33.01715532, entries: [1: -4.4375, 23: -4.43181033]),
    SequenceFact(
      FFT([0], part: .complex), on: [[5]], gives: [2, 5], parameters: 0, multiplyAdds: 50,
      checksum: -26.61894, entries: [1: -2.0625, 9: 0.43011935]),
    SequenceFact(
      FFT([1]), on: [[3, 8]], gives: [3, 8], parameters: 0, multiplyAdds: 192,
      checksum: -44.625, entries: [1: -1.875, 23: -1.875]),
    SequenceFact(
      FFT([2, 0, 1]), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 0, multiplyAdds: 528,
      checksum: -82, entries: [1: -0.875, 23: -2.375]),
    SequenceFact(
      FFT([0, 1], part: .complex), on: [[2, 5]], gives: [2, 2, 5], parameters: 0, multiplyAdds: 240,
      checksum: -47.11287999, entries: [1: -1.75, 19: 0]),
    SequenceFact(
      FFT([0], part: .complex), on: [[6, 1]], gives: [2, 6, 1], parameters: 0, multiplyAdds: 72,
      checksum: -32.21891109, entries: [1: -2, 11: 0.649519053]),
  ]
}

extension Refusal {
  static let fft: [Refusal] = [
    Refusal(FFT([0]), on: [[]], .rank(expected: "an axis to transform", found: [])),
    Refusal(
      FFT([]), on: [[5, 2]], .conflict("`fft` has no axes", help: "the input 5 x 2 has axes 0 to 1")),
    Refusal(
      FFT([0, -2]), on: [[5, 2]],
      .conflict("`fft` is given the axis -2 twice", help: "each axis is transformed once")),
    Refusal(
      FFT([2]), on: [[5, 2]],
      .range(
        what: "the axis", value: "2", allowed: "the input 5 x 2 has axes 0 to 1, or -2 to -1 from the end")),
  ]
}

extension ArgumentRefusal {
  static let fft: [ArgumentRefusal] = [
    ArgumentRefusal("fft", [:], "axes"),
    ArgumentRefusal("fft", ["axes": 1], "axes"),
    ArgumentRefusal("fft", ["axes": [0], "part": "imaginary"], "part"),
  ]
}

extension Giant {
  static let fft: [Giant] = [
    Giant(FFT([0, 1]), on: [[large, large]], gives: [large, large]),
    Giant(FFT([0], part: .complex), on: [[large]], gives: [2, large]),
  ]
}
