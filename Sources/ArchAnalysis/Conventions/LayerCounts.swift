import ArchGraph

/// What single layers add to the count of a convention.
package struct LayerCounts: Sendable {
  /// The convention.
  package let counting: Counting
  private let analysis: Analysis
  private let counted: CountedGraph

  /// The layers of a network.
  package init(_ analysis: Analysis, by counting: Counting) {
    self.analysis = analysis
    self.counting = counting
    counted = CountedGraph(analysis.graph)
  }

  /// What one layer adds, term by term, for all examples.
  ///
  /// - Throws: if a figure is beyond the range of 64-bit integers.
  package func terms(of id: Node.ID) throws(Overflow) -> [Bridge.Term] {
    let parts = try counting.convention.parts(of: id, analysis.layers[id], in: counted, counting.spelling)
    return try parts.map { part throws(Overflow) in
      let all = CheckedInteger(part.quantity) * CheckedInteger(analysis.batch)
      guard let quantity = all.value, (all * CheckedInteger(part.factor)).value != nil else {
        throw Overflow()
      }
      return Bridge.Term(subject: part.subject, factor: part.factor, quantity: quantity, layers: [id])
    }
  }
}
