import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let localResponseNorm: [Reference] = [
    Reference(
      LocalResponseNorm(5, alpha: 0.5, k: 2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 23.22379177,
      entries: [1: 0.75356323, 35: -0.283461582]),
    Reference(
      LocalResponseNorm(4, alpha: 1, beta: 0.5), on: [[5, 3, 2]], gives: [5, 3, 2], checksum: 39.67559428,
      entries: [1: 1.09726027, 29: 0.214115091]),
    Reference(
      LocalResponseNorm(3), on: [[4, 5]], gives: [4, 5], checksum: 15.12392097,
      entries: [1: 1.37491568, 19: -0.874981885]),
    Reference(
      LocalResponseNorm(5, alpha: 0.1, k: 2, divideAlpha: false), on: [[6, 2, 3]], gives: [6, 2, 3],
      checksum: 23.22379177, entries: [1: 0.75356323, 35: -0.283461582]),
  ]
}

extension Refusal {
  static let localResponseNorm: [Refusal] = [
    Refusal(
      LocalResponseNorm(5), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(
      LocalResponseNorm(0), on: [[5, 2]], .range(what: "the size", value: "0", allowed: "it counts from 1")),
  ]
}

extension ArgumentRefusal {
  static let localResponseNorm: [ArgumentRefusal] = [
    ArgumentRefusal("local_response_norm", positional: [0, nil, nil, nil, nil], "size"),
    ArgumentRefusal("local_response_norm", positional: [5, nil, nil, true, nil], "k"),
  ]
}

extension Giant {
  static let localResponseNorm: [Giant] = [
    Giant(LocalResponseNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
