import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let reshape: [Reference] = [
    Reference(Flatten(), on: [[2, 3, 4]], gives: [24], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      Reshape([4, -1]), on: [[2, 3, 4]], gives: [4, 6], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      Identity(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  ]
}

extension Refusal {
  static let reshape: [Refusal] = [
    Refusal(Reshape([]), on: [[4]], .conflict("`reshape` needs at least one extent", help: nil)),
    Refusal(
      Reshape([2, 0]), on: [[4]],
      .range(what: "an extent", value: "0", allowed: "extents are positive, or -1 for what remains")),
    Refusal(
      Reshape([-1, -1]), on: [[4]],
      .conflict("`reshape` cannot compute more than one extent", help: "write -1 only once")),
    Refusal(
      Reshape([5, -1]), on: [[2, 3, 4]],
      .indivisible(what: "its 24 elements", count: 24, by: "parts", divisor: 5)),
    Refusal(Reshape([5, 5]), on: [[2, 3, 4]], .elements(from: [2, 3, 4], to: [5, 5])),
    Refusal(Reshape([1 << 40, 1 << 40]), on: [[2]], .tooLarge([1 << 40, 1 << 40])),
  ]
}

extension ArgumentRefusal {
  static let reshape: [ArgumentRefusal] = [
    ArgumentRefusal("reshape", positional: [[2, -2]], "shape"),
    ArgumentRefusal("reshape", positional: [4], "shape"),
  ]
}

extension Giant {
  static let reshape: [Giant] = [
    Giant(Reshape([4096, -1, 1024]), on: [[large, 2048, 2048]], gives: [4096, large, 1024]),
    Giant(Identity(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  ]
}
