import ArchDiagnostics
import ArchGraph

/// What errors say of values that do not fit together: the layers that made each, and a remedy.
extension Expander {
  /// For each value that is merged, its shape and the layers that gave it that shape.
  func describe(_ nodes: [Node.ID]) -> [String] {
    let graph = builder.graph
    let width = nodes.map { graph.nodes[$0].shape.description.count }.max() ?? 0
    return nodes.prefix(16).enumerated().map { index, id in
      let shape = graph.nodes[id].shape.description
      let space = String(repeating: " ", count: width - shape.count)
      return "input \(index + 1) is \(space)\(shape): \(changes(of: id, from: 0))"
    }
  }

  /// The last layers that changed the shape on the way to a value, at most two: those are the ones to look at.
  ///
  /// If only an input did, the layer that produces the value is named as well.
  private func changes(of id: Node.ID, from first: Node.ID) -> String {
    let graph = builder.graph
    var changes: [String] = []
    var giver: Node.ID?
    var isOnlyInput = false
    var inner: Node.ID? = id
    while let current = inner, current >= first, changes.count < 2 {
      let layer = graph.nodes[current]
      let source = layer.inputs.first { graph.nodes[$0].shape == layer.shape } ?? layer.inputs.first
      if source.map({ graph.nodes[$0].shape }) != layer.shape {
        changes.append(named(current))
        isOnlyInput = changes.count == 1 && layer.op is InputLayer
      } else if giver == nil, layer.weights != nil {
        giver = current
      }
      inner = source
    }
    if isOnlyInput, !graph.nodes[id].isInput { return "\(named(giver ?? id)), from \(changes[0])" }
    return changes.isEmpty ? "`\(graph.path(of: id))`" : changes.joined(separator: ", after ")
  }

  /// A layer by its call, or an input by its name, with the line.
  private func named(_ id: Node.ID) -> String {
    let layer = builder.graph.nodes[id]
    let what = layer.op is InputLayer ? "the input `\(layer.name)`" : layer.op.call
    return what + (layer.place.line.map { " on line \($0)" } ?? "")
  }

  /// A remedy that would make the values fit together.
  func mending(_ nodes: [Node.ID], _ misfit: Misfit) -> String? {
    guard case .shapes(let shapes, let except) = misfit else { return "they must match" }
    let rest =
      except == nil
      ? "in every dimension" : except == 0 ? "in every dimension but the first" : "in every dimension but one"
    guard let (first, second) = Self.oddPair(shapes, except) else { return "they must match \(rest)" }
    let (a, b) = (shapes[first], shapes[second])
    guard a.rank == b.rank, a.rank >= 2 else { return "they must match" }
    if let help = wideRows(nodes[first], a, nodes[second], b, except) {
      return "they must match \(rest); `\(help)` on input \(second + 1) would make them match"
    }
    let pair = Misfit.shapes([a, b], except: except)
    if shapes.count > 2, let scale = Self.scale(from: b, to: a) {
      return "they must match \(rest); `upsample(\(scale))` on input \(second + 1) would make them match"
    }
    if let help = missingStride(pair, ["input \(first + 1)", "input \(second + 1)"]) { return help }
    if a.spatial == b.spatial, except == nil, !areRows(nodes[second]) {
      return
        "they must match \(rest); `conv(\(a[0]), kernel: 1)` on input \(second + 1) would make them match"
    }
    // A map that was halved and doubled again is larger than before by one if its extent was odd.
    for (index, (large, small)) in [(a, b), (b, a)].enumerated() {
      let surplus = zip(large.spatial, small.spatial).map { $0 - $1 }
      guard surplus.allSatisfy({ (0...2).contains($0) }), except == nil || except == 0,
        except == 0 || large[0] == small[0]
      else { continue }
      let sides = surplus.map { "[0, \($0)]" }.joined(separator: ", ")
      let odd = (index == 0 ? first : second) + 1
      return "they must match \(rest); `crop([\(sides)])` on input \(odd) would make them match"
    }
    return "they must match \(rest)"
  }

  /// The whole factor by which a map is smaller than another on every spatial axis.
  private static func scale(from small: Shape, to large: Shape) -> Int? {
    guard let extent = small.spatial.first, let other = large.spatial.first, other > extent,
      other % extent == 0,
      zip(small.spatial, large.spatial).allSatisfy({ $0 * (other / extent) == $1 })
    else { return nil }
    return other / extent
  }

  /// The dense layer that gives rows as many features as others.
  private func wideRows(
    _ node: Node.ID, _ a: Shape, _ other: Node.ID, _ b: Shape, _ except: Int?
  ) -> String? {
    guard except == nil, a.dimensions.dropLast() == b.dimensions.dropLast(), areRows(node), areRows(other),
      let features = a.dimensions.last
    else { return nil }
    return "dense(\(features))"
  }

  /// Whether a value consists of rows of features, as far as its layers tell.
  private func areRows(_ id: Node.ID) -> Bool {
    let graph = builder.graph
    var node = graph.nodes[id]
    for _ in 0..<64 {
      guard node.op.traits.axes == .asInput, let input = node.inputs.first else { break }
      node = graph.nodes[input]
    }
    return node.op.traits.axes == .rows
  }

  /// Of several shapes, one that all others agree on and the one that differs; of two, both.
  private static func oddPair(_ shapes: [Shape], _ except: Int?) -> (Int, Int)? {
    guard shapes.count != 2 else { return (0, 1) }
    func agree(_ a: Shape, _ b: Shape) -> Bool {
      a.rank == b.rank
        && zip(a.dimensions, b.dimensions).enumerated().allSatisfy {
          $0.offset == except || $0.element.0 == $0.element.1
        }
    }
    for odd in shapes.indices.prefix(16) {
      let others = shapes.indices.filter { $0 != odd }
      guard let first = others.first, !agree(shapes[first], shapes[odd]),
        others.allSatisfy({ agree(shapes[first], shapes[$0]) })
      else { continue }
      return (first, odd)
    }
    return nil
  }

  /// For each branch, its result and the layers that gave it that shape.
  func describe(_ branches: [Branch], start: Point) -> [String] {
    let graph = builder.graph
    let width =
      branches.compactMap { $0.point.node.map { graph.nodes[$0].shape.description.count } }.max() ?? 0
    return branches.enumerated().map { index, branch in
      guard let id = branch.point.node else { return "branch \(index + 1) has errors" }
      let node = graph.nodes[id]
      let shape = String(repeating: " ", count: width - node.shape.description.count) + node.shape.description
      guard branch.firstNode < branch.lastNode, id >= branch.firstNode else {
        let line = node.place.line.map { " on line \($0)" } ?? ""
        return "branch \(index + 1) gives \(shape): its input, from `\(graph.path(of: id))`\(line)"
      }
      let from = changes(of: id, from: branch.firstNode)
      return "branch \(index + 1) gives \(shape): \(from)"
    }
  }

  /// The usual projection, if one branch is the bare input of a block and another differs by channels or stride.
  func mending(_ branches: [Branch], _ misfit: Misfit) -> String? {
    if let help = missingStride(misfit) { return help }
    guard case .shapes(let shapes, let except) = misfit, branches.count == 2, except == nil,
      let bare = branches.firstIndex(where: { $0.firstNode == $0.lastNode }), shapes.count == 2
    else { return nil }
    let from = shapes[bare]
    let to = shapes[1 - bare]
    if let (a, b) = branches[1 - bare].point.node.flatMap({ a in branches[bare].point.node.map { (a, $0) } }),
      let help = wideRows(a, to, b, from, nil)
    {
      return "branches must match in every dimension here; `\(help)` on branch \(bare + 1) would"
    }
    guard from.rank == to.rank, from.rank >= 2 else { return nil }
    let strides = zip(from.spatial, to.spatial).map { ($0 + $1 - 1) / max(1, $1) }
    guard let stride = strides.first, strides.allSatisfy({ $0 == stride }), stride >= 1,
      zip(from.spatial, to.spatial).allSatisfy({ ($0 - 1) / stride + 1 == $1 })
    else { return nil }
    let call = stride == 1 ? "conv(\(to[0]), kernel: 1)" : "conv(\(to[0]), kernel: 1, stride: \(stride))"
    return
      "branches must match in every dimension here; `\(call)` on branch \(bare + 1) would make them match"
  }

  /// The remedy if two branches differ only by a stride.
  private func missingStride(
    _ misfit: Misfit, _ names: [String] = ["branch 1", "branch 2"]
  ) -> String? {
    guard case .shapes(let shapes, _) = misfit, shapes.count == 2, shapes[0].rank == shapes[1].rank,
      shapes[0].rank >= 2, shapes[0][0] == shapes[1][0]
    else { return nil }
    let larger = shapes[0][1] > shapes[1][1] ? 0 : 1
    let (large, small) = (shapes[larger], shapes[1 - larger])
    guard let first = zip(large.spatial, small.spatial).map({ ($0 + $1 - 1) / max(1, $1) }).first, first > 1,
      zip(large.spatial, small.spatial).allSatisfy({ ($0 - 1) / first + 1 == $1 })
    else { return nil }
    return "\(names[larger]) is \(first) times as large: a stride of \(first) is missing there"
  }
}
