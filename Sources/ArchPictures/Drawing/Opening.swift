import ArchGraph
import ArchReports

/// Which parts of a network are open in a drawing.
struct Opening {
  /// The kinds of parts that are open, see ``Outline/kind``.
  private var kinds: Set<String> = []
  /// The paths of single parts that are open.
  private var paths: Set<String> = []
  /// The paths that were requested to be open.
  private var asked: Set<String> = []
  /// The part that is drawn, which is open, or `nil` for the network.
  private var root: Outline?
  /// Drawings with fewer boxes than the first number are opened up to the second.
  private static let (few, many) = (7, 40)
  /// Parts with fewer names in their paths are open.
  private var depth = 0

  /// Opens parts down to a number of names in their paths.
  init(depth: Int, opened: [String] = []) {
    self.depth = depth
    open(opened)
  }

  /// Opens as many parts as are easy to view: from the outermost on, all of a kind, as long as there are not too many
  /// boxes.
  ///
  /// - Parameter part: the part that is drawn, or `nil` for all of the network.
  init(_ outlines: Outlines, mostBoxes: Int, opened: [String] = [], within part: Outline? = nil) {
    let root = part ?? outlines.root
    self.root = root
    open(opened)
    var refused: Set<String> = []
    while let next = candidates(outlines).first(where: { !refused.contains($0) }) {
      var wider = self
      wider.kinds.insert(next)
      // A few uninformative boxes are opened even if that gives many.
      let most = count(root, outlines, most: Self.few) < Self.few ? max(mostBoxes, Self.many) : mostBoxes
      if wider.count(root, outlines, most: most) <= most {
        self = wider
      } else {
        refused.insert(next)
      }
    }
  }

  /// Opens single parts, and all those around them.
  private mutating func open(_ opened: [String]) {
    asked.formUnion(opened)
    for path in opened {
      var prefix = ""
      for name in path.split(separator: ".") {
        prefix += (prefix.isEmpty ? "" : ".") + name
        paths.insert(prefix)
      }
    }
  }

  /// Whether it is open.
  func isOpen(_ outline: Outline) -> Bool {
    if outline === root { return true }
    if !asked.isEmpty, !outline.isLayers, let around = outline.around {
      // Opening a part of repeated blocks means that these should be visible, too.
      if isAsked(outline) { return true }
      if case .run = around.content, isAsked(around) { return true }
    }
    switch outline.content {
    case .layers: return false
    case .stretch: return paths.contains(outline.path)
    case .part(let part):
      return outline.path.isEmpty || outline.depth < depth || paths.contains(part.path)
        || kinds.contains(outline.kind)
    case .run(let parts, _), .branches(let parts):
      return outline.depth < depth || kinds.contains(outline.kind)
        || (!paths.isEmpty && parts.contains { paths.contains($0.path) })
    }
  }

  private func isAsked(_ outline: Outline) -> Bool {
    guard case .run = outline.content else { return asked.contains(outline.path) }
    return outline.isAlone && (outline.around.map(isAsked) ?? false)
  }

  /// The kinds of parts that could be opened, the outermost first, in the order of the network.
  private func candidates(_ outlines: Outlines) -> [String] {
    var found: [(kind: String, depth: Int)] = []
    var seen: Set<String> = []
    func walk(_ outline: Outline, _ depth: Int) {
      if outline.isLayers { return }
      if isOpen(outline) {
        for member in outlines.members(of: outline) { walk(member, depth + 1) }
      } else if case .stretch = outline.content {
        return
      } else if seen.insert(outline.kind).inserted {
        found.append((outline.kind, depth))
      }
    }
    walk(root ?? outlines.root, 0)
    return found.enumerated().sorted { ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset) }
      .map(\.element.kind)
  }

  /// How many boxes there would be; counting stops above `most`.
  private func count(_ outline: Outline, _ outlines: Outlines, most: Int) -> Int {
    guard isOpen(outline) else { return 1 }
    var sum = 0
    for member in outlines.members(of: outline) {
      sum += count(member, outlines, most: most)
      if sum > most { break }
    }
    return sum
  }
}
