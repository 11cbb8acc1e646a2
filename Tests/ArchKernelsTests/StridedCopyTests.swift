import Testing

@testable import ArchKernels

/// Boxes that are copied, beside the formula for each of their positions.
@Suite struct StridedCopyTests {
  /// A box with the distances of its neighbours, where it comes from and where it goes.
  struct Case: Sendable {
    var extents: [Int], strides: [Int], outStrides: [Int]
  }

  static let cases = [
    Case(extents: [], strides: [], outStrides: []),
    Case(extents: [5], strides: [1], outStrides: [1]),
    Case(extents: [5], strides: [2], outStrides: [1]),
    Case(extents: [5], strides: [1], outStrides: [3]),
    Case(extents: [5], strides: [0], outStrides: [1]),
    Case(extents: [0], strides: [1], outStrides: [1]),
    Case(extents: [2, 3], strides: [3, 1], outStrides: [3, 1]),
    Case(extents: [2, 3], strides: [1, 2], outStrides: [3, 1]),
    Case(extents: [2, 3], strides: [3, 1], outStrides: [1, 2]),
    Case(extents: [3, 1], strides: [4, 9], outStrides: [2, 7]),
    Case(extents: [2, 0, 3], strides: [3, 3, 1], outStrides: [3, 3, 1]),
    Case(extents: [2, 3, 4], strides: [0, 4, 1], outStrides: [12, 4, 1]),
    Case(extents: [2, 3, 4], strides: [1, 2, 6], outStrides: [30, 7, 1]),
  ]

  /// Every position of a box.
  private func positions(_ extents: [Int]) -> [[Int]] {
    extents.reduce([[]]) { found, extent in found.flatMap { before in (0..<extent).map { before + [$0] } } }
  }

  @Test(arguments: cases) func everyPositionIsCopiedAndNothingElse(test: Case) {
    let input = (0..<100).map(Float.init)
    var expected = [Float](repeating: -1, count: 100)
    let positions = positions(test.extents)
    for position in positions {
      let place = { (strides: [Int]) in zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 } }
      expected[place(test.outStrides)] = input[place(test.strides)]
    }
    var out = [Float](repeating: -1, count: 100)
    let count = StridedCopy.run(test.extents, from: input, test.strides, to: &out, test.outStrides)
    #expect(out == expected)
    #expect(count == positions.count)
  }

  @Test func neighboursInABoxWithoutGaps() {
    #expect(StridedCopy.strides(of: []) == [])
    #expect(StridedCopy.strides(of: [7]) == [1])
    #expect(StridedCopy.strides(of: [2, 3, 4]) == [12, 4, 1])
    // The position in the order of the text is the place in memory.
    let extents = [3, 1, 4, 2]
    let strides = StridedCopy.strides(of: extents)
    let places = positions(extents).map { zip($0, strides).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(places == Array(0..<24))
  }
}
