import ArchDiagnostics

/// The weights of a layer; layers that share weights have the same.
public struct Weights: Sendable {
  /// The layer that made them.
  public let owner: Node.ID
  /// The tensors.
  public let parameters: [Parameter]
  /// Whether any layer that uses them is in a frozen part.
  public internal(set) var isFrozen: Bool
  /// How many layers use them.
  public internal(set) var uses: Int
}
