import ArchDocuments

/// The horizontal positions of the items of each layer: lines are straight if possible, and boxes are in the middle of
/// what they are linked to.
///
/// Layer by layer, each item wants to be at the median of its links; items that would overlap move together to the
/// median of all their links, which minimises the sum of all distances (pool adjacent violators).
struct Coordinates {
  /// The middle of each item.
  private(set) var middles: [[Double]]
  /// Where values enter, from the middle of each box: for each box and entry.
  private(set) var entries: [[Int: Double]]

  private let graph: LayeredGraph
  private let layering: Layering
  private let spacing: Spacing
  private var links: [[Link]] = []

  /// A link between an item and one of the next layer, with its distances from their middles.
  private struct Link {
    var upper: Int
    var lower: Int
    var exit: Double
    var entry: Double
    var weight: Double
  }

  private static let rounds = 24

  init(_ graph: LayeredGraph, _ layering: Layering, _ spacing: Spacing) {
    self.graph = graph
    self.layering = layering
    self.spacing = spacing
    entries = Self.entries(graph, layering)
    middles = []
    findLinks()
    spread()
    for round in 0..<Self.rounds {
      let isLast = round >= Self.rounds - 8
      if round.isMultiple(of: 2) {
        for layer in middles.indices { settle(layer, above: true, below: isLast) }
      } else {
        for layer in middles.indices.reversed() { settle(layer, above: isLast, below: true) }
      }
    }
  }

  /// How much room an item takes on either side of its middle.
  func reach(of item: LayerItem) -> (left: Double, right: Double) {
    switch item {
    case .line: return (spacing.lines / 2, spacing.lines / 2)
    case .box(let index):
      let box = graph.boxes[index]
      let right = box.exits.reduce(box.width / 2) {
        $1.label > 0 ? max($0, $1.offset + spacing.beside + $1.label) : $0
      }
      return (box.width / 2, right)
    }
  }

  /// Where values enter: at a frame's entries, or spread along the upper edge in the order of their sources.
  private static func entries(
    _ graph: LayeredGraph, _ layering: Layering
  ) -> [[Int: Double]] {
    var taken: [[(entry: Int, place: Double, isLine: Bool)]] = Array(repeating: [], count: graph.boxes.count)
    for (index, net) in layering.nets.enumerated() {
      for target in net.targets {
        let upper = layering.layer(of: target.box) - 1
        let item: LayerItem = layering.layer(of: net.source) == upper ? .box(net.source) : .line(net: index)
        let place = Double(layering.places[upper][item] ?? 0) + Double(net.exit) / 1000
        taken[target.box].append((target.entry, place, layering.layer(of: net.source) != upper))
      }
    }
    return graph.boxes.indices.map { index in
      let box = graph.boxes[index]
      if let given = box.entries {
        return Dictionary(uniqueKeysWithValues: given.enumerated().map { ($0.offset, $0.element) })
      }
      let order = taken[index].sorted { ($0.place, $0.entry) < ($1.place, $1.entry) }
      var offsets: [Int: Double] = [:]
      for (place, input) in order.enumerated() where offsets[input.entry] == nil {
        offsets[input.entry] = offset(of: place, among: order.map(\.isLine), box.width)
      }
      return offsets
    }
  }

  /// How far right of the middle of a box one of several inputs enters.
  ///
  /// Of two or three, the first that comes straight from a box enters in the middle, so that a chain is a straight
  /// line.
  private static func offset(of place: Int, among areLines: [Bool], _ width: Double) -> Double {
    let count = areLines.count
    if count == 2 || count == 3, let middle = areLines.firstIndex(of: false) {
      let side = place < middle ? middle : count - 1 - middle
      return place == middle ? 0 : Double(place - middle) * width / 2 / Double(side + 1)
    }
    return Double(place + 1) * width / Double(count + 1) - width / 2
  }

  private mutating func findLinks() {
    links = Array(repeating: [], count: layering.layers.count)
    var inputs = Array(repeating: 0, count: graph.boxes.count)
    for net in layering.nets { for target in net.targets { inputs[target.box] += 1 } }
    for (layer, items) in layering.layers.enumerated().dropLast() {
      for (place, item) in items.enumerated() {
        for net in layering.nets(from: item) {
          let exit = exit(of: net, item)
          let isLine = if case .line = item { true } else { false }
          if let lower = layering.places[layer + 1][.line(net: net)] {
            links[layer].append(
              Link(upper: place, lower: lower, exit: exit, entry: 0, weight: isLine ? 16 : 1))
          }
          for target in layering.nets[net].targets where layering.layer(of: target.box) == layer + 1 {
            guard let lower = layering.places[layer + 1][.box(target.box)] else { continue }
            links[layer].append(
              Link(
                upper: place, lower: lower, exit: exit, entry: entries[target.box][target.entry] ?? 0,
                weight: isLine ? 1 : inputs[target.box] == 1 && layering.nets[net].targets.count == 1 ? 8 : 4)
            )
          }
        }
      }
    }
  }

  /// How far right of the middle of an item a value leaves it.
  private func exit(of net: Int, _ item: LayerItem) -> Double {
    guard case .box(let box) = item else { return 0 }
    return graph.boxes[box].exits[layering.nets[net].exit].offset
  }

  /// Places all items of a layer side by side, to begin with.
  private mutating func spread() {
    for layer in layering.layers {
      var right = 0.0
      middles.append(
        layer.map { item in
          let reach = reach(of: item)
          let middle = right + reach.left
          right = middle + reach.right + spacing.between
          return middle
        })
    }
  }

  /// The least distance between the middles of two neighbours in a layer.
  private func distance(_ left: LayerItem, _ right: LayerItem) -> Double {
    let isLine = if case .line = left, case .line = right { true } else { false }
    return reach(of: left).right + reach(of: right).left + (isLine ? 0 : spacing.between)
  }

  // MARK: One layer

  /// Items that touch and move together.
  private struct Pool {
    var items: Range<Int>
    /// Where each link wants the first item to be, and its weight.
    var wishes: [(at: Double, weight: Double)]
    var middle = 0.0

    /// Moves to the median; between two, to their middle or, once everything is nearly in place, as little as possible.
    mutating func settle(from current: Double?) {
      wishes.sort { $0.at < $1.at }
      let half = wishes.reduce(0) { $0 + $1.weight } / 2
      var sum = 0.0
      for (index, wish) in wishes.enumerated() {
        sum += wish.weight
        if sum > half + 1e-4 {
          middle = wish.at
          return
        }
        if (sum - half).magnitude <= 1e-4, index + 1 < wishes.count {
          let other = wishes[index + 1].at
          middle = current.map { min(max($0, wish.at), other) } ?? (wish.at + other) / 2
          return
        }
      }
      middle = wishes.last?.at ?? 0
    }
  }

  private mutating func settle(_ layer: Int, above: Bool, below: Bool) {
    let items = layering.layers[layer]
    var wishes: [[(at: Double, weight: Double)]] = Array(repeating: [], count: items.count)
    if above, layer > 0 {
      for link in links[layer - 1] {
        wishes[link.lower].append((middles[layer - 1][link.upper] + link.exit - link.entry, link.weight))
      }
    }
    if below, layer + 1 < middles.count {
      for link in links[layer] {
        wishes[link.upper].append((middles[layer + 1][link.lower] + link.entry - link.exit, link.weight))
      }
    }
    // How far each item must be from the first of the layer, at least.
    var offsets = [0.0]
    for index in items.indices.dropFirst() {
      offsets.append(offsets[index - 1] + distance(items[index - 1], items[index]))
    }
    let isLast = above && below
    func current(_ items: Range<Int>) -> Double? {
      isLast
        ? items.reduce(0) { $0 + middles[layer][$1] - offsets[$1] } / Double(items.count) : nil
    }
    var pools: [Pool] = []
    for index in items.indices {
      var own = wishes[index].map { (at: $0.at - offsets[index], weight: $0.weight) }
      if own.isEmpty { own.append((middles[layer][index] - offsets[index], 0.5)) }
      var pool = Pool(items: index..<index + 1, wishes: own)
      pool.settle(from: current(pool.items))
      while let last = pools.last, last.middle > pool.middle {
        pools.removeLast()
        pool = Pool(items: last.items.lowerBound..<pool.items.upperBound, wishes: last.wishes + pool.wishes)
        pool.settle(from: current(pool.items))
      }
      pools.append(pool)
    }
    for pool in pools { for index in pool.items { middles[layer][index] = pool.middle + offsets[index] } }
  }
}
