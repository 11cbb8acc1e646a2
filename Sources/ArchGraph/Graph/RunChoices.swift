/// What only a run chooses in a network, such as the branch of a condition on its input, and what its totals can be.
public struct RunChoices: Hashable, Sendable {
  /// One of two branches.
  public struct Choice: Hashable, Sendable {
    /// The node that chooses, as its file names it.
    public var name: String
    /// Whether the graph has the first branch, and not the other.
    public var isFirst: Bool

    /// A choice.
    public init(name: String, isFirst: Bool) {
      self.name = name
      self.isFirst = isFirst
    }
  }

  /// The totals of the network with some branches, for one example.
  public struct Totals: Hashable, Sendable {
    /// The multiply-adds.
    public var multiplyAdds: Int
    /// The arithmetic operations.
    public var flops: Int
    /// The parameters.
    public var parameters: Int

    /// The totals with some branches.
    public init(multiplyAdds: Int, flops: Int, parameters: Int) {
      self.multiplyAdds = multiplyAdds
      self.flops = flops
      self.parameters = parameters
    }
  }

  /// What is chosen, and how the graph has it.
  public let choices: [Choice]
  /// The fewest and the most multiply-adds, for one example.
  public let multiplyAdds: ClosedRange<Int>
  /// The fewest and the most arithmetic operations, for one example.
  public let flops: ClosedRange<Int>
  /// The fewest and the most parameters.
  public let parameters: ClosedRange<Int>
  /// Whether all choices together were tried, and not only each by itself.
  public let isComplete: Bool

  /// The choices of a network.
  ///
  /// - Parameter totals: those of the networks that were tried; nil where there are none.
  public init?(_ choices: [Choice], totals: [Totals], isComplete: Bool) {
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
  /// The graph with what only a run chooses in it.
  public func with(_ choices: RunChoices?) -> Graph {
    var graph = self
    graph.runChoices = choices
    return graph
  }
}
