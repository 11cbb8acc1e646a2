import ArchDocuments

/// The room for the texts around a field.
struct FieldMargins {
  var left = 46.0
  var right = 16.0
  var top = 62.0

  init(across: FieldAxis, down: FieldAxis, isStrip: Bool) {
    let width: (Double?) -> Double = { value in
      value.map { TextMetrics.width(of: FieldRuler.label($0), size: FieldPainter.small) } ?? 0
    }
    // Labels are centred on their ticks, and the last one may extend beyond the axis.
    right = max(right, width(across.input.high) / 2 + 8)
    if FieldDimensions.step(across) != nil { top += 18 }
    guard !isStrip else {
      left = 24
      return
    }
    left = max(left, width(down.input.high) + 36)
    right = max(right, FieldDimensions.sizeOffset + 8 + width(down.hull?.length) + 10)
    if let step = FieldDimensions.step(down) {
      right += FieldDimensions.stepOffset + 8 + width(step)
    }
  }
}

/// Draws the axes, and lines for the size of a field and the distance to the next one.
struct FieldDimensions {
  /// The distance from the field to the line of the size, and from the text before it to the line of the step.
  static let (sizeOffset, stepOffset) = (12.0, 10.0)

  let across: FieldRuler
  let down: FieldRuler
  let isStrip: Bool
  let width: Double

  /// The distance to the next field.
  static func step(_ axis: FieldAxis) -> Double? {
    guard let hull = axis.hull, let next = axis.next, hull != next else { return nil }
    return (next.low - hull.low).magnitude
  }

  func add(to picture: inout Picture) {
    addTicks(to: &picture)
    let top = down.start
    if let hull = across.axis.hull {
      addHorizontal(hull, FieldRuler.label(hull.length), y: top - 14, .text, to: &picture)
      if let next = across.axis.next, let step = Self.step(across.axis) {
        let span = FieldSpan(low: min(hull.low, next.low), high: max(hull.low, next.low))
        addHorizontal(span, FieldRuler.label(step), y: top - 32, .series(4), to: &picture)
      }
    }
    guard !isStrip, let hull = down.axis.hull else { return }
    var x = across.end + Self.sizeOffset
    let size = FieldRuler.label(hull.length)
    addVertical(hull, size, x: x, .text, to: &picture)
    guard let next = down.axis.next, let step = Self.step(down.axis) else { return }
    x += 8 + TextMetrics.width(of: size, size: FieldPainter.small) + Self.stepOffset
    let span = FieldSpan(low: min(hull.low, next.low), high: max(hull.low, next.low))
    addVertical(span, FieldRuler.label(step), x: x, .series(4), to: &picture)
  }

  // MARK: Lines of dimensions

  private func addHorizontal(
    _ span: FieldSpan, _ label: String, y: Double, _ ink: Ink, to picture: inout Picture
  ) {
    guard span.clipped(to: across.axis.window) != nil else { return }
    let (left, right) = (across.place(span.low), across.place(span.high))
    let size = FieldPainter.small
    let words = TextMetrics.width(of: label, size: size)
    var text = PictureText(
      label, at: Point((left + right) / 2, y + 3.5), size: size, anchor: .middle, ink: ink)
    let style = Picture.Style(stroke: ink, width: 0.9)
    let window = across.axis.window
    let (begins, ends) = (span.low >= window.low, span.high <= window.high)
    if right - left >= words + 22 {
      // A size that continues beyond the window ends in an arrow.
      picture.elements.append(
        .line([Point(text.bounds.x - 4, y), Point(left, y)], isArrow: !begins, style))
      picture.elements.append(
        .line([Point(text.bounds.right + 4, y), Point(right, y)], isArrow: !ends, style))
    } else {
      picture.elements.append(.line([Point(left, y), Point(right, y)], style))
      text.anchor = right + 6 + words <= width - 4 ? .start : .end
      text.place.x = text.anchor == .start ? right + 6 : left - 6
    }
    for (x, isEnd) in [(left, begins), (right, ends)] where isEnd {
      picture.elements.append(.line([Point(x, y - 4), Point(x, y + 4)], style))
    }
    picture.elements.append(.text(text))
  }

  private func addVertical(
    _ span: FieldSpan, _ label: String, x: Double, _ ink: Ink, to picture: inout Picture
  ) {
    guard span.clipped(to: down.axis.window) != nil else { return }
    let (upper, lower) = (down.place(span.low), down.place(span.high))
    let style = Picture.Style(stroke: ink, width: 0.9)
    let middle = (upper + lower) / 2
    let window = down.axis.window
    let (begins, ends) = (span.low >= window.low, span.high <= window.high)
    picture.elements.append(.line([Point(x, middle), Point(x, upper)], isArrow: !begins, style))
    picture.elements.append(.line([Point(x, middle), Point(x, lower)], isArrow: !ends, style))
    for (y, isEnd) in [(upper, begins), (lower, ends)] where isEnd {
      picture.elements.append(.line([Point(x - 4, y), Point(x + 4, y)], style))
    }
    picture.elements.append(
      .text(
        PictureText(label, at: Point(x + 8, middle + 3.5), size: FieldPainter.small, ink: ink)))
  }

  // MARK: Axes

  private func addTicks(to picture: inout Picture) {
    let size = FieldPainter.small
    let style = Picture.Style(stroke: .quiet, width: 0.8)
    let bottom = down.end
    for tick in across.ticks(room: { TextMetrics.width(of: $0, size: size) + 16 }) {
      picture.elements.append(.line([Point(tick.place, bottom + 3), Point(tick.place, bottom + 7)], style))
      picture.elements.append(
        .text(
          PictureText(
            tick.label, at: Point(tick.place, bottom + 18), size: size, anchor: .middle, ink: .quiet)))
    }
    picture.height = bottom + 22
    let name = TextMetrics.fitted(across.axis.name, width: width - 60, size: size)
    if !name.isEmpty {
      let half = TextMetrics.width(of: name, size: size) / 2
      let middle = max(16 + half, min(width - 16 - half, across.middle))
      picture.elements.append(
        .text(PictureText(name, at: Point(middle, bottom + 32), size: size, anchor: .middle)))
      picture.height = bottom + 36
    }
    guard !isStrip else { return }
    let left = across.start
    var widest = 0.0
    for tick in down.ticks(room: { _ in 24 }) {
      picture.elements.append(.line([Point(left - 7, tick.place), Point(left - 3, tick.place)], style))
      let text = PictureText(
        tick.label, at: Point(left - 10, tick.place + 3.5), size: size, anchor: .end, ink: .quiet)
      widest = max(widest, text.width)
      picture.elements.append(.text(text))
    }
    let upright = TextMetrics.fitted(down.axis.name, width: down.end - down.start, size: size)
    guard !upright.isEmpty else { return }
    let half = TextMetrics.width(of: upright, size: size) / 2
    let place = max(down.start + half, min(down.end - half, down.middle))
    picture.elements.append(
      .text(
        PictureText(
          upright, at: Point(left - 10 - widest - 8, place), size: size, anchor: .middle,
          isUpright: true)))
  }
}
