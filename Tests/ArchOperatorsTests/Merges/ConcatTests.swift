import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let concat: [Reference] = [
    Reference(
      Concat(), on: [[2, 3, 4], [1, 3, 4], [3, 3, 4]], gives: [6, 3, 4], checksum: 70.875,
      entries: [1: 1.375, 71: -0.125]),
    Reference(
      Concat(axis: 1), on: [[2, 3, 4], [2, 1, 4]], gives: [2, 4, 4], checksum: 46.875,
      entries: [1: 1.375, 31: -0.375]),
    Reference(
      Concat(axis: -1), on: [[2, 3], [2, 4]], gives: [2, 7], checksum: 12.875,
      entries: [1: 1.375, 13: -0.375]),
  ]
}

extension Refusal {
  static let concat: [Refusal] = [
    Refusal(Concat(), on: [[2, 3], [2, 4]], .shapes([[2, 3], [2, 4]], except: 0)),
    Refusal(Concat(axis: -1), on: [[2, 3], [3, 3]], .shapes([[2, 3], [3, 3]], except: 1)),
    Refusal(Concat(), on: [[2, 3], [2]], .shapes([[2, 3], [2]], except: 0)),
    Refusal(
      Concat(axis: 2), on: [[2, 3], [2, 3]],
      .range(
        what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
    ),
    Refusal(Concat(), on: [[1 << 62], [1 << 62]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let concat: [ArgumentRefusal] = [
    ArgumentRefusal("concat", positional: ["channels"], "axis")
  ]
}

extension Giant {
  static let concat: [Giant] = [
    Giant(Concat(axis: 1), on: [[2, large], [2, large]], gives: [2, 2 * large])
  ]
}
