import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

extension NetworkDrawing {
  /// The room around a drawing.
  static let margin = 14.0
  private static let captionSize = 10.0

  /// The drawing as a picture.
  package var picture: Picture {
    let graph = drawn.analysis.graph
    let caption = captionLines
    let width = max(composed.width, 120) + 2 * Self.margin
    let lines = caption.flatMap {
      TextMetrics.lines(of: $0, width: width - 2 * Self.margin, size: Self.captionSize)
    }
    let top = Self.margin
    let height =
      composed.height + 2 * Self.margin + (lines.isEmpty ? 0 : 10 + 14 * Double(lines.count)) + legendHeight
    var picture = Picture(width: width, height: height, title: graph.name.visible, summary: summary)
    let origin = Point((width - composed.width) / 2, top)
    picture.elements = elements(at: origin)
    var y = top + composed.height + 10
    if let figure = options.figure {
      picture.elements += legend(figure, at: Point(Self.margin, y + 4))
      y += legendHeight
    }
    for (index, line) in lines.enumerated() {
      picture.elements.append(
        .text(
          PictureText(
            line, at: Point(Self.margin, y + 14 * Double(index + 1)), size: Self.captionSize,
            weight: .regular, ink: .quiet)))
    }
    return picture
  }

  /// The drawing as a file, no wider than requested.
  package func svg(theme: PictureTheme) -> String {
    let picture = picture
    guard let width = options.width, width < picture.width else { return picture.svg(theme: theme) }
    return picture.svg(theme: theme, width: width)
  }

  /// What the drawing shows, in a sentence.
  private var summary: String {
    let totals = drawn.analysis.totals
    return
      "\(NumberText.grouped(totals.layers)) layers, \(NumberText.grouped(totals.parameters)) parameters, "
      + work(totals.tally, NumberText.grouped)
  }

  /// Multiply-adds in words; if some depend on the data, with "at least".
  private func work(_ tally: Tally, _ number: (Int) -> String) -> String {
    if tally.unknownLayers > 0, tally.multiplyAdds == 0 { return "unknown multiply-adds" }
    return (tally.unknownLayers > 0 ? "at least " : "") + number(tally.multiplyAdds) + " multiply-adds"
  }

  private var captionLines: [String] {
    let analysis = drawn.analysis
    // The meaning of shades is given even if little else is.
    let convention = options.figure.flatMap { figure in
      figure.convention.map { "\(figure.title): \($0(options.element))" }
    }
    let conventions = convention.map { [$0] } ?? []
    guard options.hasCaption else { return conventions }
    var parts = [
      analysis.graph.name,
      NumberText.scaled(analysis.totals.parameters, digits: 4) + " parameters",
      work(analysis.totals.tally) { NumberText.scaled($0, digits: 4) },
    ]
    if analysis.batch > 1 { parts.append("batch \(analysis.batch)") }
    return [parts.joined(separator: " · ")] + conventions
  }

  /// Boxes, frames and lines, in the order in which they are drawn.
  func elements(at origin: Point) -> [Picture.Element] {
    var frames: [Picture.Element] = []
    var boxes: [Picture.Element] = []
    var lines: [Picture.Element] = []
    for (index, box) in drawn.boxes.enumerated() {
      let place = composed.places[index].moved(by: origin)
      if box.children.isEmpty {
        boxes.append(element(index, place))
      } else {
        frames += frame(index, place, composed.titles[index].map { $0 + origin } ?? place.center)
      }
    }
    for route in composed.routes {
      for line in route.lines {
        lines.append(
          .line(
            line.points.map { $0 + origin }, radius: 5, isArrow: line.target != nil,
            .init(stroke: .quiet, width: 1.2)))
      }
      if route.hasLabel {
        let at = route.start + origin + Point(4, route.isUpward ? -4 : 11)
        lines.append(
          .text(PictureText(composed.labels.text(of: route.value), at: at, size: BoxText.small, ink: .quiet)))
      }
    }
    return frames + lines + boxes
  }

  private func frame(_ index: Int, _ place: Rectangle, _ at: Point) -> [Picture.Element] {
    let text = texts[index]
    let depth = depth(of: index)
    var elements: [Picture.Element] = [
      .rectangle(place, radius: 8, .init(fill: depth.isMultiple(of: 2) ? .panel : .paper, stroke: .faint))
    ]
    elements.append(.text(PictureText(text.title, at: at, size: BoxText.large, weight: .bold, ink: .quiet)))
    if let count = text.count {
      let width = TextMetrics.width(of: text.title, size: BoxText.large, weight: .bold)
      elements.append(
        .text(
          PictureText(count, at: at + Point(width + 6, 0), size: BoxText.large, weight: .bold, ink: .strong)))
    }
    return [.group(elements, .init(title: drawn.boxes[index].path))]
  }

  private func depth(of box: Int) -> Int {
    var depth = 0
    var parent = drawn.boxes[box].parent
    while let index = parent {
      depth += 1
      parent = drawn.boxes[index].parent
    }
    return depth
  }

  private func element(_ index: Int, _ place: Rectangle) -> Picture.Element {
    let box = drawn.boxes[index]
    let look = look(of: index)
    var elements: [Picture.Element] = []
    let radius = box.isTerminal ? min(place.height / 2, 12) : 4.0
    if box.count > 1 {
      let behind = place.moved(by: Point(box.stack, box.stack))
      elements.append(.rectangle(behind, radius: radius, .init(fill: look.fill, stroke: look.stroke)))
    }
    let mark = marks[index]
    elements.append(
      .rectangle(
        place, radius: radius,
        .init(
          fill: look.fill, stroke: mark?.ink ?? look.stroke, width: mark == nil ? 1 : 2.5,
          isDashed: box.isOutside)))
    elements += texts[index].elements(in: place, ink: look.text, quiet: look.quiet)
    if let mark { elements += Self.badge(mark, at: Point(place.x, place.y)) }
    let path = box.path.isEmpty ? nil : box.path
    let isOpenable = box.outline != nil && opens.contains(box.path)
    return .group(elements, .init(title: title(of: index), path: path, opens: isOpenable))
  }

  /// The text that is read aloud for a box.
  private func title(of index: Int) -> String {
    let box = drawn.boxes[index]
    var text = box.path.isEmpty ? box.name : box.path
    if box.count > 1 { text += " x \(box.count)" }
    if let last = box.nodes.last, !box.isOutside { text += ", \(composed.labels.text(of: last))" }
    let tally = drawn.analysis.tally(of: box.nodes)
    if tally.parameters > 0 { text += ", \(NumberText.grouped(tally.parameters)) parameters" }
    if tally.multiplyAdds > 0 || tally.unknownLayers > 0 { text += ", " + work(tally, NumberText.grouped) }
    return text
  }

  // MARK: Colours

  private func look(of index: Int) -> (fill: Ink, stroke: Ink, text: Ink, quiet: Ink) {
    let box = drawn.boxes[index]
    if let share = shares[index] {
      let step = if case .shade(let step) = Ink.shade(share: share) { step } else { 0 }
      return (.shade(step), .quiet, .onShade(step), .onShade(step))
    }
    switch box.content {
    case .input, .output: return (.paper, .quiet, .text, .quiet)
    case .frame: return (.panel, .faint, .quiet, .quiet)
    case .part: return (.box, .text, .text, .quiet)
    case .layers:
      let category = type(of: drawn.analysis.graph.nodes[box.nodes[0]].op).signature.category
      guard let color = category.color else { return (.box, .quiet, .text, .quiet) }
      return (.tint(color), .series(color), .text, .text)
    }
  }

  private var isShaded: Bool { options.figure != nil }

  private var legendHeight: Double { isShaded ? 30 : 0 }

  /// The scale of shades, from zero to the most that a box has.
  private func legend(_ figure: Figure, at place: Point) -> [Picture.Element] {
    guard let most = values.compactMap({ $0 }).max() else { return [] }
    var elements: [Picture.Element] = []
    let width = 14.0
    var x = place.x
    elements.append(.text(PictureText("0", at: Point(x, place.y + 11), size: Self.captionSize, ink: .quiet)))
    x += 10
    for step in 0...Ink.most {
      let box = Rectangle(x: x, y: place.y + 2, width: width, height: 11)
      elements.append(.rectangle(box, .init(fill: .shade(step), stroke: .faint, width: 0.5)))
      x += width
    }
    var text = "\(FigureValue.count(Int(most)).short ?? "0") \(figure.longTitle)"
    let room = max(composed.width, 120) + Self.margin - x - 6
    text = TextMetrics.fitted(text, width: room, size: Self.captionSize)
    elements.append(
      .text(PictureText(text, at: Point(x + 6, place.y + 11), size: Self.captionSize, ink: .quiet)))
    return elements
  }
}

extension Signature.Category {
  /// The colour of layers that the reference lists together, or `nil` for those that only arrange values.
  fileprivate var color: Int? {
    switch self {
    case .convolution: 0
    case .pooling: 1
    case .dense: 2
    case .attention: 3
    case .recurrent: 4
    case .upsampling: 5
    case .normalisation: 6
    default: nil
    }
  }
}
