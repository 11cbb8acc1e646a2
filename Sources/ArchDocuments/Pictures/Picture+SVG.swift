extension Picture {
  /// The picture as a self-contained file: no script, no font, no link.
  ///
  /// - Parameter width: how wide it is shown, in pixels of 1/96 inch, or `nil` for the width of its layout.
  package func svg(theme: PictureTheme = .auto, width shown: Double? = nil) -> String {
    var writer = SVGWriter(theme)
    writer.add(elements)
    let scale = shown.map { $0 / width } ?? 1
    var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGWriter.number(width * scale))\" "
    text += "height=\"\(SVGWriter.number(height * scale))\" "
    text += "viewBox=\"0 0 \(SVGWriter.number(width)) \(SVGWriter.number(height))\" role=\"img\" "
    text += "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n"
    text += "<title>\(HTML.escaped(title))</title>\n"
    if !summary.isEmpty { text += "<desc>\(HTML.escaped(summary))</desc>\n" }
    if theme == .auto {
      text += "<style>\n\(SVGWriter.darkStyle(of: writer.used.union(["paper"])))</style>\n"
    }
    if !writer.arrowInks.isEmpty { text += writer.arrows }
    text += "<rect\(writer.paint(fill: .paper)) width=\"100%\" height=\"100%\"/>\n"
    return text + writer.text + "</svg>\n"
  }
}

/// Writes the elements of a picture, and notes the inks used.
///
/// Each element has its own colour, for viewers without style sheets; others use different colours in the dark.
struct SVGWriter {
  private(set) var text = ""
  private(set) var used: Set<String> = []
  private(set) var arrowInks: [Ink] = []
  private let theme: PictureTheme

  init(_ theme: PictureTheme) { self.theme = theme }

  private func color(_ ink: Ink) -> String { theme == .dark ? ink.colors.dark : ink.colors.light }

  /// The paint of a shape: its colours, and the classes that change them in the dark.
  func paint(fill: Ink?, stroke: Ink? = nil) -> String {
    var text = ""
    if theme == .auto, fill != nil || stroke != nil {
      let classes = [fill.map { "f-\($0.name)" }, stroke.map { "s-\($0.name)" }].compactMap { $0 }
      text += " class=\"\(classes.joined(separator: " "))\""
    }
    text += " fill=\"\(fill.map(color) ?? "none")\""
    if let stroke { text += " stroke=\"\(color(stroke))\"" }
    return text
  }

  mutating func add(_ elements: [Picture.Element]) {
    for element in elements { add(element) }
  }

  private mutating func add(_ element: Picture.Element) {
    switch element {
    case .rectangle(let box, let radius, let style):
      text += "<rect x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\" "
      text += "width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\""
      if radius > 0 { text += " rx=\"\(Self.number(radius))\"" }
      text += attributes(style) + "/>\n"
    case .circle(let center, let radius, let style):
      text += "<circle cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\" "
      text += "r=\"\(Self.number(radius))\"\(attributes(style))/>\n"
    case .line(let points, let radius, let isArrow, let style):
      text += "<path d=\"\(Self.path(points, radius: radius))\"\(attributes(style))"
      if isArrow, let stroke = style.stroke {
        if !arrowInks.contains(stroke) { arrowInks.append(stroke) }
        text += " marker-end=\"url(#a-\(stroke.name))\""
      }
      text += "/>\n"
    case .polygon(let points, let style):
      let corners = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
      text += "<polygon points=\"\(corners)\"\(attributes(style))/>\n"
    case .text(let label): add(label)
    case .image(let box, let type, let bytes):
      text += "<image x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\" "
      text += "width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\" "
      text +=
        "preserveAspectRatio=\"none\" href=\"data:\(HTML.escaped(type));base64,\(Self.base64(bytes))\"/>\n"
    case .group(let elements, let mark): add(elements, mark)
    }
  }

  private mutating func add(_ label: PictureText) {
    guard !label.text.isEmpty else { return }
    used.insert(label.ink.name)
    text += "<text x=\"\(Self.number(label.place.x))\" y=\"\(Self.number(label.place.y))\""
    text += paint(fill: label.ink) + (label.weight == .bold ? " font-weight=\"bold\"" : "")
    text += " font-size=\"\(Self.number(label.size))\""
    switch label.anchor {
    case .start: break
    case .middle: text += " text-anchor=\"middle\""
    case .end: text += " text-anchor=\"end\""
    }
    if label.isUpright {
      text += " transform=\"rotate(-90 \(Self.number(label.place.x)) \(Self.number(label.place.y)))\""
    }
    // If letters are as wide as in the layout, this changes nothing.
    text += " textLength=\"\(Self.number(label.width))\" lengthAdjust=\"spacingAndGlyphs\""
    text += ">\(HTML.escaped(label.text))</text>\n"
  }

  private mutating func add(_ elements: [Picture.Element], _ mark: Picture.Mark) {
    text += "<g"
    if let path = mark.path { text += " data-path=\"\(HTML.escaped(path))\"" }
    if mark.opens { text += " data-opens=\"\"" }
    text += ">\n"
    if let title = mark.title { text += "<title>\(HTML.escaped(title))</title>\n" }
    add(elements)
    text += "</g>\n"
  }

  private mutating func attributes(_ style: Picture.Style) -> String {
    for ink in [style.fill, style.stroke].compactMap({ $0 }) { used.insert(ink.name) }
    var result = paint(fill: style.fill, stroke: style.stroke)
    if style.stroke != nil, style.width != 1 { result += " stroke-width=\"\(Self.number(style.width))\"" }
    if style.isDashed { result += " stroke-dasharray=\"4 3\"" }
    if style.opacity < 1 { result += " opacity=\"\(Self.number(style.opacity))\"" }
    return result
  }

  // MARK: Words of SVG

  /// A line from point to point whose corners are round if there is room.
  private static func path(_ points: [Point], radius: Double) -> String {
    guard let first = points.first else { return "" }
    var text = "M\(number(first.x)) \(number(first.y))"
    for index in points.indices.dropFirst() {
      let point = points[index]
      guard radius > 0, index + 1 < points.count else {
        text += "L\(number(point.x)) \(number(point.y))"
        continue
      }
      let (before, after) = (points[index - 1], points[index + 1])
      let (a, b) = (distance(before, point), distance(point, after))
      let room = min(radius, a / 2, b / 2)
      guard room > 0.01 else { continue }
      let start = between(point, before, room / a)
      let end = between(point, after, room / b)
      text += "L\(number(start.x)) \(number(start.y))"
      text += "Q\(number(point.x)) \(number(point.y)) \(number(end.x)) \(number(end.y))"
    }
    return text
  }

  private static func distance(_ a: Point, _ b: Point) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  private static func between(_ a: Point, _ b: Point, _ share: Double) -> Point {
    Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
  }

  /// A number with at most two decimals, the same on every machine.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    guard hundredths.magnitude < 1e15 else { return "0" }
    let whole = Int(hundredths)
    let (quotient, remainder) = whole.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = (whole < 0 ? "-" : "") + String(quotient)
    if remainder > 0 {
      text += remainder < 10 ? ".0\(remainder)" : remainder % 10 == 0 ? ".\(remainder / 10)" : ".\(remainder)"
    }
    return text
  }

  /// Bytes as base64 (RFC 4648).
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let here = bytes[start..<min(start + 3, bytes.count)]
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < here.count ? Int(here[start + offset]) : 0) }
      for place in 0..<4 {
        result.append(place <= here.count ? letters[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The arrowheads, one for each ink used for lines with arrows.
  var arrows: String {
    let markers = arrowInks.map { ink in
      "<marker id=\"a-\(ink.name)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
        + "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L7 4L0 7Z\"\(paint(fill: ink))/></marker>\n"
    }
    return "<defs>\n\(markers.joined())</defs>\n"
  }

  /// The colours on dark paper, for users who prefer that on screen.
  static func darkStyle(of used: Set<String>) -> String {
    let rules = inks.filter { used.contains($0.name) }.map { ink in
      ".f-\(ink.name){fill:\(ink.colors.dark)}.s-\(ink.name){stroke:\(ink.colors.dark)}\n"
    }
    return "@media screen and (prefers-color-scheme:dark){\n\(rules.joined())}\n"
  }

  /// Every ink, each once.
  private static let inks: [Ink] =
    [.paper, .text, .quiet, .faint, .panel, .box, .strong, .added, .removed, .changed, .onShade(Ink.most)]
    + (0..<8).map { .series($0) } + (0..<8).map { .tint($0) } + (0...Ink.most).map { .shade($0) }
}
