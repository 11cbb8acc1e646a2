import ArchGraph
import ArchReports

/// A network as a drawing shows it: layers with what follows them in place, parts that may be opened, and parts that repeat.
final class Outline {
  /// What it is.
  enum Content {
    /// A layer, and those that follow it in place.
    case layers
    /// A part of the network.
    case part(BlockPart)
    /// Parts that are alike, one after another; the first may have other strides and more layers.
    case run([BlockPart], firstDiffers: Bool)
    /// Parts that are alike, side by side.
    case branches([BlockPart])
    /// Many neighbours that have nothing in common but that they are too many to be drawn.
    case stretch([Outline])
  }

  let content: Content
  /// The layers that it stands for, in order.
  let nodes: [Node.ID]
  /// What it is called in the part around it.
  let name: String
  /// The path of the part, or of the first of several.
  let path: String

  init(_ content: Content, _ nodes: [Node.ID], name: String, path: String) {
    self.content = content
    self.nodes = nodes
    self.name = name
    self.path = path
  }

  /// What opens when it does: of parts with an index those of the same name, of others those that do the same.
  var kind = ""
  /// The part around it.
  weak var around: Outline?
  /// Whether that has nothing else in it.
  var isAlone = false
  /// What is in it, found at the first request.
  var found: [Outline]?

  /// How often it is there.
  var count: Int {
    switch content {
    case .run(let parts, _), .branches(let parts): parts.count
    case .layers, .part, .stretch: 1
    }
  }

  /// How many names its path has.
  var depth: Int { path.isEmpty ? 0 : path.split(separator: ".").count }

  /// Whether there is more to see in it.
  var isLayers: Bool { if case .layers = content { true } else { false } }
}
