import ArchDocuments
import Testing

/// The elements of a picture, those of groups among them.
func flat(_ elements: [Picture.Element]) -> [Picture.Element] {
  elements.flatMap { element in
    if case .group(let inner, _) = element { flat(inner) } else { [element] }
  }
}

/// All texts of a picture.
func texts(_ picture: Picture) -> [PictureText] {
  flat(picture.elements).compactMap { if case .text(let text) = $0 { text } else { nil } }
}

/// The points at which anything of a picture ends.
func points(_ element: Picture.Element) -> [Point] {
  switch element {
  case .rectangle(let box, _, _), .image(let box, _, _): corners(box)
  case .circle(let center, let radius, _):
    [Point(center.x - radius, center.y - radius), Point(center.x + radius, center.y + radius)]
  case .line(let points, _, _, _), .polygon(let points, _): points
  case .text(let text): corners(text.bounds)
  case .group(let inner, _): inner.flatMap(points)
  }
}

func corners(_ box: Rectangle) -> [Point] { [Point(box.x, box.y), Point(box.right, box.bottom)] }

/// The smallest rectangle around points.
func hull(_ points: [Point]) -> Rectangle {
  let (x, y) = (points.map(\.x), points.map(\.y))
  guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else {
    return Rectangle(x: 0, y: 0, width: 0, height: 0)
  }
  return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
}

/// The room of each part of an element that is not a text; of a line, that of each piece.
func rooms(_ element: Picture.Element) -> [Rectangle] {
  switch element {
  case .text, .group: []
  case .line(let points, _, _, _): zip(points, points.dropFirst()).map { hull([$0, $1]) }
  default: [hull(points(element))]
  }
}

/// Everything is on the page, no two texts overlap, and nothing is drawn through a text.
func expectTidy(_ picture: Picture, _ comment: Comment, location: SourceLocation = #_sourceLocation) {
  let page = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
  for element in flat(picture.elements) {
    for point in points(element) {
      let isInside = page.contains(Rectangle(x: point.x, y: point.y, width: 0, height: 0))
      if !isInside { Issue.record("\(comment): \(element) leaves the page", sourceLocation: location) }
    }
  }
  let texts = texts(picture)
  let rooms = flat(picture.elements).flatMap(rooms)
  for text in texts {
    for room in rooms where room.overlaps(text.bounds) {
      Issue.record("\(comment): “\(text.text)” is drawn over at \(room)", sourceLocation: location)
    }
  }
  for (index, first) in texts.enumerated() {
    for second in texts[(index + 1)...] where first.bounds.overlaps(second.bounds) {
      Issue.record("\(comment): “\(first.text)” and “\(second.text)” overlap", sourceLocation: location)
    }
  }
}
