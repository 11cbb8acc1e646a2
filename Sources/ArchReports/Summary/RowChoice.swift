/// What gets its own row in a layer table.
public enum RowChoice: Hashable, Sendable {
  /// Layers, with the activations, dropout and views that follow them in place.
  case layers
  /// The same, with normalisations also in the row of the layer that they follow.
  case layersWithNormalisations
  /// Every layer.
  case everyLayer
  /// Parts of the network, down to a number of names in their paths.
  case parts(depth: Int)
  /// Blocks; repeated ones share a row.
  case blocks
}
