import ArchDocuments
import ArchGraph

/// Where all boxes and lines of a drawing are: each frame is laid out separately, and is a box in the layout around it.
struct Composition {
  /// The place of each box.
  var places: [Rectangle]
  /// Where the titles of frames begin.
  var titles: [Int: Point] = [:]
  /// The lines of values.
  var routes: [Route] = []
  /// Whether it is a U, or could be one if it were less high.
  private(set) var isBent = false
  private(set) var couldBeBent = false
  /// The ratio of height to width of a U; infinite for anything else.
  var steepness: Double { isBent ? height / width : .infinity }
  /// The width of the drawing.
  private(set) var width = 0.0
  /// The height of the drawing.
  private(set) var height = 0.0

  /// The line of a value inside a frame or outside all frames.
  struct Route {
    var value: Node.ID
    var lines: [LayeredLayout.Line]
    /// Where it leaves its box.
    var start: Point
    /// Whether it does so upwards.
    var isUpward: Bool
    /// Whether the shape is written beside it.
    var hasLabel: Bool
  }

  /// The layout of a frame.
  struct Inside {
    var layout = LayeredLayout()
    /// The boxes of the layout.
    var items: [Item] = []
    /// The value of each exit of each box.
    var exits: [[Node.ID]] = []
    var entryValues: [Node.ID] = []
    var exitValues: [Node.ID] = []
  }

  /// A box of a layout: one of the drawing, or the place where a value enters or leaves a frame.
  enum Item: Hashable {
    case box(Int)
    case entry(Node.ID)
    case exit(Node.ID)
  }

  /// The room around the contents of a frame.
  static let (margin, title) = (12.0, 20.0)
  let drawn: DrawnNetwork
  private let texts: [BoxText]
  private let options: DrawingOptions
  var insides: [Int: Inside] = [:]
  /// The values between boxes in each frame, with -1 for the drawing itself.
  private var edges: [Int: [(source: Item, target: Item, value: Node.ID)]] = [:]
  let labels: ShapeLabels

  init(_ drawn: DrawnNetwork, _ texts: [BoxText], _ options: DrawingOptions) {
    self.drawn = drawn
    self.texts = texts
    self.options = options
    labels = ShapeLabels(drawn, options.layout)
    places = Array(repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: drawn.boxes.count)
    sort()
    compose()
  }

  // MARK: Which values go where

  private func chain(_ box: Int) -> [Int] {
    var chain = [box]
    while let parent = drawn.boxes[chain[chain.count - 1]].parent { chain.append(parent) }
    return chain.reversed()
  }

  /// Notes for each frame the values between its boxes.
  private mutating func sort() {
    var seen: Set<[Int]> = []
    for link in drawn.links {
      let (from, to) = (chain(link.source), chain(link.target))
      var common = 0
      while common < min(from.count, to.count), from[common] == to[common] { common += 1 }
      func add(_ frame: Int, _ source: Item, _ target: Item, _ key: [Int]) {
        guard seen.insert(key).inserted else { return }
        edges[frame, default: []].append((source, target, link.value))
      }
      for index in stride(from: from.count - 1, to: common, by: -1) {
        add(from[index - 1], .box(from[index]), .exit(link.value), [0, from[index], link.value])
      }
      for index in stride(from: to.count - 1, to: common, by: -1) {
        add(to[index - 1], .entry(link.value), .box(to[index]), [1, to[index], link.value])
      }
      guard common < from.count, common < to.count else { continue }
      add(
        common == 0 ? -1 : from[common - 1], .box(from[common]), .box(to[common]),
        [2, from[common], to[common], link.value])
    }
  }

  // MARK: Layouts

  private mutating func compose() {
    // Frames come before their contents.
    for index in drawn.boxes.indices.reversed() where !drawn.boxes[index].children.isEmpty {
      insides[index] = inside(index, drawn.boxes[index].children)
    }
    var whole = inside(-1, drawn.roots)
    let room = options.width.map { $0 - 2 * NetworkDrawing.margin }
    whole.layout = Columns(whole.layout, spacing, width: room).layout
    insides[-1] = whole
    isBent = whole.layout.isBent
    couldBeBent = whole.layout.couldBeBent
    width = whole.layout.width
    height = whole.layout.height
    place(-1, Inset(origin: Point(0, 0), isUpward: false))
  }

  private var spacing: Spacing { Spacing() }

  private func inside(_ frame: Int, _ children: [Int]) -> Inside {
    var inside = Inside()
    let edges = edges[frame] ?? []
    for edge in edges {
      if case .entry(let value) = edge.source, !inside.entryValues.contains(value) {
        inside.entryValues.append(value)
      }
      if case .exit(let value) = edge.target, !inside.exitValues.contains(value) {
        inside.exitValues.append(value)
      }
    }
    inside.items =
      inside.entryValues.map { .entry($0) } + children.map { .box($0) } + inside.exitValues.map { .exit($0) }
    var indices: [Item: Int] = [:]
    for (index, item) in inside.items.enumerated() { indices[item] = index }
    inside.exits = Array(repeating: [], count: inside.items.count)
    for edge in edges {
      guard let source = indices[edge.source] else { continue }
      if !inside.exits[source].contains(edge.value) { inside.exits[source].append(edge.value) }
    }
    var graph = LayeredGraph()
    graph.boxes = inside.items.enumerated().map { box($0.element, inside.exits[$0.offset]) }
    var entries: [Int: Int] = [:]
    for edge in edges {
      guard let source = indices[edge.source], let target = indices[edge.target],
        let exit = inside.exits[source].firstIndex(of: edge.value)
      else { continue }
      let entry: Int
      if case .box(let box) = edge.target, let values = insides[box]?.entryValues {
        entry = values.firstIndex(of: edge.value) ?? 0
      } else {
        entry = entries[target, default: 0]
        entries[target, default: 0] += 1
      }
      graph.edges.append(.init(source: source, exit: exit, target: target, entry: entry))
    }
    inside.layout = LayeredLayout(graph, spacing)
    return inside
  }

  private func box(_ item: Item, _ exits: [Node.ID]) -> LayeredGraph.Box {
    switch item {
    case .entry:
      return .init(
        width: 2, height: Self.title, entries: nil, exits: [.init()], place: .top)
    case .exit: return .init(width: 2, height: 0, entries: nil, exits: [], place: .bottom)
    case .box(let index):
      if let inside = insides[index] { return frame(index, inside, exits) }
      var size = texts[index].size
      let widths = exits.map { TextMetrics.width(of: labels.text(of: $0), size: BoxText.small) + 12 }
      // Each value that leaves has its shape written beside it.
      if exits.count > 1 { size.width = max(size.width, widths.reduce(0, +)) }
      var left = -size.width / 2
      let offsets = exits.enumerated().map { place, _ -> Double in
        guard exits.count > 1 else { return 0 }
        defer { left += widths[place] }
        return left + 6
      }
      let stack = drawn.boxes[index].stack
      return .init(
        width: size.width + 2 * stack, height: size.height + stack,
        exits: exits.isEmpty
          ? [] : offsets.enumerated().map { .init(offset: $0.element, label: widths[$0.offset] - 8) })
    }
  }

  private func frame(_ index: Int, _ inside: Inside, _ exits: [Node.ID]) -> LayeredGraph.Box {
    let size = frameSize(index, inside)
    let left = shift(index, inside).inside - size.width / 2
    let entries = inside.entryValues.map { value -> Double in
      inside.items.firstIndex(of: .entry(value)).map { inside.layout.boxes[$0].center.x + left } ?? 0
    }
    let ends = exits.map { value -> Double in
      inside.items.firstIndex(of: .exit(value)).map { inside.layout.boxes[$0].center.x + left } ?? 0
    }
    return .init(
      width: size.width, height: size.height, entries: entries, exits: ends.map { .init(offset: $0) })
  }

  /// How far right in a frame its contents begin, and its title.
  ///
  /// The lines of incoming values pass the title: it goes left of all, or right, whichever makes the frame narrower.
  func shift(_ index: Int, _ inside: Inside) -> (inside: Double, title: Double) {
    let entries = inside.items.indices.filter { if case .entry = inside.items[$0] { true } else { false } }
      .map { inside.layout.boxes[$0].center.x }
    guard let first = entries.min(), let last = entries.max() else { return (Self.margin, Self.margin - 2) }
    let own = titleWidth(index)
    let left = max(Self.margin, own + 2 * Self.margin - first)
    let right = Self.margin + last + 8
    if inside.layout.width + left <= max(inside.layout.width + Self.margin, right + own) {
      return (left, Self.margin - 2)
    }
    return (Self.margin, right)
  }

  private func titleWidth(_ index: Int) -> Double {
    let text = texts[index]
    var width = TextMetrics.width(of: text.title, size: BoxText.large, weight: .bold)
    if let count = text.count {
      width += 6 + TextMetrics.width(of: count, size: BoxText.large, weight: .bold)
    }
    return width
  }

  private func frameSize(_ index: Int, _ inside: Inside) -> (width: Double, height: Double) {
    let hasEntries = !inside.entryValues.isEmpty
    let hasExits = !inside.exitValues.isEmpty
    let shift = shift(index, inside)
    return (
      max(inside.layout.width + shift.inside, shift.title + titleWidth(index)) + Self.margin,
      inside.layout.height + (hasEntries ? 0 : Self.title) + (hasExits ? 0 : Self.margin)
    )
  }
}
