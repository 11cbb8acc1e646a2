import ArchGraph

/// Small cases for testing all reductions: each axis and several, kept or not, from the front and the end.
enum ReductionCases {
  static let all: [(axes: [Int], keeps: Bool, shape: Shape)] = [false, true].flatMap { keeps in
    [
      ([1, 2], [3, 2, 4]), ([0], [5]), ([0], [3, 2, 4]), ([1], [2, 3, 4]), ([2], [2, 3, 4]), ([-1], [3, 5]),
      ([-3], [2, 3, 4]),
      ([0, 2], [3, 2, 4]), ([-1, 0, 1], [2, 3, 2]), ([-1, -2], [2, 2, 3, 2]),
      ([0, 1], [3, 4]),
    ].map { ($0.0, keeps, $0.1) }
  }

  /// The same with axes of one element.
  static let withSingle: [(axes: [Int], keeps: Bool, shape: Shape)] =
    all + [([1], false, [2, 1, 3]), ([0], true, [1]), ([0, 1], true, [1, 1, 4])]
}
