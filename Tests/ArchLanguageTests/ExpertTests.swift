import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Mixtures of experts whose scores could be taken in two ways.
@Suite struct ExpertTests {
  /// With as many tokens as experts a number for each expert could be one for each token.
  @Test(arguments: [[3, 4], [5, 4]]) func numbersOfASelectionAreThoseOfExperts(shape: [Int]) throws {
    let graph = try expand(
      """
      network mixture {
          input tokens: \(shape)
          experts(3, top: 1, selection_bias: true) { dense(4) }
      }
      """)
    let added = try #require(graph.nodes.first { $0.op is Add && $0.inputShapes.last?.dimensions.last == 3 })
    #expect(added.shape.dimensions == shape.dropLast() + [3])
    // A router and three experts; the numbers for each of them are learnt by no gradient.
    let parameters = try graph.weights.flatMap(\.parameters).count(.weight).value()
    #expect(parameters == 4 * 3 + 3 * (4 * 4 + 4))
    #expect(try graph.weights.flatMap(\.parameters).count(.buffer).value() == 3)
  }
}
