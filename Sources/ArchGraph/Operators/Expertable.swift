/// An operator that can be among the layers of a mixture of experts, each of which has its own weights.
package protocol Expertable: Operator {
  /// The layers of several experts that do what this one does.
  ///
  /// - Parameter experts: how many there are.
  /// - Throws: why rows of different experts cannot go through it.
  func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers
}

/// The layers that replace one whose weights each expert has separately.
package struct ExpertLayers {
  /// What all do alike before, without weights; nil where that is nothing.
  package var first: (any Operator)?
  /// The layer with the weights: it takes the value, and which experts are chosen for its rows.
  package var weighed: any Operator

  /// Layers of several experts.
  package init(first: (any Operator)? = nil, weighed: any Operator) {
    self.first = first
    self.weighed = weighed
  }
}
