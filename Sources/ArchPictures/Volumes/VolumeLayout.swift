import ArchDocuments

/// Where the volumes of a drawing and their texts are.
///
/// Boxes are in rows, with their middles on one line. Below them are their names and shapes, and below these the
/// operators, each between the middles of the volumes that it joins. Distances follow from the widths of boxes and
/// texts, so that nothing overlaps, whatever the names are.
struct VolumeLayout {
  /// A volume: its box, the middle of its texts, and the texts.
  struct Place {
    var box: VolumeBox
    var center: Double
    var texts: [PictureText]
  }

  /// A row of volumes.
  struct Row {
    var volumes: Range<Int>
    /// The line that the middles of the boxes are on.
    var axis = 0.0
    /// The line along which operators lead from volume to volume.
    var rail = 0.0
    var bottom = 0.0
  }

  /// Margins of the page: at its left and right, where lines lead from row to row, and at the top.
  static let (side, top) = (26.0, 14.0)
  static let (nameSize, captionSize, operatorSize) = (11.0, 10.0, 10.0)
  /// The least distances between boxes, between texts, and between rows.
  static let (gap, textGap, rowGap) = (22.0, 12.0, 40.0)

  let width: Double
  let scale: VolumeScale
  private(set) var places: [Place] = []
  private(set) var rows: [Row] = []
  /// The texts of the links, in lines.
  private(set) var operators: [PictureText] = []
  private(set) var bottom = Self.top

  init(_ drawing: VolumeDrawing, width: Double) {
    self.width = width
    let columns = VolumeColumns(drawing, room: width - 2 * Self.side)
    let boxes: (VolumeScale) -> [VolumeBox] = { scale in drawing.volumes.map { scale.box($0.shape) } }
    var (scale, ranges) = (VolumeScale(drawing.volumes, longest: 76), [Range<Int>]())
    // As few rows as possible, and then boxes as large as possible, within what suits that number of rows.
    var fewest = Int.max
    for longest in [76.0, 90, 106, 124, 144, 168] {
      let candidate = VolumeScale(drawing.volumes, longest: longest)
      let split = columns.rows(boxes(candidate), room: width - 2 * Self.side)
      if split.count > fewest || split.count > 1 && longest > (split.count > 3 ? 90 : 124) { break }
      (fewest, scale, ranges) = (split.count, candidate, split)
    }
    self.scale = scale
    place(drawing, columns, boxes(scale), ranges)
  }

  private mutating func place(
    _ drawing: VolumeDrawing, _ columns: VolumeColumns, _ boxes: [VolumeBox], _ ranges: [Range<Int>]
  ) {
    let room = width - 2 * Self.side
    let stretches = ranges.map { columns.stretch($0, boxes, room: room, most: ranges.count == 1 ? 1.6 : 1.3) }
    for (index, range) in ranges.enumerated() {
      // A last row that is not full keeps the spacing of the others.
      let stretch = ranges.count > 1 ? stretches.dropLast().reduce(stretches[index], min) : stretches[index]
      let length = columns.length(range, boxes, stretch: stretch)
      var center = Self.side + columns.half(range.lowerBound, boxes)
      if ranges.count == 1 { center += max(0, (room - length) / 2) }
      let height = boxes[range].reduce(0) { max($0, $1.bounds.height) }
      var row = Row(volumes: range)
      row.axis = bottom + height / 2
      let first = bottom + height + 8
      var lowest = first
      var centers: [Double] = []
      for volume in range {
        if volume > range.lowerBound { center += columns.distance(volume - 1, boxes) * stretch }
        centers.append(center)
        let place = self.place(columns.texts[volume], boxes[volume], center, axis: row.axis, top: first)
        lowest = place.texts.reduce(lowest) { max($0, $1.bounds.bottom) }
        places.append(place)
      }
      row.rail = lowest + 9
      row.bottom = range.count > 1 ? row.rail : lowest
      for (offset, pair) in zip(centers, centers.dropFirst()).enumerated() {
        add(drawing.link(after: range.lowerBound + offset), between: pair, &row)
      }
      rows.append(row)
      bottom = row.bottom + (index + 1 < ranges.count ? Self.rowGap : 0)
    }
  }

  private func place(
    _ texts: [VolumeColumns.Line], _ box: VolumeBox, _ center: Double, axis: Double, top: Double
  ) -> Place {
    var box = box
    box.front.x = center - box.bounds.width / 2
    box.front.y = axis - box.bounds.height / 2 - box.away.y
    var y = top
    let lines = texts.map { line in
      y += line.size + 3
      return PictureText(
        line.text, at: Point(center, y - 3), size: line.size, anchor: .middle, weight: line.weight,
        ink: line.ink)
    }
    return Place(box: box, center: center, texts: lines)
  }

  private mutating func add(_ link: VolumeDrawing.Link, between pair: (Double, Double), _ row: inout Row) {
    let lines = TextMetrics.lines(
      of: link.text.visible, width: pair.1 - pair.0 - 8, size: Self.operatorSize, most: 3)
    for (index, line) in lines.enumerated() {
      let text = PictureText(
        line, at: Point((pair.0 + pair.1) / 2, row.rail + 13 + Double(index) * 12), size: Self.operatorSize,
        anchor: .middle, ink: .quiet)
      row.bottom = max(row.bottom, text.bounds.bottom)
      operators.append(text)
    }
  }

  /// The line from the end of a row to the next row, and the operator on it.
  func turn(after row: Int, _ link: VolumeDrawing.Link) -> (lines: [[Point]], text: PictureText?) {
    let (from, to) = (
      places[rows[row].volumes.upperBound - 1].box, places[rows[row + 1].volumes.lowerBound].box
    )
    let y = rows[row].bottom + Self.rowGap / 2 - 4
    let start = [
      Point(from.bounds.right + 4, rows[row].axis), Point(width - 11, rows[row].axis), Point(width - 11, y),
    ]
    let end = [Point(11, y), Point(11, rows[row + 1].axis), Point(to.front.x - 3, rows[row + 1].axis)]
    let words = TextMetrics.fitted(
      link.text.visible, width: width - 2 * Self.side - 80, size: Self.operatorSize)
    guard !words.isEmpty else { return ([start + end], nil) }
    let text = PictureText(
      words, at: Point(width / 2, y + 3.5), size: Self.operatorSize, anchor: .middle, ink: .quiet)
    return (
      [start + [Point(text.bounds.right + 6, y)], [Point(text.bounds.x - 6, y)] + end], text
    )
  }
}
