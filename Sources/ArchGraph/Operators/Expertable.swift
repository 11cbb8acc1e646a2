/// An operator that can be among the layers of a mixture of experts, each of which has its own weights.
package protocol Expertable: Operator {
  /// The layers of several experts that each do the same as this one.
  ///
  /// - Parameter experts: how many there are.
  /// - Throws: why rows of different experts cannot go through it.
  func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers
}

/// The layers that replace a layer whose weights each expert has separately.
package struct ExpertLayers {
  /// The step without weights that is the same for all experts, or `nil` if there is none.
  package var first: (any Operator)?
  /// The layer with the weights: it takes the value and the choice of experts for its rows.
  package var weighed: any Operator

  /// Layers of several experts.
  package init(first: (any Operator)? = nil, weighed: any Operator) {
    self.first = first
    self.weighed = weighed
  }
}
