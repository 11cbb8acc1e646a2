import ArchDocuments

extension LayeredLayout {
  /// Places boxes in layers from top to bottom and leads the lines of their values between them: no two boxes overlap,
  /// and no line crosses a box.
  init(_ graph: LayeredGraph, _ spacing: Spacing = Spacing()) {
    self.init()
    guard !graph.boxes.isEmpty else { return }
    let layering = Layering(graph)
    let coordinates = Coordinates(graph, layering, spacing)
    boxes = Array(repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: graph.boxes.count)
    var placing = Placing(graph, layering, coordinates, spacing)
    placing.run()
    self = placing.layout
    hasFixedEntries = graph.boxes.map { $0.entries != nil }
    isUpward = Array(repeating: false, count: graph.boxes.count)
    reaches = graph.boxes.indices.map { coordinates.reach(of: .box($0)) }
    moveIntoView()
  }

  /// Moves everything so that nothing is left of 0, and finds the width.
  private mutating func moveIntoView() {
    var (left, right) = (Double.infinity, -Double.infinity)
    for (index, box) in boxes.enumerated() {
      left = min(left, box.center.x - reaches[index].left)
      right = max(right, box.center.x + reaches[index].right)
    }
    for route in routes {
      for point in route.lines.flatMap(\.points) { (left, right) = (min(left, point.x), max(right, point.x)) }
    }
    let offset = Point(-left, 0)
    width = right - left
    boxes = boxes.map { $0.moved(by: offset) }
    for index in routes.indices {
      routes[index].start = routes[index].start + offset
      for line in routes[index].lines.indices {
        routes[index].lines[line].points = routes[index].lines[line].points.map { $0 + offset }
      }
    }
  }
}

/// Goes down the layers, placing boxes and leading lines.
private struct Placing {
  var layout = LayeredLayout()
  private let graph: LayeredGraph
  private let layering: Layering
  private let coordinates: Coordinates
  private let spacing: Spacing
  /// Where the line of a value that continues from a layer ends.
  private var ends: [Int: Point] = [:]

  init(_ graph: LayeredGraph, _ layering: Layering, _ coordinates: Coordinates, _ spacing: Spacing) {
    self.graph = graph
    self.layering = layering
    self.coordinates = coordinates
    self.spacing = spacing
    layout.boxes = Array(
      repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: graph.boxes.count)
  }

  mutating func run() {
    layout.routes = layering.nets.map {
      LayeredLayout.Route(source: $0.source, exit: $0.exit, lines: [], start: Point(0, 0))
    }
    var top = 0.0
    for layer in layering.layers.indices {
      let bottom = place(layer, top)
      guard layer + 1 < layering.layers.count else {
        layout.height = bottom
        break
      }
      top = lead(from: layer, bottom)
    }
  }

  /// Places the boxes of a layer below a height.
  ///
  /// - Returns: the height below the layer, including the texts below its boxes.
  private mutating func place(_ layer: Int, _ top: Double) -> Double {
    let height = height(of: layer)
    var hasLabels = false
    for case .box(let index) in layering.layers[layer]
    where graph.boxes[index].exits.contains(where: { $0.label > 0 }) {
      hasLabels = true
    }
    for (place, item) in layering.layers[layer].enumerated() {
      guard case .box(let index) = item else { continue }
      let box = graph.boxes[index]
      let middle = coordinates.middles[layer][place]
      let y = upperEdge(of: box, top, height)
      layout.boxes[index] = Rectangle(x: middle - box.width / 2, y: y, width: box.width, height: box.height)
    }
    return top + height + (hasLabels ? spacing.label : 0)
  }

  /// The height of the highest box of a layer.
  private func height(of layer: Int) -> Double {
    layering.layers[layer].reduce(0) {
      if case .box(let index) = $1 { max($0, graph.boxes[index].height) } else { $0 }
    }
  }

  /// The top of a box in a layer that begins at a height: in its middle, but at its edge if values enter or leave a
  /// frame there.
  private func upperEdge(of box: LayeredGraph.Box, _ top: Double, _ height: Double) -> Double {
    switch box.place {
    case .free: top + (height - box.height) / 2
    case .top: top
    case .bottom: top + height - box.height
    }
  }

  /// Leads the lines from one layer to the next.
  ///
  /// - Returns: the height at which the next layer begins.
  private mutating func lead(from layer: Int, _ bottom: Double) -> Double {
    var passages: [Channel.Passage] = []
    var targets: [[(x: Double, box: Int?)]] = []
    for (place, item) in layering.layers[layer].enumerated() {
      for net in layering.nets(from: item) {
        var to: [(x: Double, box: Int?)] = []
        if let lower = layering.places[layer + 1][.line(net: net)] {
          to.append((coordinates.middles[layer + 1][lower], nil))
        }
        for target in layering.nets[net].targets where layering.layer(of: target.box) == layer + 1 {
          guard let lower = layering.places[layer + 1][.box(target.box)] else { continue }
          let entry = coordinates.entries[target.box][target.entry] ?? 0
          to.append((coordinates.middles[layer + 1][lower] + entry, target.box))
        }
        let from = start(of: net, item, place, layer)
        passages.append(.init(net: net, from: from.x, to: to.map(\.x)))
        targets.append(to)
        if ends[net] == nil {
          layout.routes[net].start = from
          ends[net] = from
        }
      }
    }
    let channel = Channel(passages)
    let hasArrows = targets.contains { $0.contains { $0.box != nil } }
    let height = Double(channel.count) * spacing.lines + (hasArrows ? spacing.arrow : 4)
    let top = bottom + height
    let nextHeight = self.height(of: layer + 1)
    for (index, passage) in passages.enumerated() {
      let from = ends[passage.net] ?? Point(passage.from, bottom)
      let y = channel.tracks[index].map { bottom + (Double($0) + 0.5) * spacing.lines }
      // The text beside the line of a box is at its beginning: it goes straight down first.
      for (place, target) in targets[index].enumerated() {
        let endY = target.box.map { upperEdge(of: graph.boxes[$0], top, nextHeight) } ?? top
        var points = [from]
        if let y, (target.x - passage.from).magnitude >= 0.5 {
          let detour = channel.detours[index][place]
          points += [Point(passage.from, y), Point(target.x + detour, y)]
          if detour != 0 { points += [Point(target.x + detour, top - 4), Point(target.x, top - 4)] }
        }
        // Nearly straight lines are made straight.
        points.append(Point(points.count == 1 ? from.x : target.x, endY))
        layout.routes[passage.net].lines.append(.init(points: points, target: target.box))
        if target.box == nil { next[passage.net] = points[points.count - 1] }
      }
    }
    // Lines that continue do so past the next layer.
    for (net, point) in next { ends[net] = point }
    next = [:]
    return top
  }

  private var next: [Int: Point] = [:]

  /// Where a value leaves an item.
  private func start(of net: Int, _ item: LayerItem, _ place: Int, _ layer: Int) -> Point {
    guard case .box(let index) = item else {
      return ends[net] ?? Point(coordinates.middles[layer][place], 0)
    }
    let box = layout.boxes[index]
    return Point(box.center.x + graph.boxes[index].exits[layering.nets[net].exit].offset, box.bottom)
  }
}
