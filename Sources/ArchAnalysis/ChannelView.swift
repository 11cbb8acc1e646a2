import ArchGraph

/// What the channels of one position see, compared with each other.
///
/// A field covers all channels of a position together. If a layer separates channels that see different positions, as
/// rearranging positions into channels and back does, its positions may see less than their field.
package struct ChannelView: Hashable, Sendable {
  /// Whether all channels of a position see the same.
  package var isUniform = true
  /// Whether channels that saw more may have been left out on the way, so that positions may see less.
  package var isBound = false

  /// The view of an input's channels.
  package init() {}

  /// The view of a layer that sees `self` by one path and `other` by another.
  package func joined(with other: ChannelView) -> ChannelView {
    var joined = self
    joined.isUniform = isUniform && other.isUniform
    joined.isBound = isBound || other.isBound
    return joined
  }

  /// The view after a layer.
  ///
  /// - Parameter hasEqualParts: whether all its inputs see the same, each with all its channels.
  package func behind(_ node: Node, hasEqualParts: Bool) -> ChannelView {
    var view = self
    // A single number has no channels.
    let channels = node.shape.dimensions.first ?? 1
    let hasOtherChannels = node.inputShapes.contains { $0.dimensions.first ?? 1 != channels }
    // Nothing is known of what a call takes besides its value, such as weights.
    let isPlain = node.inputShapes.count == 1 || !type(of: node.op).signature.inputs.takesOne
    switch isPlain ? node.op.traits.channels : .rearranged {
    case .mixed: view.isUniform = true
    case .joined: if hasOtherChannels { view.isUniform = hasEqualParts }
    case .chosen:
      // What was not chosen is not seen.
      view.isBound = true
    case .rearranged:
      if channels > node.inputShapes[0].dimensions.first ?? 1 {
        view.isUniform = false
      } else if hasOtherChannels, !view.isUniform {
        view.isBound = true
      }
    case .kept: break
    }
    return view
  }
}
