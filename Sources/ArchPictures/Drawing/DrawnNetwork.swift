import ArchAnalysis
import ArchGraph
import ArchReports

/// A network as boxes and the values between them.
struct DrawnNetwork {
  let analysis: Analysis
  private(set) var boxes: [DrawnBox] = []
  /// The boxes outside all frames.
  private(set) var roots: [Int] = []
  /// The values between boxes: the layer of each, and the boxes that give and take it.
  private(set) var links: [Link] = []
  /// The layers that each drawn layer represents: for repeated parts, the one in each.
  private(set) var alike: [Node.ID: [Node.ID]] = [:]

  private let outlines: Outlines
  private let opening: Opening
  private var boxOf: [Int]
  private var standsFor: [Node.ID]

  /// A value and the boxes that give and take it.
  struct Link: Hashable {
    var value: Node.ID
    var source: Int
    var target: Int
  }

  init(_ analysis: Analysis, _ outlines: Outlines, _ opening: Opening, of part: Outline? = nil) {
    self.analysis = analysis
    self.outlines = outlines
    self.opening = opening
    let count = analysis.graph.nodes.count
    boxOf = Array(repeating: -1, count: count)
    standsFor = Array(0..<count)
    let root = part ?? outlines.root
    roots = add(outlines.members(of: root), in: nil)
    merge(root)
    if part == nil { addOutputs() } else { addSurroundings(of: root) }
    link()
  }

  // MARK: Boxes

  private mutating func add(_ members: [Outline], in parent: Int?) -> [Int] {
    members.flatMap { add($0, in: parent) }
  }

  private mutating func append(_ box: DrawnBox) -> Int {
    let index = boxes.count
    boxes.append(box)
    for node in box.nodes { boxOf[node] = index }
    return index
  }

  private mutating func add(_ outline: Outline, in parent: Int?) -> [Int] {
    guard opening.isOpen(outline) else {
      let box = closed(outline, parent)
      // Inputs that share a box are drawn as the first of them.
      if case .input = box.content { for node in box.nodes { standsFor[node] = box.nodes[0] } }
      return [append(box)]
    }
    let members = outlines.members(of: outline)
    if members.count == 1, !opening.isOpen(members[0]) {
      // A part that consists of a single box gives it its name.
      var box = closed(members[0], parent)
      box.name = outline.name
      if box.count == 1 { box.count = outline.count }
      if case .branches = outline.content { box.areBranches = true }
      box.path = outline.path
      box.nodes = outline.nodes
      let index = append(box)
      merge(outline)
      return [index]
    }
    if members.count == 1, outline.count == 1, !isTransparent(members[0]) {
      // So does one that consists of repeated parts.
      let added = add(members[0], in: parent)
      for index in added { (boxes[index].name, boxes[index].path) = (outline.name, outline.path) }
      return added
    }
    if isTransparent(outline) { return add(members, in: parent) }
    var frame = DrawnBox(
      content: .frame, path: outline.path, name: outline.name, nodes: outline.nodes, parent: parent)
    frame.count = outline.count
    if case .run(let parts, _) = outline.content { frame.starts = parts.map { $0.nodes[0] } }
    if case .branches(let parts) = outline.content {
      frame.areBranches = true
      frame.starts = parts.map { $0.nodes[0] }
    }
    let index = append(frame)
    merge(outline)
    let children = add(members, in: index)
    boxes[index].children = children
    return [index]
  }

  /// Whether an open part needs no frame: the names of its members are enough.
  private func isTransparent(_ outline: Outline) -> Bool {
    switch outline.content {
    case .part: 2 * outline.nodes.count > analysis.graph.nodes.count
    // It contains the first and the others.
    case .run(_, let firstDiffers): firstDiffers
    case .layers, .branches, .stretch: false
    }
  }

  /// Makes the layers of the first of several parts represent those of all.
  private mutating func merge(_ outline: Outline) {
    let parts: [BlockPart]
    switch outline.content {
    case .run(let all, let firstDiffers) where !firstDiffers: parts = all
    case .branches(let all): parts = all
    case .run, .layers, .part, .stretch: return
    }
    let first = parts[0]
    for part in parts.dropFirst() where part.nodes.count == first.nodes.count {
      for (node, shown) in zip(part.nodes, first.nodes) { standsFor[node] = shown }
    }
  }

  private func closed(_ outline: Outline, _ parent: Int?) -> DrawnBox {
    let isInput = outline.isLayers && analysis.graph.nodes[outline.nodes[0]].isInput
    var box = DrawnBox(
      content: isInput ? .input : outline.isLayers ? .layers : .part, path: outline.path, name: outline.name,
      nodes: outline.nodes, parent: parent)
    box.count = isInput ? outline.nodes.count : outline.count
    box.areBranches = isInput
    if !outline.isLayers { box.outline = outline }
    switch outline.content {
    case .run(let parts, let firstDiffers):
      box.starts = parts.map { $0.nodes[0] }
      if firstDiffers { box.note = outlines.blocks.difference(of: parts[0], from: parts[1]) }
    case .branches(let parts):
      box.areBranches = true
      box.starts = parts.map { $0.nodes[0] }
    case .layers, .part, .stretch: break
    }
    return box
  }

  private mutating func addOutputs() {
    let graph = analysis.graph
    for output in graph.outputs {
      let box = DrawnBox(
        content: .output, path: "", name: output.name ?? "output", nodes: [], parent: nil)
      let index = append(box)
      roots.append(index)
      let value = shown(output.node)
      links.append(Link(value: value, source: boxOf[value], target: index))
    }
  }

  /// For a part alone, adds where its values come from, and where they go.
  private mutating func addSurroundings(of part: Outline) {
    let graph = analysis.graph
    let inside = Set(part.nodes.map(shown))
    var inputs: [Node.ID] = []
    var outputs: [Node.ID] = []
    for node in graph.nodes.indices {
      let isInside = boxOf[node] >= 0 && inside.contains(shown(node))
      for input in graph.nodes[node].inputs {
        let comesFromInside = boxOf[input] >= 0 && inside.contains(shown(input))
        // Of several equal parts, those of the first.
        if isInside, !comesFromInside, standsFor[node] == node, !inputs.contains(input) {
          inputs.append(input)
        }
        if !isInside, comesFromInside, !outputs.contains(shown(input)) { outputs.append(shown(input)) }
      }
    }
    for output in graph.outputs where boxOf[output.node] >= 0 && !outputs.contains(shown(output.node)) {
      outputs.append(shown(output.node))
    }
    var index = 0
    for input in inputs {
      let name = graph.path(of: input)
      var box = DrawnBox(content: .input, path: "", name: name, nodes: [input], parent: nil)
      box.isOutside = true
      roots.insert(append(box), at: index)
      index += 1
    }
    for output in outputs {
      let box = DrawnBox(content: .output, path: "", name: "output", nodes: [], parent: nil)
      roots.append(append(box))
      links.append(Link(value: output, source: boxOf[output], target: boxes.count - 1))
    }
  }

  // MARK: Values

  /// The layer drawn in place of another: itself, unless it belongs to a repeated part.
  private func shown(_ node: Node.ID) -> Node.ID {
    var node = node
    while standsFor[node] != node { node = standsFor[node] }
    return node
  }

  private mutating func link() {
    let graph = analysis.graph
    var seen = Set(links)
    var found: [Link] = []
    for node in graph.nodes.indices where boxOf[node] >= 0 {
      let target = boxOf[shown(node)]
      if standsFor[node] != node { alike[shown(node), default: []].append(node) }
      for input in graph.nodes[node].inputs where boxOf[input] >= 0 {
        let value = shown(input)
        let source = boxOf[value]
        guard source != target, !isCarried(from: input, to: node, target) else { continue }
        let link = Link(value: value, source: source, target: target)
        if seen.insert(link).inserted { found.append(link) }
      }
    }
    links = found + links
  }

  /// Whether a value goes from one of several parts to another that the same frame represents.
  private func isCarried(from value: Node.ID, to node: Node.ID, _ box: Int) -> Bool {
    var frame = boxes[box].parent
    while let index = frame {
      let starts = boxes[index].starts
      if starts.count > 1, let last = boxes[index].nodes.last, value >= starts[0], value <= last,
        place(of: value, in: starts) != place(of: node, in: starts)
      {
        return true
      }
      frame = boxes[index].parent
    }
    return false
  }

  /// The index of the part that a layer is in.
  private func place(of node: Node.ID, in starts: [Node.ID]) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= node { low = middle } else { high = middle }
    }
    return low
  }
}
