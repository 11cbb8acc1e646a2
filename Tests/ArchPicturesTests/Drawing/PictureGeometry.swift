import ArchCalc
import ArchPictures

/// What is where in a picture, read from the picture alone.
struct PictureGeometry {
  /// Each box, without those around others.
  var boxes: [Rectangle] = []
  /// The frames around boxes.
  var frames: [Rectangle] = []
  /// The texts that are in no box.
  var labels: [PictureText] = []
  /// The texts of boxes, with the box of each.
  var inner: [(text: PictureText, box: Rectangle)] = []
  /// The lines.
  var lines: [[Point]] = []
  let page: Rectangle

  init(_ picture: Picture) {
    page = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
    for element in picture.elements {
      switch element {
      case .line(let points, _, _, _): lines.append(points)
      case .text(let text): labels.append(text)
      case .group(let elements, _): add(elements)
      case .rectangle, .circle, .polygon, .image: break
      }
    }
  }

  private mutating func add(_ elements: [Picture.Element]) {
    var rectangles: [(Rectangle, Picture.Style)] = []
    var texts: [PictureText] = []
    for element in elements {
      if case .rectangle(let rectangle, _, let style) = element { rectangles.append((rectangle, style)) }
      if case .text(let text) = element { texts.append(text) }
    }
    guard let (rectangle, style) = rectangles.last else { return }
    if style.stroke == .faint {
      frames.append(rectangle)
      labels += texts
    } else {
      boxes.append(rectangle)
      inner += texts.map { ($0, rectangle) }
    }
  }

  /// What is wrong with it, in words.
  var faults: [String] {
    var faults: [String] = []
    let allowed = 0.01
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] where box.inset(by: allowed).overlaps(other) {
        faults.append("boxes overlap: \(box) \(other)")
      }
      for label in labels where box.inset(by: 0.5).overlaps(label.bounds) {
        faults.append("`\(label.text)` stands on a box")
      }
      for line in lines {
        for (a, b) in zip(line, line.dropFirst()) where crosses(a, b, box.inset(by: 1)) {
          faults.append("a line crosses a box: \(a) \(b) \(box)")
        }
      }
      if !page.contains(box) { faults.append("a box is off the page: \(box)") }
    }
    for (index, label) in labels.enumerated() {
      for other in labels[(index + 1)...] where label.bounds.inset(by: 0.6).overlaps(other.bounds) {
        faults.append("`\(label.text)` and `\(other.text)` overlap")
      }
      if !page.contains(label.bounds) { faults.append("`\(label.text)` is off the page") }
    }
    for (text, box) in inner where !box.inset(by: -0.5).contains(text.bounds) {
      faults.append("`\(text.text)` is wider than its box")
    }
    for frame in frames {
      for box in boxes where frame.overlaps(box.inset(by: allowed)) && !frame.contains(box) {
        faults.append("a frame cuts a box")
      }
      for other in frames
      where frame != other && frame.inset(by: allowed).overlaps(other) && !frame.contains(other)
        && !other.contains(frame)
      {
        faults.append("frames cut each other")
      }
    }
    return faults
  }

  /// Whether an upright or level line goes through the inside of a rectangle.
  private func crosses(_ a: Point, _ b: Point, _ box: Rectangle) -> Bool {
    let (left, right) = (min(a.x, b.x), max(a.x, b.x))
    let (top, bottom) = (min(a.y, b.y), max(a.y, b.y))
    return left < box.right && right > box.x && top < box.bottom && bottom > box.y
  }
}
