import ArchGraph
import ArchOperators
import Testing

@testable import ArchImport

/// An arrangement that is followed through moves is where the elements are.
struct StridedViewTests {
  /// A small generator, the same from run to run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 23
    }
  }

  /// The places of elements in memory, moved as the definition of a layer moves them.
  private func moved(_ places: [Int], _ shape: [Int], by op: some Operator) throws -> (
    places: [Int], shape: [Int]
  ) {
    let input = Tensor(Shape(shape), places.map { Float($0) })
    let output = try op.output(of: [Shape(shape)]).shape(of: [Shape(shape)])
    let result = op.define([input], [], output: output)
    return (result.values.map { Int($0) }, output.dimensions)
  }

  /// The places that a view says.
  private func places(_ view: StridedView) -> [Int] {
    var found = [view.offset]
    for axis in view.axes {
      for steps in axis {
        found = found.flatMap { start in (0..<steps.count).map { start + $0 * steps.stride } }
      }
    }
    return found
  }

  @Test func randomMoves() throws {
    var generator = Generator(state: 7)
    var (followed, refused) = (0, 0)
    for _ in 0..<2_000 {
      var shape =
        [[12, 6], [4, 6, 2], [2, 3, 4], [24], [3, 2, 2, 2]].randomElement(using: &generator) ?? [24]
      var elements = Array(0..<shape.reduce(1, *))
      var view = StridedView(0, Shape(shape))
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let op: any Operator
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: op = Permute(Array(shape.indices).shuffled(using: &generator))
        case 1:
          let count = elements.count
          let divisors = (1...count).filter { count % $0 == 0 }
          let first = divisors.randomElement(using: &generator) ?? 1
          let second = divisors.filter { count / first % $0 == 0 }.randomElement(using: &generator) ?? 1
          op = Reshape([first, second, count / first / second])
        case 2:
          let axis = Int.random(in: shape.indices, using: &generator)
          let from = Int.random(in: 0..<shape[axis], using: &generator)
          let to = Int.random(in: (from + 1)...shape[axis], using: &generator)
          op = Slice(axis, from: from, to: to, step: Int.random(in: 1...2, using: &generator))
        case 3:
          let axis = Int.random(in: shape.indices, using: &generator)
          let parts = (1...shape[axis]).filter { shape[axis] % $0 == 0 }.randomElement(using: &generator) ?? 1
          op = Split(parts, take: Int.random(in: 0..<parts, using: &generator), axis: axis)
        default:
          guard let axis = shape.firstIndex(of: 1), shape.reduce(1, *) <= 100 else { continue }
          var wider = shape
          wider[axis] = 3
          op = Expand(wider)
        }
        let result = try moved(elements, shape, by: op)
        guard view.follow(op, 1, to: Shape(result.shape)) else {
          refused += 1
          break
        }
        followed += 1
        (elements, shape) = result
        #expect(view.extents == shape)
        try #require(places(view) == elements, "\(op.call)")
      }
    }
    // Most moves are followed: what is refused are elements that no steps describe.
    #expect(followed > 8 * refused, "\(followed) followed, \(refused) refused")
  }
}
