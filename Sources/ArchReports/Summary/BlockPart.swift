import ArchGraph

/// A part of a network by the names in the paths of its layers.
package final class BlockPart {
  /// The path of the part.
  package let path: String
  /// The last name of the path, with its index.
  package let name: Substring
  /// The layers in it, in order.
  package var nodes: [Node.ID] = []
  /// The parts in it; a layer is a part without any.
  package var parts: [BlockPart] = []

  package init(path: String, name: Substring) {
    self.path = path
    self.name = name
  }

  /// The name without its index: `unit` of `unit[3]`.
  package lazy var kind: Substring =
    name.last == "]" ? name[..<(name.lastIndex(of: "[") ?? name.endIndex)] : name
  /// The index without its brackets: `3` of `unit[3]`.
  package var index: Substring { name[kind.endIndex...].dropFirst().dropLast() }
}
