import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let softmax: [Reference] = [
    Reference(
      Softmax(), on: [[5]], gives: [5], checksum: 3.272896543, entries: [1: 0.289520555, 4: 0.198984374]),
    Reference(Softmax(), on: [[5]], times: 100, gives: [5], checksum: 2.000003727, entries: [1: 0.999996273]),
    Reference(
      Softmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 27.86180844,
      entries: [1: 0.665240956, 23: 0.515429677]),
    Reference(
      Softmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: 12.0345309,
      entries: [1: 0.289520555, 14: 0.153353381]),
    Reference(
      Softmax(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 28.79716367,
      entries: [1: 0.506480391, 23: 0.711139146]),
    Reference(
      LogSoftmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: -124.8832454,
      entries: [1: -0.407605964, 23: -0.662754401]),
    Reference(
      LogSoftmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: -90.46836906,
      entries: [1: -1.23952898, 14: -1.87501034]),
    Reference(
      LogSoftmax(), on: [[5]], times: 100, gives: [5], checksum: -550.0000559,
      entries: [2: -12.5000037, 4: -37.5000037]),
  ]
}

extension Refusal {
  static let softmax: [Refusal] = [
    Refusal(Softmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      Softmax(axis: 3), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end"
      )),
    Refusal(
      Softmax(axis: -4), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "-4",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")
    ),
    Refusal(LogSoftmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      LogSoftmax(axis: 1), on: [[5]],
      .range(what: "the axis", value: "1", allowed: "the input 5 has axes 0 to 0, or -1 to -1 from the end")),
  ]
}

extension ArgumentRefusal {
  static let softmax: [ArgumentRefusal] = [
    ArgumentRefusal("softmax", positional: [0.5], "axis"),
    ArgumentRefusal("log_softmax", positional: [[0]], "axis"),
  ]
}

extension Giant {
  static let softmax: [Giant] = [
    Giant(Softmax(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(LogSoftmax(axis: -1), on: [[2, large]], gives: [2, large]),
  ]
}
