import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let rmsNorm: [Reference] = [
    Reference(
      RMSNorm(), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 37.71185456,
      entries: [2: 1.09764218, 14: -2.651608]),
    Reference(
      RMSNorm(axes: 2, epsilon: 0.01), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 12,
      checksum: 39.86527138,
      entries: [2: 1.46035985, 23: 2.1397958]),
    Reference(
      RMSNorm(scale: false), on: [[3, 5]], gives: [3, 5], checksum: 36.50953754,
      entries: [1: 1.20740639, 14: -1.41419094]),
  ]
}

extension Refusal {
  static let rmsNorm: [Refusal] = [
    Refusal(RMSNorm(), on: [[]], .rank(expected: "rows of features", found: [])),
    Refusal(
      RMSNorm(axes: 2), on: [[5]],
      .range(what: "the number of axes", value: "2", allowed: "the input 5 has 1 axis")),
  ]
}

extension ArgumentRefusal {
  static let rmsNorm: [ArgumentRefusal] = [
    ArgumentRefusal("rms_norm", positional: [0, nil, nil], "axes"),
    ArgumentRefusal("rms_norm", positional: [nil, nil, 1], "scale"),
  ]
}

extension Giant {
  static let rmsNorm: [Giant] = [
    Giant(RMSNorm(axes: 2), on: [[2, large, 2048]], gives: [2, large, 2048], parameters: [1 << 51])
  ]
}
