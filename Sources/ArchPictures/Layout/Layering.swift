/// An item of a layer: a box, or the line of a value that passes by.
enum LayerItem: Hashable {
  case box(Int)
  case line(net: Int)
}

/// A value and its targets: one line that branches, however many boxes take it.
struct Net {
  var source: Int
  var exit: Int
  var targets: [(box: Int, entry: Int)] = []
}

/// The boxes in layers from top to bottom, each below those whose values it takes, in an order with few crossings.
struct Layering {
  private(set) var layers: [[LayerItem]] = []
  private(set) var nets: [Net] = []
  private let graph: LayeredGraph
  private var layerOf: [Int] = []

  /// The most rounds; more do not improve pictures.
  private static let rounds = 12

  init(_ graph: LayeredGraph) {
    self.graph = graph
    findNets()
    findLayers()
    fill()
    order()
    places = layers.indices.map { places(in: $0) }
  }

  /// Where each item is in its layer.
  private(set) var places: [[LayerItem: Int]] = []

  private mutating func findNets() {
    var known: [[Int: Int]] = Array(repeating: [:], count: graph.boxes.count)
    var seen: Set<LayeredGraph.Edge> = []
    for edge in graph.edges {
      let net: Int
      if let before = known[edge.source][edge.exit] {
        net = before
      } else {
        net = nets.count
        known[edge.source][edge.exit] = net
        nets.append(Net(source: edge.source, exit: edge.exit))
      }
      if seen.insert(edge).inserted { nets[net].targets.append((edge.target, edge.entry)) }
    }
  }

  private mutating func findLayers() {
    let boxes = graph.boxes
    layerOf = Array(repeating: 0, count: boxes.count)
    var inputs: [[Int]] = Array(repeating: [], count: boxes.count)
    var outputs = inputs
    for edge in graph.edges {
      inputs[edge.target].append(edge.source)
      outputs[edge.source].append(edge.target)
    }
    let hasTop = boxes.contains { $0.place == .top }
    for index in boxes.indices where boxes[index].place != .top {
      layerOf[index] = inputs[index].reduce(hasTop ? 1 : 0) { max($0, layerOf[$1] + 1) }
    }
    let last = boxes.indices.reduce(0) { boxes[$1].place == .bottom ? $0 : max($0, layerOf[$1]) }
    for index in boxes.indices.reversed() {
      if boxes[index].place == .bottom {
        layerOf[index] = last + 1
      } else if inputs[index].isEmpty, boxes[index].place == .free {
        // A box without inputs is just above the first that needs it.
        layerOf[index] = max(layerOf[index], (outputs[index].map { layerOf[$0] }.min() ?? 1) - 1)
      }
    }
  }

  private mutating func fill() {
    layers = Array(repeating: [], count: (layerOf.max() ?? -1) + 1)
    for index in graph.boxes.indices { layers[layerOf[index]].append(.box(index)) }
    for (index, net) in nets.enumerated() {
      let last = net.targets.reduce(0) { max($0, layerOf[$1.box]) }
      for layer in (layerOf[net.source] + 1)..<max(last, layerOf[net.source] + 1) {
        layers[layer].append(.line(net: index))
      }
    }
  }

  /// The items of the next layer that take an item's values, as places in that layer.
  private func links(_ layer: Int, _ places: [LayerItem: Int]) -> [(upper: Int, lower: Int)] {
    var links: [(Int, Int)] = []
    for (place, item) in layers[layer].enumerated() {
      for net in netsOf[item] ?? [] {
        if let lower = places[.line(net: net)] { links.append((place, lower)) }
        for target in nets[net].targets where layerOf[target.box] == layer + 1 {
          if let lower = places[.box(target.box)] { links.append((place, lower)) }
        }
      }
    }
    return links
  }

  /// The nets that continue from an item.
  private var netsOf: [LayerItem: [Int]] = [:]

  // MARK: The order within layers

  private mutating func order() {
    for (index, net) in nets.enumerated() {
      netsOf[.box(net.source), default: []].append(index)
      netsOf[.line(net: index)] = [index]
    }
    var best = layers
    var fewest = crossings()
    for round in 0..<Self.rounds where fewest > 0 {
      if round.isMultiple(of: 2) {
        for layer in layers.indices.dropFirst() { sort(layer, by: layer - 1) }
      } else {
        for layer in layers.indices.dropLast().reversed() { sort(layer, by: layer + 1) }
      }
      let now = crossings()
      if now < fewest { (best, fewest) = (layers, now) }
    }
    layers = best
  }

  private func places(in layer: Int) -> [LayerItem: Int] {
    Dictionary(uniqueKeysWithValues: layers[layer].enumerated().map { ($0.element, $0.offset) })
  }

  /// Sorts a layer by the mean position of each item's links in a neighbouring one.
  private mutating func sort(_ layer: Int, by other: Int) {
    let upper = min(layer, other)
    var linked: [[Int]] = Array(repeating: [], count: layers[layer].count)
    for link in links(upper, places(in: upper + 1)) {
      if other < layer {
        linked[link.lower].append(link.upper)
      } else {
        linked[link.upper].append(link.lower)
      }
    }
    let share = Double(max(1, layers[other].count)) / Double(max(1, layers[layer].count))
    let keys = linked.enumerated().map { place, others -> Double in
      others.isEmpty
        ? Double(place) * share : Double(others.reduce(0, +)) / Double(others.count)
    }
    layers[layer] = layers[layer].indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
      .map { layers[layer][$0] }
  }

  /// How many pairs of lines cross between neighbouring layers.
  private func crossings() -> Int {
    var count = 0
    for layer in layers.indices.dropLast() {
      let links = links(layer, places(in: layer + 1)).sorted { $0 < $1 }
      // Each link crosses those before it that end further right.
      var counts = [Int](repeating: 0, count: layers[layer + 1].count + 1)
      for (index, link) in links.enumerated() {
        var before = 0
        var place = link.lower + 1
        while place > 0 {
          before += counts[place]
          place -= place & -place
        }
        count += index - before
        place = link.lower + 1
        while place < counts.count {
          counts[place] += 1
          place += place & -place
        }
      }
    }
    return count
  }

  /// The layer of a box.
  func layer(of box: Int) -> Int { layerOf[box] }

  /// The nets that continue from an item, in order.
  func nets(from item: LayerItem) -> [Int] { netsOf[item] ?? [] }
}
