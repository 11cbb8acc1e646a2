import ArchDocuments

/// Lays out a field and draws it: the input, what is seen, and what the next positions see.
struct FieldPainter {
  static let (margin, small, strip) = (16.0, 10.0, 56.0)

  let drawing: FieldDrawing
  let width: Double
  /// The horizontal axis, and the vertical one if there are two.
  let across: FieldRuler
  let down: FieldRuler
  let isStrip: Bool
  let hasOtherScales: Bool
  private let top: Double

  init(_ drawing: FieldDrawing, width: Double) {
    self.drawing = drawing
    self.width = width
    isStrip = drawing.axes.count < 2
    let empty = FieldDrawing.Axis("", extent: 1, seen: [])
    let horizontal = FieldAxis(drawing.axes.count > 1 ? drawing.axes[1] : drawing.axes.first ?? empty)
    // A strip is one position high, all of it seen.
    let vertical = FieldAxis(
      isStrip ? FieldDrawing.Axis("", extent: 1, seen: [0..<1]) : drawing.axes[0])
    let margins = FieldMargins(across: horizontal, down: vertical, isStrip: isStrip)
    let room = max(60, width - margins.left - margins.right)
    let most = min(560, width * 0.85)
    let (columns, rows) = (horizontal.window.length, vertical.window.length)
    // A position is as wide as it is high, unless that makes one of the axes too short to see.
    let least = 60.0
    let scale = min(room / columns, isStrip ? .infinity : most / rows, 44)
    let x = isStrip ? room / columns : max(scale, min(room, least) / columns)
    let y = isStrip ? Self.strip : max(scale, least / rows)
    hasOtherScales = !isStrip && x != y
    let spare = max(0, room - x * columns)
    top = margins.top
    across = FieldRuler(axis: horizontal, start: margins.left + spare / 2, scale: x)
    down = FieldRuler(axis: vertical, start: top, scale: y)
  }

  /// The whole picture.
  func picture() -> Picture {
    var picture = Picture(
      width: width, height: down.end, title: drawing.title.visible(most: 200),
      summary: drawing.texts.joined(separator: " ").visible(most: 1000))
    let heading = TextMetrics.fitted(
      drawing.title.visible, width: width - 2 * Self.margin, size: 13, weight: .bold)
    picture.elements.append(
      .text(PictureText(heading, at: Point(Self.margin, 24), size: 13, weight: .bold)))
    addInput(to: &picture)
    let padding = addPadding(to: &picture)
    let cells = addSeen(to: &picture)
    let showsNext = addOutlines(to: &picture)
    FieldDimensions(across: across, down: down, isStrip: isStrip, width: width).add(to: &picture)
    FieldCaptions(
      painter: self, hasPadding: padding, seesPadding: cells.seesPadding, isMerged: cells.isMerged,
      showsNext: showsNext
    ).add(to: &picture)
    return picture
  }

  private func box(_ x: FieldSpan, _ y: FieldSpan) -> Rectangle {
    let (left, upper) = (across.place(x.low), down.place(y.low))
    return Rectangle(
      x: left, y: upper, width: across.place(x.high) - left, height: down.place(y.high) - upper)
  }

  private var inputBox: Rectangle { box(across.axis.input, down.axis.input) }

  private func addInput(to picture: inout Picture) {
    picture.elements.append(.rectangle(inputBox, Picture.Style(fill: .panel)))
    guard let image = drawing.image else { return }
    picture.elements.append(
      .image(inputBox, type: image.header.kind.mediaType, bytes: image.bytes))
  }

  /// Hatches what is seen beyond the input; returns whether there is any.
  private func addPadding(to picture: inout Picture) -> Bool {
    let (x, y) = (across.axis, down.axis)
    guard let wide = x.hull?.clipped(to: x.window), let high = y.hull?.clipped(to: y.window) else {
      return false
    }
    var parts = [
      high.clipped(to: FieldSpan(low: y.window.low, high: 0)).map { box(wide, $0) },
      high.clipped(to: FieldSpan(low: y.input.high, high: y.window.high)).map { box(wide, $0) },
    ]
    if let middle = high.clipped(to: y.input) {
      parts.append(wide.clipped(to: FieldSpan(low: x.window.low, high: 0)).map { box($0, middle) })
      parts.append(
        wide.clipped(to: FieldSpan(low: x.input.high, high: x.window.high)).map { box($0, middle) })
    }
    let boxes = parts.compactMap { $0 }
    for part in boxes {
      picture.elements += FieldHatch.lines(
        in: part, spacing: 7, rises: true, Picture.Style(stroke: .quiet, width: 0.6, opacity: 0.6))
    }
    return !boxes.isEmpty
  }

  /// Draws what is seen: cell by cell, or as one area if the cells are too many or too small.
  private func addSeen(to picture: inout Picture) -> (seesPadding: Bool, isMerged: Bool) {
    let (columns, rows) = (across.axis.pieces, down.axis.pieces)
    guard !columns.isEmpty, !rows.isEmpty else { return (false, false) }
    let seesPadding = !(columns.allSatisfy(\.isInside) && rows.allSatisfy(\.isInside))
    let isMerged =
      columns.count > 4000 / rows.count || Self.isFine(across) || !isStrip && Self.isFine(down)
    let style = { (isInside: Bool) in
      Picture.Style(fill: .series(0), opacity: (isInside ? 0.36 : 0.14) / (isMerged ? 2 : 1))
    }
    let (x, y) = isMerged ? (Self.hulls(columns), Self.hulls(rows)) : (columns, rows)
    for row in y {
      for column in x {
        let cell = box(column.span, row.span)
        picture.elements.append(.rectangle(cell, style(column.isInside && row.isInside)))
        if isMerged {
          picture.elements += FieldHatch.lines(
            in: cell, spacing: 6, rises: false, Picture.Style(stroke: .series(0), width: 0.7, opacity: 0.7))
        }
      }
    }
    return (seesPadding, isMerged)
  }

  /// Whether positions or holes of an axis are too small to tell apart.
  private static func isFine(_ ruler: FieldRuler) -> Bool {
    let seen = ruler.axis.seen
    return zip(seen, seen.dropFirst()).contains {
      min($0.length, $1.length, $1.low - $0.high) * ruler.scale < 1.2
    }
  }

  /// The hulls of what is seen before, inside and after the input, without holes.
  private static func hulls(
    _ pieces: [(span: FieldSpan, isInside: Bool)]
  ) -> [(span: FieldSpan, isInside: Bool)] {
    var result: [(span: FieldSpan, isInside: Bool)] = []
    for piece in pieces {
      let isBehind = result.last.map { !$0.isInside && $0.span.low < 0 && piece.span.low > 0 } ?? false
      if let last = result.last, last.isInside == piece.isInside, !isBehind {
        result[result.count - 1].span.high = piece.span.high
      } else {
        result.append(piece)
      }
    }
    return result
  }

  // MARK: Outlines

  /// Draws the outlines of the input and of what is seen; returns whether those of the next positions are included.
  private func addOutlines(to picture: inout Picture) -> Bool {
    picture.elements.append(.rectangle(inputBox, Picture.Style(stroke: .text, width: 1.2)))
    guard let x = across.axis.hull, let y = down.axis.hull else { return false }
    let count = picture.elements.count
    let next = Picture.Style(stroke: .series(4), width: 1.4, isDashed: true)
    if let other = across.axis.next, other != x { addOutline(other, y, next, to: &picture) }
    if let other = down.axis.next, other != y { addOutline(x, other, next, to: &picture) }
    let showsNext = picture.elements.count > count
    addOutline(x, y, Picture.Style(stroke: .series(0), width: 1.6), to: &picture)
    return showsNext
  }

  /// Draws the edges of an area, except those beyond the window.
  private func addOutline(
    _ x: FieldSpan, _ y: FieldSpan, _ style: Picture.Style, to picture: inout Picture
  ) {
    let (columns, rows) = (across.axis.window, down.axis.window)
    guard x.clipped(to: columns) != nil, y.clipped(to: rows) != nil else { return }
    if x.low >= columns.low, x.high <= columns.high, y.low >= rows.low, y.high <= rows.high {
      picture.elements.append(.rectangle(box(x, y), style))
      return
    }
    let area = box(x, y)
    let (upperLeft, upperRight) = (Point(area.x, area.y), Point(area.right, area.y))
    let (lowerLeft, lowerRight) = (Point(area.x, area.bottom), Point(area.right, area.bottom))
    let edges = [
      (x.low >= columns.low, [upperLeft, lowerLeft]), (x.high <= columns.high, [upperRight, lowerRight]),
      (y.low >= rows.low, [upperLeft, upperRight]), (y.high <= rows.high, [lowerLeft, lowerRight]),
    ]
    for (isSeen, line) in edges where isSeen { picture.elements.append(.line(line, style)) }
  }
}
