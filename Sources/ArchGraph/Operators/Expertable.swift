/// An operator that can be among the layers of a mixture of experts, each of which has its own weights.
public protocol Expertable: Operator {
  /// The layer of several experts: it takes the value, and which experts are chosen for its rows.
  ///
  /// - Parameter experts: how many there are.
  func ofExperts(_ experts: Int) -> any Operator
}
