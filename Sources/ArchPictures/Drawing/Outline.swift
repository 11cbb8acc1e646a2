import ArchGraph
import ArchReports

/// A part of a network as drawings show it: layers with those that follow in place, parts that may be opened, and
/// repeated parts.
final class Outline {
  /// The content of an outline.
  enum Content {
    /// A layer, and those that follow it in place.
    case layers
    /// A part of the network.
    case part(BlockPart)
    /// Equal parts, one after another; the first may have other strides and more layers.
    case run([BlockPart], firstDiffers: Bool)
    /// Equal parts, side by side.
    case branches([BlockPart])
    /// Many neighbours that have only in common that they are too many to be drawn.
    case stretch([Outline])
  }

  let content: Content
  /// Its layers, in order.
  let nodes: [Node.ID]
  /// Its name in the part around it.
  let name: String
  /// The path of the part, or of the first of several.
  let path: String

  init(_ content: Content, _ nodes: [Node.ID], name: String, path: String) {
    self.content = content
    self.nodes = nodes
    self.name = name
    self.path = path
  }

  /// The parts that open together: with an index those of the same name, otherwise those that do the same.
  var kind = ""
  /// The part around it.
  weak var around: Outline?
  /// Whether the part around it has nothing else in it.
  var isAlone = false
  /// Its contents, found at the first request.
  var found: [Outline]?

  /// How often it occurs.
  var count: Int {
    switch content {
    case .run(let parts, _), .branches(let parts): parts.count
    case .layers, .part, .stretch: 1
    }
  }

  /// How many names its path has.
  var depth: Int { path.isEmpty ? 0 : path.split(separator: ".").count }

  /// Whether it has no further contents.
  var isLayers: Bool { if case .layers = content { true } else { false } }
}
