import ArchGraph

/// Where each tensor of a run is in one block of memory, and so how much memory the run needs.
///
/// Tensors live from the layer that computes them to the last that needs them, inputs from the beginning. A layer may
/// overwrite an input that nothing needs afterwards, a view shares its input's memory, and the parts of a concatenation
/// are written in place from the beginning; the operators say which, see ``Placement``. The executor runs in memory
/// laid out by this very plan.
public struct MemoryPlan: Sendable {
  /// How many examples are computed at once.
  public let batch: Int
  /// For each layer where its value begins, in elements, or `nil` if it is not computed, or is among the weights.
  public let offsets: [Int?]
  /// For each value that is among the weights the layer that has them, or `nil` for all others.
  public let weightsOf: [Node.ID?]
  /// The elements of the whole block: the peak.
  public let extent: Int
  /// The step at which most is live.
  public let worst: Node.ID?
  /// What is live at that step, in the order of the layers.
  public let live: [LiveTensor]
  /// The elements that are live at each step, in the order of the layers.
  public let liveAtSteps: [Int]

  /// A piece of memory in use at the worst step.
  public struct LiveTensor: Hashable, Sendable {
    /// The layer whose value it holds at that step.
    public var node: Node.ID
    /// Its elements.
    public var elements: Int
    /// The last layer that needs it, or `nil` for an output of the network.
    public var neededBy: Node.ID?
  }

  /// Whether a layer has a value when the network runs, in the block or among the weights.
  public func computes(_ node: Node.ID) -> Bool { offsets[node] != nil || weightsOf[node] != nil }

  /// The bytes of the block, with 32-bit numbers.
  public var bytes: Int { extent * 4 }

  /// The elements live at the worst step; the block may be larger if tensors do not fit without gaps.
  public var liveElements: Int { live.reduce(0) { $0 + $1.elements } }

  /// Plans a run.
  ///
  /// - Parameters:
  ///   - targets: the layers whose values are wanted at the end: the outputs of the network, and everything that
  ///     nothing uses, unless given. Only what leads to them is computed.
  ///   - isShared: whether memory is reused. Without it, every value keeps its own memory until the end, as a reference
  ///     for runs in shared memory.
  /// - Throws: ``Overflow`` if sizes are beyond the range of 64-bit integers.
  public init(
    _ graph: Graph, batch: Int = 1, targets: [Node.ID]? = nil, isShared: Bool = true
  ) throws(Overflow) {
    self.batch = batch
    var plan = Planner(graph, batch: batch, targets: targets, isShared: isShared)
    try plan.run()
    offsets = plan.offsets
    weightsOf = plan.weightsOf
    extent = plan.extent
    (worst, live, liveAtSteps) = plan.worstStep
  }
}

extension MemoryPlan {
  /// The same plan with the value of one layer moved: for tests of the checks that detect a wrong plan.
  package func moving(_ node: Node.ID, to offset: Int) -> MemoryPlan {
    var offsets = offsets
    offsets[node] = offset
    return MemoryPlan(self, offsets: offsets)
  }

  private init(_ plan: MemoryPlan, offsets: [Int?]) {
    batch = plan.batch
    self.offsets = offsets
    weightsOf = plan.weightsOf
    extent = plan.extent
    worst = plan.worst
    live = plan.live
    liveAtSteps = plan.liveAtSteps
  }
}

/// The planner.
private struct Planner {
  let graph: Graph
  let batch: Int
  let isShared: Bool
  /// Whether a layer is computed.
  var isNeeded: [Bool]
  /// The last layer that needs a value; one past the last layer for the wanted ones.
  var lastUse: [Int]
  var offsets: [Int?]
  var weightsOf: [Node.ID?]
  var extent = 0
  /// For each layer the piece of memory that holds its value.
  private var pieceOf: [Int]
  private var pieces: [Piece] = []
  /// For pieces that are part of others, the outermost piece and the offset in it.
  private var whole: [Int: (root: Int, offset: Int)] = [:]

  /// Memory for a sequence of values, one after the other.
  private struct Piece {
    var elements: Int
    var first: Int
    var last: Int
    /// The layers that write it, in order.
    var writers: [Node.ID]
    /// The piece that it is a part of, and its offset there.
    var parent: (piece: Int, offset: Int)?
    var offset = 0
  }

  init(_ graph: Graph, batch: Int, targets: [Node.ID]?, isShared: Bool) {
    self.graph = graph
    self.batch = batch
    self.isShared = isShared
    let count = graph.nodes.count
    lastUse = Array(repeating: -1, count: count)
    offsets = Array(repeating: nil, count: count)
    weightsOf = Array(repeating: nil, count: count)
    pieceOf = Array(repeating: -1, count: count)
    isNeeded = Array(repeating: targets == nil, count: count)
    if let targets {
      for target in targets { isNeeded[target] = true }
      for id in graph.nodes.indices.reversed() where isNeeded[id] {
        for input in graph.nodes[id].inputs { isNeeded[input] = true }
      }
    }
    for (id, node) in graph.nodes.enumerated() where isNeeded[id] {
      for input in node.inputs { lastUse[input] = id }
    }
    for target in targets ?? graph.outputs.map(\.node) { lastUse[target] = count }
    // A value that nothing uses is computed all the same, and ends with its own step.
    for id in graph.nodes.indices where lastUse[id] < 0 { lastUse[id] = id }
    if !isShared { lastUse = Array(repeating: count, count: count) }
  }

  mutating func run() throws(Overflow) {
    for (id, node) in graph.nodes.enumerated() where isNeeded[id] { try place(id, node) }
    if batch == 1, isShared { join() }
    try layOut()
    for id in graph.nodes.indices where pieceOf[id] >= 0 { offsets[id] = offset(of: pieceOf[id]) }
  }

  // MARK: Pieces

  private mutating func place(_ id: Node.ID, _ node: Node) throws(Overflow) {
    let (elements, overflow) = (node.shape.elementCount ?? Int.max).multipliedReportingOverflow(by: batch)
    if overflow { throw Overflow() }
    switch isShared ? node.op.placement(of: node.inputShapes) : .own {
    // A value wanted at the end is copied from the weights.
    case .weights where lastUse[id] < graph.nodes.count:
      weightsOf[id] = id
      return
    case .view:
      if let input = node.inputs.first, let owner = weightsOf[input], lastUse[id] < graph.nodes.count {
        weightsOf[id] = owner
        return
      }
      if let input = node.inputs.first, pieceOf[input] >= 0, pieces[pieceOf[input]].elements == elements {
        pieceOf[id] = pieceOf[input]
        pieces[pieceOf[id]].last = max(pieces[pieceOf[id]].last, lastUse[id])
        return
      }
    case .over(let candidates):
      for index in candidates where index < node.inputs.count && pieceOf[node.inputs[index]] >= 0 {
        let piece = pieceOf[node.inputs[index]]
        // What a layer still reads after it has begun to write must not be in the same memory, such as `x` in `add(x,
        // y, x)`.
        let isReadElsewhere = node.inputs.indices.contains {
          !candidates.contains($0) && pieceOf[node.inputs[$0]] == piece
        }
        if pieces[piece].last == id, pieces[piece].elements == elements, !isReadElsewhere {
          pieceOf[id] = piece
          pieces[piece].last = lastUse[id]
          pieces[piece].writers.append(id)
          return
        }
      }
    case .own, .joined, .weights: break
    }
    pieceOf[id] = pieces.count
    // Inputs are available before anything runs, wherever in the network they are declared.
    let first = node.isInput ? 0 : id
    pieces.append(Piece(elements: elements, first: first, last: lastUse[id], writers: [id]))
  }

  /// Places the parts of concatenations inside the joined value from the beginning.
  private mutating func join() {
    for (id, node) in graph.nodes.enumerated() where isNeeded[id] {
      guard node.op.placement(of: node.inputShapes) == .joined else { continue }
      let whole = pieceOf[id]
      var offset = 0
      for (index, input) in node.inputs.enumerated() {
        let part = pieceOf[input]
        let elements = node.inputShapes[index].elementCount ?? 0
        guard part >= 0 else {
          offset += elements
          continue
        }
        // A piece can be part of one value only; nothing may overwrite it once it is joined, and nothing may overwrite
        // the joined value while the piece is needed.
        let isFree =
          pieces[part].parent == nil && part != whole && pieces[part].elements == elements
          && pieces[part].writers.last.map { $0 < id } ?? true
          && pieces[part].last < nextWriter(of: whole, after: id)
        if isFree {
          pieces[part].parent = (whole, offset)
          pieces[whole].last = max(pieces[whole].last, pieces[part].last)
        }
        offset += elements
      }
    }
    // A piece is joined into one made after it, which is resolved first.
    for part in pieces.indices.reversed() {
      guard let parent = pieces[part].parent else { continue }
      let (root, offset) = whole[parent.piece] ?? (parent.piece, 0)
      whole[part] = (root, offset + parent.offset)
      pieces[root].first = min(pieces[root].first, pieces[part].first)
      pieces[root].last = max(pieces[root].last, pieces[part].last)
    }
  }

  /// The next layer that writes a piece after a given one; the writers are in order.
  private func nextWriter(of piece: Int, after id: Node.ID) -> Int {
    let writers = pieces[piece].writers
    var (low, high) = (0, writers.count)
    while low < high {
      let middle = (low + high) / 2
      if writers[middle] > id { high = middle } else { low = middle + 1 }
    }
    return low < writers.count ? writers[low] : Int.max
  }

  private func offset(of piece: Int) -> Int {
    guard let (root, offset) = whole[piece] else { return pieces[piece].offset }
    return pieces[root].offset + offset
  }

  // MARK: Layout

  /// The most pieces that are laid out by size, which takes time quadratic in their number.
  private static let mostBySize = 4096

  /// Lays out the largest pieces first, each as low as the pieces live at the same time allow; very many in order of
  /// time.
  private mutating func layOut() throws(Overflow) {
    let roots = pieces.indices.filter { pieces[$0].parent == nil }
    if roots.count <= Self.mostBySize {
      try layOutBySize(roots)
    } else {
      try layOutByTime(roots)
    }
    // Figures in bytes must be countable too.
    if extent > Int.max / 8 { throw Overflow() }
  }

  private mutating func layOutBySize(_ roots: [Int]) throws(Overflow) {
    var placed: [Int] = []
    let order = roots.sorted {
      (pieces[$1].elements, pieces[$0].first) < (pieces[$0].elements, pieces[$1].first)
    }
    for piece in order {
      let (first, last, elements) = (pieces[piece].first, pieces[piece].last, pieces[piece].elements)
      var offset = 0
      // The placed pieces are kept in the order of their offsets.
      for other in placed where pieces[other].first <= last && first <= pieces[other].last {
        if elements <= pieces[other].offset - offset { break }
        offset = max(offset, pieces[other].offset + pieces[other].elements)
      }
      let (end, overflow) = offset.addingReportingOverflow(elements)
      if overflow { throw Overflow() }
      pieces[piece].offset = offset
      extent = max(extent, end)
      let place = placed.firstIndex { pieces[$0].offset > offset } ?? placed.count
      placed.insert(piece, at: place)
    }
  }

  private mutating func layOutByTime(_ roots: [Int]) throws(Overflow) {
    var ends = [[Int]](repeating: [], count: graph.nodes.count + 1)
    var free = FreeRanges()
    var step = 0
    for piece in roots.sorted(by: { pieces[$0].first < pieces[$1].first }) {
      while step < pieces[piece].first {
        for over in ends[step] { free.give(pieces[over].offset, pieces[over].elements) }
        step += 1
      }
      guard let offset = free.take(pieces[piece].elements) else { throw Overflow() }
      pieces[piece].offset = offset
      ends[min(pieces[piece].last, graph.nodes.count)].append(piece)
    }
    extent = free.extent
  }

  // MARK: The worst step

  /// The step at which most is live, what is live then, and how much is live at each step.
  var worstStep: (Node.ID?, [MemoryPlan.LiveTensor], [Int]) {
    var change = [Int](repeating: 0, count: graph.nodes.count + 2)
    let roots = pieces.indices.filter { pieces[$0].parent == nil }
    for piece in roots {
      change[pieces[piece].first] += pieces[piece].elements
      change[min(pieces[piece].last, graph.nodes.count) + 1] -= pieces[piece].elements
    }
    var (live, most, worst) = (0, -1, -1)
    for step in graph.nodes.indices {
      live += change[step]
      change[step] = live
      if live > most { (most, worst) = (live, step) }
    }
    guard worst >= 0 else { return (nil, [], []) }
    let tensors = roots.filter { pieces[$0].first <= worst && worst <= pieces[$0].last }.map { root in
      // The value it holds then: the last one written by that step, or the joined value that it is for.
      let holder = pieces[root].writers.last { $0 <= worst } ?? pieces[root].writers[0]
      let last = pieces[root].last
      return MemoryPlan.LiveTensor(
        node: holder, elements: pieces[root].elements, neededBy: last >= graph.nodes.count ? nil : last)
    }
    return (worst, tensors.sorted { $0.node < $1.node }, change.dropLast(2))
  }
}
