import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let layerNorm: [Reference] = [
    Reference(
      LayerNorm(), on: [[3, 5]], gives: [3, 5], parameters: 10, checksum: 66.39251685,
      entries: [1: 1.54347357, 14: -2.02622627]),
    Reference(
      LayerNorm(axes: 2), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 24, checksum: 97.64449972,
      entries: [1: 2.47889793, 23: 2.44748109]),
    Reference(
      LayerNorm(axes: 3, epsilon: 0.001), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 48,
      checksum: 113.341312, entries: [1: 2.57531584, 23: 2.03380443]),
    Reference(
      LayerNorm(scale: false, shift: false), on: [[2, 5]], gives: [2, 5], checksum: 11.97145089,
      entries: [1: 0.719060657, 9: -1.41398734]),
    Reference(
      LayerNorm(shift: false), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 9.517516855,
      entries: [1: 1.16847357, 14: -2.65122627]),
    Reference(
      LayerNorm(channels: true, epsilon: 1e-6), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8,
      checksum: 98.79825659, entries: [1: 1.16770498, 23: 1.62757691]),
  ]
}

extension Refusal {
  static let layerNorm: [Refusal] = [
    Refusal(LayerNorm(), on: [[]], .rank(expected: "rows of features, or channels", found: [])),
    Refusal(
      LayerNorm(axes: 3), on: [[2, 3]],
      .range(what: "the number of axes", value: "3", allowed: "the input 2 x 3 has 2 axes")),
    Refusal(
      LayerNorm(axes: 0), on: [[5]],
      .range(what: "the number of axes", value: "0", allowed: "the input 5 has 1 axis")),
    Refusal(
      LayerNorm(axes: 2, channels: true), on: [[2, 3, 4]],
      .conflict(
        "`layer_norm` normalises either `axes` or `channels`", help: "leave out one of them")),
  ]
}

extension ArgumentRefusal {
  static let layerNorm: [ArgumentRefusal] = [
    ArgumentRefusal("layer_norm", positional: [0, nil, nil, nil, nil], "axes"),
    ArgumentRefusal("layer_norm", positional: [nil, 1, nil, nil, nil], "channels"),
    ArgumentRefusal("layer_norm", positional: [nil, nil, 2, nil, nil], "epsilon"),
  ]
}

extension Giant {
  static let layerNorm: [Giant] = [
    Giant(
      LayerNorm(axes: 3), on: [[large, 2048, 2048]], gives: [large, 2048, 2048],
      parameters: [1 << 62, 1 << 62]),
    Giant(
      LayerNorm(channels: true), on: [[large, 2, 2]], gives: [large, 2, 2], parameters: [large, large]),
  ]
}
