import ArchGraph

/// The way from our multiply-adds to another convention's count, term by term; it adds up to the last digit.
package struct Bridge: Sendable {
  /// The convention that it leads to.
  package let counting: Counting
  /// How many operations one multiply-add counts as: the reconciliation begins with this many times our multiply-adds.
  package let perMultiplyAdd: Int
  /// Our multiply-adds.
  package let multiplyAdds: Int
  /// What the other convention adds or leaves out, the largest first.
  package let terms: [Term]
  /// What the other convention counts.
  package let count: Int

  /// A figure that is added a number of times, or subtracted.
  package struct Term: Sendable {
    /// What it is about.
    package var subject: Convention.Subject
    /// How often it is added; negative if it is subtracted.
    package var factor: Int
    /// The figure, of all layers and all examples.
    package var quantity: Int
    /// The layers that have it.
    package var layers: [Node.ID]

    /// What it adds.
    package var count: Int { factor * quantity }
  }

  /// The bridge from the multiply-adds of a network.
  ///
  /// - Throws: if a figure is beyond the range of 64-bit integers.
  package init(_ analysis: Analysis, to counting: Counting) throws(Overflow) {
    let convention = counting.convention
    self.counting = counting
    perMultiplyAdd = convention.perMultiplyAdd
    multiplyAdds = analysis.totals.multiplyAdds
    let counted = CountedGraph(analysis.graph)
    var terms: [Key: Term] = [:]
    func add(_ part: Convention.Part, factor: Int, of id: Node.ID) throws(Overflow) {
      guard factor != 0 else { return }
      let key = Key(subject: part.subject, factor: factor)
      var term = terms[key] ?? Term(subject: part.subject, factor: factor, quantity: 0, layers: [])
      let all = CheckedInteger(part.quantity) * CheckedInteger(analysis.batch) + CheckedInteger(term.quantity)
      guard let quantity = all.value, (all * CheckedInteger(factor)).value != nil else { throw Overflow() }
      term.quantity = quantity
      if term.layers.last != id { term.layers.append(id) }
      terms[key] = term
    }
    for id in analysis.graph.nodes.indices {
      let parts = try convention.parts(of: id, analysis.layers[id], in: counted, counting.spelling)
      let own = try convention.multiplyAdds(of: id, in: counted, counting.spelling)
      for part in try Self.difference(parts, own, perMultiplyAdd) {
        try add(part, factor: part.factor, of: id)
      }
    }
    let sorted = terms.values.sorted {
      ($0.count.magnitude, $0.subject.title) > ($1.count.magnitude, $1.subject.title)
    }
    var sum = CheckedInteger(multiplyAdds) * CheckedInteger(perMultiplyAdd)
    for term in sorted { sum = sum + CheckedInteger(term.count) }
    guard let count = sum.value else { throw Overflow() }
    self.terms = sorted
    self.count = count
  }

  private struct Key: Hashable {
    var subject: Convention.Subject
    var factor: Int
  }

  /// The parts of a layer less a multiple of its multiply-adds.
  private static func difference(
    _ parts: [Convention.Part], _ own: [Convention.Part], _ perMultiplyAdd: Int
  ) throws(Overflow) -> [Convention.Part] {
    /// Merges the calls of one layer that are counted alike.
    func together(_ parts: [Convention.Part]) throws(Overflow) -> [Convention.Part] {
      var result: [Convention.Part] = []
      for part in parts {
        if let same = result.firstIndex(where: { $0.subject == part.subject && $0.factor == part.factor }) {
          let sum = CheckedInteger(result[same].quantity) + CheckedInteger(part.quantity)
          guard let quantity = sum.value else { throw Overflow() }
          result[same].quantity = quantity
        } else {
          result.append(part)
        }
      }
      return result
    }
    var result = try together(parts)
    for var part in try together(own) {
      part.factor *= -perMultiplyAdd
      guard let same = result.firstIndex(where: { $0.subject == part.subject }) else {
        result.append(part)
        continue
      }
      // What both count gets the difference of their factors; the rest is counted separately.
      let (theirs, common) = (result[same], min(result[same].quantity, part.quantity))
      result[same].quantity = common
      result[same].factor += part.factor
      for rest in [theirs, part] where rest.quantity > common {
        var rest = rest
        rest.quantity -= common
        result.append(rest)
      }
    }
    return result
  }
}
