import ArchDocuments

/// Writes the legend of a field and what is said about it.
struct FieldCaptions {
  let painter: FieldPainter
  let hasPadding: Bool
  let seesPadding: Bool
  let isMerged: Bool
  let showsNext: Bool

  private static let (swatchWidth, swatchHeight) = (16.0, 10.0)

  func add(to picture: inout Picture) {
    addLegend(to: &picture)
    let (margin, room) = (FieldPainter.margin, painter.width - 2 * FieldPainter.margin)
    var y = picture.height + 8
    for text in painter.drawing.texts {
      for line in TextMetrics.lines(of: text.visible, width: room, size: 11) {
        y += 15
        picture.elements.append(.text(PictureText(line, at: Point(margin, y), size: 11)))
      }
    }
    y += 2
    for note in notes {
      for line in TextMetrics.lines(of: note, width: room, size: FieldPainter.small) {
        y += 14
        picture.elements.append(
          .text(PictureText(line, at: Point(margin, y), size: FieldPainter.small, ink: .quiet)))
      }
    }
    picture.height = y + 12
  }

  // MARK: Legend

  private func addLegend(to picture: inout Picture) {
    let isEmpty = painter.across.axis.hull == nil || painter.down.axis.hull == nil
    guard !isEmpty else { return }
    var entries: [(String, (Rectangle) -> [Picture.Element])] = [
      (
        isMerged ? "seen, with holes" : "seen",
        { box in
          [.rectangle(box, Picture.Style(fill: .series(0), opacity: isMerged ? 0.18 : 0.36))]
            + (isMerged ? hatch(box, rises: false, .series(0)) : [])
            + [.rectangle(box, Picture.Style(stroke: .series(0), width: 1.2))]
        }
      )
    ]
    if hasPadding {
      entries.append(
        (
          seesPadding ? "seen beyond the input: padding" : "beyond the input",
          { box in
            [.rectangle(box, Picture.Style(fill: .series(0), opacity: seesPadding ? 0.14 : 0))]
              + hatch(box, rises: true, .quiet)
          }
        ))
    }
    if showsNext {
      entries.append(
        (
          isStrip ? "seen by the next position" : "seen by the next positions",
          { box in [.rectangle(box, Picture.Style(stroke: .series(4), width: 1.2, isDashed: true))] }
        ))
    }
    var (x, y) = (FieldPainter.margin, picture.height + 8)
    for (words, swatch) in entries {
      let size = FieldPainter.small
      let width = Self.swatchWidth + 5 + TextMetrics.width(of: words, size: size)
      if x > FieldPainter.margin, x + width > painter.width - FieldPainter.margin {
        (x, y) = (FieldPainter.margin, y + 16)
      }
      picture.elements += swatch(Rectangle(x: x, y: y, width: Self.swatchWidth, height: Self.swatchHeight))
      picture.elements.append(
        .text(PictureText(words, at: Point(x + Self.swatchWidth + 5, y + 8.5), size: size)))
      x += width + 18
    }
    picture.height = y + Self.swatchHeight
  }

  private var isStrip: Bool { painter.isStrip }

  private func hatch(_ box: Rectangle, rises: Bool, _ ink: Ink) -> [Picture.Element] {
    FieldHatch.lines(in: box, spacing: 5, rises: rises, Picture.Style(stroke: ink, width: 0.7, opacity: 0.7))
  }

  // MARK: Notes

  private var notes: [String] {
    let axes = isStrip ? [painter.across.axis] : [painter.down.axis, painter.across.axis]
    guard axes.allSatisfy({ $0.hull != nil }) else { return ["No position of the input is seen."] }
    var result: [String] = []
    if axes.allSatisfy(\.seesWholeInput) {
      result.append(
        hasPadding ? "The field is the whole input, and padding beyond it." : "The field is the whole input.")
    } else if axes.contains(where: { axis in !axis.seen.contains { $0.clipped(to: axis.input) != nil } }) {
      result.append("Everything that is seen is padding.")
    }
    for axis in axes where axis.isCropped {
      guard let hull = axis.hull else { continue }
      let name = axis.name.isEmpty ? "" : TextMetrics.fitted(axis.name, width: 120, size: 10) + ": "
      result.append(
        "\(name)seen from \(FieldRuler.label(hull.low)) to \(FieldRuler.label(hull.high)); cropped here.")
    }
    if isMerged {
      result.append("The holes are too many or too small to draw one by one: what is seen is hatched.")
    }
    if painter.hasOtherScales { result.append("The two axes have different scales.") }
    if let image = painter.drawing.image?.header {
      let (x, y) = (painter.across.axis.input.length, painter.down.axis.input.length)
      let size = "\(NumberText.grouped(image.width)) × \(NumberText.grouped(image.height)) pixels"
      let isStretched =
        isStrip || Double(image.width) * y != Double(image.height) * x || painter.hasOtherScales
      result.append("The picture has \(size)\(isStretched ? " and is stretched to the input." : ".")")
    }
    return result
  }
}
