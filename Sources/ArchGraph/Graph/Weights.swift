import ArchDiagnostics

/// The weights of a layer; layers that share weights have the same entry.
package struct Weights: Sendable {
  /// The layer that made them.
  package let owner: Node.ID
  /// The tensors.
  package let parameters: [Parameter]
  /// Whether any layer that uses them is in a frozen part.
  package internal(set) var isFrozen: Bool
  /// How many layers use them.
  package internal(set) var uses: Int
}
