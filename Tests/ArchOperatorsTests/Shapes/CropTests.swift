import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let crop: [Reference] = [
    Reference(
      Crop(.explicit([.init(1, 0), .init(0, 2)])), on: [[2, 3, 5]], gives: [2, 2, 3], checksum: 26.25,
      entries: [1: 0.75, 11: 0.5]),
    Reference(Crop(1), on: [[2, 3, 5]], gives: [2, 1, 3], checksum: 20.125, entries: [1: 0.625, 5: 1.0]),
  ]
}

extension Refusal {
  static let crop: [Refusal] = [
    Refusal(
      Crop(1), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(Crop(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
    Refusal(
      Crop(.same), on: [[2, 5]],
      .conflict(
        "`crop` needs its amount as numbers", help: "`same` is for windows; write `crop(1)` or a list")),
    Refusal(Crop(2), on: [[2, 5, 4]], .empty(axis: "width", extent: 0)),
    Refusal(
      Crop(.explicit([.init(3, 3), .init(0, 0)])), on: [[2, 5, 4]], .empty(axis: "height", extent: -1)),
    Refusal(Crop(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let crop: [ArgumentRefusal] = [
    ArgumentRefusal("crop", positional: [[[1, 2, 3]]], "amount")
  ]
}

extension Giant {
  static let crop: [Giant] = [
    Giant(Crop(.explicit([.init(large - 2, 1)])), on: [[2, large]], gives: [2, 1])
  ]
}
