import ArchDocuments

/// The texts of volumes, and how far apart volumes must be for their boxes and texts.
struct VolumeColumns {
  /// A line of text.
  struct Line {
    var text: String
    var size: Double
    var weight = TextMetrics.Weight.regular
    var ink = Ink.text
  }

  /// The texts below each volume.
  let texts: [[Line]]
  private let textWidths: [Double]
  /// The room for the operator after each volume.
  private let operatorWidths: [Double]

  init(_ drawing: VolumeDrawing, room: Double) {
    let most = min(116, room * 0.4)
    texts = drawing.volumes.map { Self.lines($0, width: most) }
    textWidths = texts.map { lines in
      lines.reduce(0) { max($0, TextMetrics.width(of: $1.text, size: $1.size, weight: $1.weight)) }
    }
    operatorWidths = drawing.volumes.indices.map { index in
      Self.operatorWidth(drawing.link(after: index).text.visible, most: most)
    }
  }

  private static func lines(_ volume: VolumeDrawing.Volume, width: Double) -> [Line] {
    var result: [Line] = []
    let (size, small) = (VolumeLayout.nameSize, VolumeLayout.captionSize)
    let name = TextMetrics.fitted(volume.name.visible, width: width, size: size, weight: .bold)
    if !name.isEmpty { result.append(Line(text: name, size: size, weight: .bold)) }
    for line in TextMetrics.lines(of: volume.shape.text, width: width, size: size, most: 3) {
      result.append(Line(text: line, size: size))
    }
    for caption in volume.caption.prefix(4) {
      for line in TextMetrics.lines(of: caption.visible, width: width, size: small, most: 2) {
        result.append(Line(text: line, size: small, ink: .quiet))
      }
    }
    return result
  }

  /// The least width at which an operator takes two lines without breaking a word, if there is room.
  private static func operatorWidth(_ text: String, most: Double) -> Double {
    let size = VolumeLayout.operatorSize
    let words = text.split(separator: " ").map { TextMetrics.width(of: String($0), size: size) }
    var width = min(most, (words.max() ?? 0) + 0.01)
    while width < most, TextMetrics.lines(of: text, width: width, size: size).count > 2 {
      width = min(most, width + 6)
    }
    return width
  }

  // MARK: Distances

  /// Half of the room for a volume.
  func half(_ index: Int, _ boxes: [VolumeBox]) -> Double {
    max(boxes[index].bounds.width, textWidths[index]) / 2
  }

  /// The least distance between the middles of a volume and the next.
  func distance(_ index: Int, _ boxes: [VolumeBox]) -> Double {
    let sides = (boxes[index].bounds.width + boxes[index + 1].bounds.width) / 2 + VolumeLayout.gap
    let texts = (textWidths[index] + textWidths[index + 1]) / 2 + VolumeLayout.textGap
    return max(sides, texts, operatorWidths[index] + 10)
  }

  /// The length of a row whose distances are a multiple of the least ones.
  func length(_ row: Range<Int>, _ boxes: [VolumeBox], stretch: Double = 1) -> Double {
    guard let first = row.first, let last = row.last else { return 0 }
    let distances = row.dropLast().reduce(0) { $0 + distance($1, boxes) }
    return half(first, boxes) + distances * stretch + half(last, boxes)
  }

  /// How far the distances of a row can be stretched.
  func stretch(_ row: Range<Int>, _ boxes: [VolumeBox], room: Double, most: Double) -> Double {
    guard let first = row.first, let last = row.last, first < last else { return 1 }
    let ends = half(first, boxes) + half(last, boxes)
    return max(1, min(most, (room - ends) / (length(row, boxes) - ends)))
  }

  // MARK: Rows

  /// The volumes in as few rows as possible, about equally long.
  func rows(_ boxes: [VolumeBox], room: Double) -> [Range<Int>] {
    let fewest = split(boxes, room: room)
    guard fewest.count > 1 else { return fewest }
    for step in 1..<24 {
      let balanced = split(boxes, room: room * (0.5 + 0.5 * Double(step) / 24))
      if balanced.count == fewest.count { return balanced }
    }
    return fewest
  }

  /// The volumes in rows, each as full as possible.
  private func split(_ boxes: [VolumeBox], room: Double) -> [Range<Int>] {
    var (rows, start, length): ([Range<Int>], Int, Double) = ([], 0, 0)
    for index in boxes.indices {
      if index == start {
        length = half(index, boxes)
      } else {
        let distance = distance(index - 1, boxes)
        if length + distance + half(index, boxes) > room {
          rows.append(start..<index)
          (start, length) = (index, half(index, boxes))
        } else {
          length += distance
        }
      }
    }
    if start < boxes.count { rows.append(start..<boxes.count) }
    return rows
  }
}
