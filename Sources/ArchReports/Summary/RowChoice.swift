/// What has a row of its own in a layer table.
public enum RowChoice: Hashable, Sendable {
  /// Layers, with the activations, dropout and views that follow them in place.
  case layers
  /// The same, with normalisations too in the row of the layer that they follow.
  case layersWithNormalisations
  /// Every layer.
  case everyLayer
  /// Parts of the network, down to so many names of a path.
  case parts(depth: Int)
  /// Blocks, those that repeat in one row.
  case blocks
}
