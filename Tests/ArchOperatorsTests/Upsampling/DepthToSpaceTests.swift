import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let depthToSpace = rows(
    """
    space_to_depth(2) | 3 4 6 | 12 2 3 | 0 | - | 3.25 30.625 -0.5
    space_to_depth(3) | 2 6 9 | 18 2 3 | 0 | - | 4.125 58.875 -0.25
    space_to_depth(4) | 1 4 8 | 16 1 2 | 0 | - | 4.125 28.625 -0.25
    space_to_depth(1) | 2 3 5 | 2 3 5 | 0 | - | 4.5 46.125 0
    space_to_depth(2) | 64 26 26 | 256 13 13 | 0 | - | -
    depth_to_space(2) | 8 3 2 | 2 6 4 | 0 | - | 4.5 33.125 0.125
    depth_to_space(3) | 18 2 3 | 2 6 9 | 0 | - | 4.125 23.75 -0.25
    depth_to_space(4) | 16 1 2 | 1 4 8 | 0 | - | 4.125 35 -0.25
    depth_to_space(1) | 2 3 5 | 2 3 5 | 0 | - | 4.5 46.125 0
    """)
}

extension Refusal {
  static let depthToSpace: [Refusal] = [
    Refusal(
      "space_to_depth(2)", on: [[3, 4, 5]],
      .indivisible(what: "its width of 5", count: 5, by: "parts", divisor: 2)
    ),
    Refusal(
      "depth_to_space(2)", on: [[6, 4, 4]],
      .indivisible(what: "its 6 input channels", count: 6, by: "positions of a block", divisor: 4)
    ),
    Refusal("depth_to_space(1099511627776)", on: [[1 << 40, 1, 1]], .tooLarge([1 << 40, 1 << 40])),
    Refusal("depth_to_space(1099511627776)", on: [[1 << 40, 1 << 40]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let depthToSpace: [ArgumentRefusal] = [
    ArgumentRefusal(call: "space_to_depth(0)", "block"),
    ArgumentRefusal(call: "depth_to_space(0.5)", "block"),
  ]
}
