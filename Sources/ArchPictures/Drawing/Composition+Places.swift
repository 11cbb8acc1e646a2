import ArchDocuments
import ArchGraph

extension Composition {
  /// How the inside of a frame is placed in the drawing: shifted, and turned upside down if values flow upwards.
  struct Inset {
    var origin: Point
    var isUpward: Bool

    func callAsFunction(_ point: Point) -> Point {
      Point(origin.x + point.x, isUpward ? origin.y - point.y : origin.y + point.y)
    }

    func callAsFunction(_ box: Rectangle) -> Rectangle {
      let corner = self(Point(box.x, isUpward ? box.bottom : box.y))
      return Rectangle(x: corner.x, y: corner.y, width: box.width, height: box.height)
    }
  }

  /// Places the contents of a frame.
  mutating func place(_ frame: Int, _ inset: Inset) {
    guard let inside = insides[frame] else { return }
    for (index, item) in inside.items.enumerated() {
      guard case .box(let box) = item else { continue }
      let place = inset(inside.layout.boxes[index])
      let isUpward = inset.isUpward != inside.layout.isUpward[index]
      if let own = insides[box] {
        places[box] = place
        let shift = shift(box, own)
        let top = own.entryValues.isEmpty ? Self.title : 0
        titles[box] = Point(place.x + shift.title, isUpward ? place.bottom - 6 : place.y + 14)
        let origin = Point(place.x + shift.inside, isUpward ? place.bottom - top : place.y + top)
        self.place(box, Inset(origin: origin, isUpward: isUpward))
      } else {
        let stack = drawn.boxes[box].stack
        places[box] = Rectangle(
          x: place.x + stack, y: place.y, width: place.width - 2 * stack, height: place.height - stack)
      }
    }
    for route in inside.layout.routes {
      let isLeaf = if case .box(let box) = inside.items[route.source] { insides[box] == nil } else { false }
      let lines = route.lines.map { line -> LayeredLayout.Line in
        var target: Int?
        if let index = line.target, case .box(let box) = inside.items[index], insides[box] == nil {
          target = box
        }
        return .init(points: line.points.map { inset($0) }, target: target)
      }
      routes.append(
        Route(
          value: inside.exits[route.source][route.exit], lines: lines,
          start: inset(route.start),
          isUpward: inset.isUpward != inside.layout.isUpward[route.source], hasLabel: isLeaf))
    }
    // The line of an incoming value goes past the title.
    for (index, item) in inside.items.enumerated() {
      guard case .entry(let value) = item else { continue }
      let box = inside.layout.boxes[index]
      let line = [inset(Point(box.center.x, box.y)), inset(Point(box.center.x, box.bottom))]
      routes.append(
        Route(
          value: value, lines: [.init(points: line, target: nil)], start: line[0],
          isUpward: inset.isUpward, hasLabel: false))
    }
  }
}
