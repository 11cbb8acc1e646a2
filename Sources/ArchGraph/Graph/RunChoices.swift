/// The choices that only a run makes in a network, such as the branch of a condition on its input, and the totals.
package struct RunChoices: Hashable, Sendable {
  /// One of two branches.
  package struct Choice: Hashable, Sendable {
    /// The node that chooses, as its file names it.
    package var name: String
    /// Whether the graph has the first branch rather than the second.
    package var isFirst: Bool

    /// A choice.
    package init(name: String, isFirst: Bool) {
      self.name = name
      self.isFirst = isFirst
    }
  }

  /// The totals of the network with one selection of branches, for one example.
  package struct Totals: Hashable, Sendable {
    /// The multiply-adds.
    package var multiplyAdds: Int
    /// The arithmetic operations.
    package var flops: Int
    /// The parameters.
    package var parameters: Int

    /// The totals with one selection of branches.
    package init(multiplyAdds: Int, flops: Int, parameters: Int) {
      self.multiplyAdds = multiplyAdds
      self.flops = flops
      self.parameters = parameters
    }
  }

  /// The choices, and which branch of each the graph has.
  package let choices: [Choice]
  /// The fewest and the most multiply-adds, for one example.
  package let multiplyAdds: ClosedRange<Int>
  /// The fewest and the most arithmetic operations, for one example.
  package let flops: ClosedRange<Int>
  /// The fewest and the most parameters.
  package let parameters: ClosedRange<Int>
  /// Whether all combinations of the choices were tried, and not only each choice alone.
  package let isComplete: Bool

  /// The choices of a network.
  ///
  /// - Parameter totals: those of the networks that were tried; the result is `nil` if there are none.
  package init?(_ choices: [Choice], totals: [Totals], isComplete: Bool) {
    func range(_ figure: (Totals) -> Int) -> ClosedRange<Int>? {
      let figures = totals.map(figure)
      guard let least = figures.min(), let most = figures.max() else { return nil }
      return least...most
    }
    guard let multiplyAdds = range(\.multiplyAdds), let flops = range(\.flops),
      let parameters = range(\.parameters)
    else { return nil }
    self.choices = choices
    self.multiplyAdds = multiplyAdds
    self.flops = flops
    self.parameters = parameters
    self.isComplete = isComplete
  }
}

extension Graph {
  /// The graph with the choices that only a run makes in it.
  package func with(_ choices: RunChoices?) -> Graph {
    var graph = self
    graph.runChoices = choices
    return graph
  }
}
