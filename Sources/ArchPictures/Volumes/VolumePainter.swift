import ArchDocuments

/// Draws the volumes of a layout.
struct VolumePainter {
  private let layout: VolumeLayout
  private let drawing: VolumeDrawing

  init(_ layout: VolumeLayout, drawing: VolumeDrawing) {
    self.layout = layout
    self.drawing = drawing
  }

  /// The whole picture.
  func picture() -> Picture {
    var picture = Picture(
      width: layout.width, height: layout.bottom, title: drawing.title.visible(most: 200), summary: summary)
    for (index, place) in layout.places.enumerated() {
      let volume = drawing.volumes[index]
      let title = "\(volume.name.visible(most: 200)): \(volume.shape.text)"
      picture.elements.append(.group(Self.solid(place.box, volume.kind), Picture.Mark(title: title)))
    }
    var enlarges = false
    for (number, row) in layout.rows.enumerated() {
      for index in row.volumes.dropLast() {
        let link = drawing.link(after: index)
        let lines = VolumeLinkPainter(
          link, from: layout.places[index].box, shape: drawing.volumes[index].shape,
          to: layout.places[index + 1].box, isLow: index % 2 == 1)
        picture.elements += lines.elements
        enlarges = enlarges || lines.enlarges
        let (left, right) = (layout.places[index].center, layout.places[index + 1].center)
        picture.elements.append(
          .line(
            [Point(left + 4, row.rail), Point(right - 4, row.rail)], isArrow: true,
            Picture.Style(stroke: .quiet, width: 0.8)))
      }
      guard number + 1 < layout.rows.count else { continue }
      let (lines, text) = layout.turn(after: number, drawing.link(after: row.volumes.upperBound - 1))
      for (part, line) in lines.enumerated() {
        picture.elements.append(
          .line(
            line, radius: 6, isArrow: part + 1 == lines.count, Picture.Style(stroke: .quiet, width: 0.8)))
      }
      if let text { picture.elements.append(.text(text)) }
    }
    for place in layout.places { picture.elements += place.texts.map { .text($0) } }
    picture.elements += layout.operators.map { .text($0) }
    addLegend(to: &picture)
    addNotes(to: &picture, enlargesKernels: enlarges)
    return picture
  }

  private var summary: String {
    guard let first = drawing.volumes.first, let last = drawing.volumes.last else { return "" }
    return "\(drawing.volumes.count) volumes, from \(first.shape.text) to \(last.shape.text)."
  }

  /// The three visible faces of a box, each in its own tone, in drawing order.
  private static func solid(_ box: VolumeBox, _ kind: VolumeDrawing.Kind) -> [Picture.Element] {
    let front = box.front
    let corners = [
      Point(front.x, front.y), Point(front.right, front.y), Point(front.right, front.bottom),
      Point(front.x, front.bottom),
    ]
    let color = max(0, kind.color)
    let (tint, edge) = (Ink.tint(color), Ink.series(color))
    var elements: [Picture.Element] = [
      .polygon(corners, Picture.Style(fill: tint)), .polygon(box.top, Picture.Style(fill: tint)),
      .polygon(box.side, Picture.Style(fill: tint)),
      .polygon(box.top, Picture.Style(fill: .box, opacity: 0.55)),
      .polygon(box.side, Picture.Style(fill: edge, opacity: 0.22)),
    ]
    for face in [corners, box.top, box.side] {
      elements.append(.polygon(face, Picture.Style(stroke: edge, width: 0.8)))
    }
    return elements
  }

  // MARK: Below the volumes

  private static let (legendSize, noteSize, swatch) = (10.0, 9.0, 10.0)

  private func addLegend(to picture: inout Picture) {
    var kinds: [VolumeDrawing.Kind] = []
    for volume in drawing.volumes where !kinds.contains(volume.kind) { kinds.append(volume.kind) }
    guard !kinds.isEmpty else { return }
    var (x, y) = (VolumeLayout.side, picture.height + 16)
    for kind in kinds {
      let words = TextMetrics.fitted(kind.name.visible, width: 160, size: Self.legendSize)
      let width = Self.swatch + 5 + TextMetrics.width(of: words, size: Self.legendSize)
      if x > VolumeLayout.side, x + width > layout.width - VolumeLayout.side {
        (x, y) = (VolumeLayout.side, y + 16)
      }
      picture.elements.append(
        .rectangle(
          Rectangle(x: x, y: y, width: Self.swatch, height: Self.swatch),
          Picture.Style(fill: .tint(max(0, kind.color)), stroke: .series(max(0, kind.color)), width: 0.8)))
      picture.elements.append(
        .text(PictureText(words, at: Point(x + Self.swatch + 5, y + 8.5), size: Self.legendSize)))
      x += width + 18
    }
    picture.height = y + Self.swatch
  }

  private func addNotes(to picture: inout Picture, enlargesKernels: Bool) {
    var y = picture.height + 6
    let text = notes(enlargesKernels: enlargesKernels)
    for line in TextMetrics.lines(of: text, width: layout.width - 2 * VolumeLayout.side, size: Self.noteSize)
    {
      y += 12
      picture.elements.append(
        .text(PictureText(line, at: Point(VolumeLayout.side, y), size: Self.noteSize, ink: .quiet)))
    }
    picture.height = y + 12
  }

  /// The meaning of the lengths in the picture.
  private func notes(enlargesKernels: Bool) -> String {
    guard !drawing.volumes.isEmpty else { return "There are no volumes to draw." }
    var (maps, signals, bars, sheets) = (false, false, false, false)
    for volume in drawing.volumes {
      switch volume.shape {
      case .map: maps = true
      case .signal: signals = true
      case .vector: bars = true
      case .tokens: sheets = true
      }
    }
    var parts: [String] = []
    if maps { parts.append("Shapes are channels × height × width; sides ∝ √size, thickness ∝ √channels.") }
    if signals { parts.append("Signals are channels × length; length ∝ √length, thickness ∝ √channels.") }
    if sheets { parts.append("Sheets are tokens × features; height ∝ √tokens, width ∝ √features.") }
    if bars { parts.append("Bars: height ∝ √features.") }
    let enlarges = drawing.volumes.contains { layout.scale.enlarges($0.shape) }
    if enlarges || enlargesKernels {
      let what = !enlarges ? "Small filters" : enlargesKernels ? "Small sizes and filters" : "Small sizes"
      parts.append("\(what) are enlarged to be seen.")
    }
    return parts.joined(separator: " ")
  }
}
