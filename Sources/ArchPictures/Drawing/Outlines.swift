import ArchGraph
import ArchReports

/// Finds the contents of a network's parts.
final class Outlines {
  let graph: Graph
  let blocks: Blocks
  private let consumers: [Int]

  /// The most neighbours drawn singly; more are drawn as stretches of some of them.
  static let mostNeighbours = 60
  /// The most equal inputs drawn singly; more share a box.
  private static let fewInputs = 4
  /// The longest pattern of layers that is looked for among many.
  private static let longestPattern = 16

  init(_ graph: Graph) {
    self.graph = graph
    blocks = Blocks(graph)
    consumers = graph.consumers
  }

  /// The whole network.
  lazy var root: Outline = {
    let tree = blocks.tree()
    return Outline(.part(tree), tree.nodes, name: graph.name, path: "")
  }()

  /// The visible contents of an open part.
  func members(of outline: Outline) -> [Outline] {
    if let found = outline.found { return found }
    let members = find(outline)
    for member in members {
      member.kind = kind(of: member)
      member.around = outline
      member.isAlone = members.count == 1
    }
    outline.found = members
    return members
  }

  private func find(_ outline: Outline) -> [Outline] {
    switch outline.content {
    case .layers: return []
    case .part(let part): return folded(outlines(of: blocks.members(of: part)))
    case .stretch(let members):
      // The paths of a part's contents begin with the part's path.
      return shortened(members).map { member in
        Outline(member.content, member.nodes, name: member.name, path: outline.path + "." + member.path)
      }
    case .branches(let parts): return members(of: single(parts[0]))
    case .run(let parts, let firstDiffers):
      guard firstDiffers else { return members(of: single(parts[0])) }
      return [single(parts[0]), several(Array(parts.dropFirst()))]
    }
  }

  private func kind(of outline: Outline) -> String {
    guard !outline.path.hasSuffix("]") else {
      var text = ""
      var depth = 0
      for character in outline.path {
        if character == "[" { depth += 1 }
        if depth == 0 { text.append(character) }
        if character == "]" { depth -= 1 }
      }
      return text
    }
    return outline.nodes.map { graph.nodes[$0].op.name }.joined(separator: " ")
  }

  private func single(_ part: BlockPart) -> Outline {
    isLayer(part)
      ? Outline(.layers, part.nodes, name: String(part.name), path: part.path)
      : Outline(.part(part), part.nodes, name: String(part.name), path: part.path)
  }

  private func several(_ parts: [BlockPart]) -> Outline {
    guard parts.count > 1 else { return single(parts[0]) }
    return Outline(
      .run(parts, firstDiffers: false), parts.flatMap(\.nodes), name: Self.name(parts), path: parts[0].path)
  }

  private static func name(_ parts: [BlockPart]) -> String {
    Blocks.name(from: parts[0], to: parts[parts.count - 1])
  }

  private func outlines(of parts: [BlockPart]) -> [Outline] {
    var outlines: [Outline] = []
    var index = 0
    while index < parts.count {
      let count = blocks.run(parts, from: index)
      if count > 1, !isLayer(parts[index]) || !isLayer(parts[index + 1]) {
        let run = Array(parts[index..<index + count])
        let differs =
          run.contains { $0.nodes.count != run[0].nodes.count }
          || !blocks.isRepeated(run[0], run[1], tolerant: false)
        // Blocks of different lengths among the rest, such as those with layers for training, are shown separately.
        if Set(run.dropFirst().map(\.nodes.count)).count == 1 {
          outlines.append(
            Outline(
              .run(run, firstDiffers: differs), run.flatMap(\.nodes), name: Self.name(run), path: run[0].path)
          )
          index += count
          continue
        }
      }
      let branches = blocks.branches(parts, from: index)
      if branches >= Blocks.fewestBranches, Set(parts[index..<index + branches].map(\.nodes.count)).count == 1
      {
        let all = Array(parts[index..<index + branches])
        outlines.append(
          Outline(.branches(all), all.flatMap(\.nodes), name: Self.name(all), path: all[0].path))
        index += branches
        continue
      }
      outlines.append(single(parts[index]))
      index += 1
    }
    return outlines
  }

  // MARK: Layers that are read together

  /// Whether a part is only a layer and those that follow it in place.
  private func isLayer(_ part: BlockPart) -> Bool {
    part.nodes.dropFirst().allSatisfy { isRead(afterAnother: $0) }
  }

  /// Whether a layer is folded into the one before it: it takes only that one's value, and nothing else takes it.
  private func isRead(afterAnother id: Node.ID) -> Bool {
    let node = graph.nodes[id]
    guard id > 0, node.inputs == [id - 1], consumers[id - 1] == 1, !graph.nodes[id - 1].isInput else {
      return false
    }
    return node.op.isRead(
      after: [.activation, .trainingOnly, .normalisation], hasWeights: node.weights != nil)
  }

  /// Layers that follow another in place share its box; of many neighbours, repeated ones are drawn once.
  private func folded(_ outlines: [Outline]) -> [Outline] {
    var result: [Outline] = []
    for outline in merged(outlines) {
      if outline.isLayers, let last = result.last, last.isLayers,
        outline.nodes.allSatisfy({ isRead(afterAnother: $0) })
      {
        result[result.count - 1] = Outline(
          .layers, last.nodes + outline.nodes, name: last.name, path: last.path)
      } else {
        result.append(outline)
      }
    }
    return result.count > Self.mostNeighbours ? shortened(patterned(result)) : result
  }

  /// Consecutive inputs; more than a few of one shape share a box.
  private func merged(_ outlines: [Outline]) -> [Outline] {
    var result: [Outline] = []
    var index = 0
    while index < outlines.count {
      let like = outlines[index...].prefix { isInput($0) && shape($0) == shape(outlines[index]) }
      if like.count > Self.fewInputs, let last = like.last {
        let name = "\(outlines[index].name) … \(last.name)"
        result.append(
          Outline(.layers, like.flatMap(\.nodes), name: name, path: outlines[index].path))
        index += like.count
      } else {
        result.append(outlines[index])
        index += 1
      }
    }
    return result
  }

  private func isInput(_ outline: Outline) -> Bool {
    outline.isLayers && graph.nodes[outline.nodes[0]].isInput
  }

  private func shape(_ outline: Outline) -> Shape { graph.nodes[outline.nodes[0]].shape }

  // MARK: Many neighbours

  /// Repeated layers among many neighbours, each pattern once.
  private func patterned(_ outlines: [Outline]) -> [Outline] {
    let signs = outlines.map(sign)
    var result: [Outline] = []
    var index = 0
    while index < outlines.count {
      var best = (period: 1, count: 1)
      for period in 1...Self.longestPattern where index + 2 * period <= outlines.count {
        var end = index + period
        while end < outlines.count, !signs[end].isEmpty, signs[end] == signs[end - period] { end += 1 }
        let count = (end - index) / period
        if count > 2, count * period > best.count * best.period { best = (period, count) }
      }
      guard best.count > 1 else {
        result.append(outlines[index])
        index += 1
        continue
      }
      let parts = (0..<best.count).map { block -> BlockPart in
        let members = outlines[(index + block * best.period)..<(index + (block + 1) * best.period)]
        let first = members[members.startIndex]
        let part = BlockPart(path: first.path, name: Substring(first.name))
        part.nodes = members.flatMap(\.nodes)
        part.parts = part.nodes.map { id in
          let leaf = BlockPart(path: blocks.paths[id], name: Substring(graph.component(of: id)))
          leaf.nodes = [id]
          return leaf
        }
        return part
      }
      let last = parts[parts.count - 1]
      let name = parts[0].kind == last.kind ? Self.name(parts) : String(parts[0].name)
      result.append(
        Outline(.run(parts, firstDiffers: false), parts.flatMap(\.nodes), name: name, path: parts[0].path))
      index += best.count * best.period
    }
    return result
  }

  /// What equal neighbours have in common: what they do, on what, and where that comes from.
  private func sign(_ outline: Outline) -> String {
    guard outline.isLayers else { return "" }
    return outline.nodes.map { id in
      let node = graph.nodes[id]
      let inputs = node.inputs.map { "\(id - $0)" }.joined(separator: ",")
      return "\(node.op.call) \(node.form.index) \(inputs)"
    }.joined(separator: ";")
  }

  /// As few stretches as needed to be drawn.
  private func shortened(_ all: [Outline]) -> [Outline] {
    guard all.count > Self.mostNeighbours else { return all }
    let inputs = all.prefix(Self.fewInputs).prefix(while: isInput)
    let outlines = Array(all.dropFirst(inputs.count))
    let wanted = Self.mostNeighbours * 2 / 3
    let length = (outlines.count + wanted - 1) / wanted
    return inputs
      + stride(from: 0, to: outlines.count, by: length).map { start in
        let members = Array(outlines[start..<min(start + length, outlines.count)])
        guard members.count > 1 else { return members[0] }
        let name = "\(members[0].name) … \(members[members.count - 1].name)"
        return Outline(
          .stretch(members), members.flatMap(\.nodes), name: name,
          path: "\(members[0].path) … \(members[members.count - 1].path)")
      }
  }
}
