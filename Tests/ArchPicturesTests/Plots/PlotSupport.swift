import ArchDocuments

extension Picture {
  /// All elements, those of groups among them, in the order in which they are drawn.
  var flat: [Element] {
    func flat(_ elements: [Element]) -> [Element] {
      elements.flatMap { element -> [Element] in
        if case .group(let inner, _) = element { return flat(inner) }
        return [element]
      }
    }
    return flat(elements)
  }

  var texts: [PictureText] {
    flat.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  var page: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

  /// The box around everything that an element draws.
  static func bounds(_ element: Element) -> Rectangle? {
    func around(_ points: [Point]) -> Rectangle? {
      guard let first = points.first else { return nil }
      return points.reduce(Rectangle(x: first.x, y: first.y, width: 0, height: 0)) {
        $0.union(Rectangle(x: $1.x, y: $1.y, width: 0, height: 0))
      }
    }
    switch element {
    case .rectangle(let box, _, _): return box
    case .circle(let center, let radius, _):
      return Rectangle(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
    case .line(let points, _, _, _), .polygon(let points, _): return around(points)
    case .text(let text): return text.bounds
    case .image(let box, _, _): return box
    case .group: return nil
    }
  }

  /// What reaches beyond the page, or has a place that is not a number.
  var escaped: [Element] {
    flat.filter { element in
      guard let box = Self.bounds(element) else { return true }
      let values = [box.x, box.y, box.width, box.height]
      return !values.allSatisfy(\.isFinite) || !page.inset(by: -0.01).contains(box)
    }
  }

  /// Pairs of texts that cover each other.
  var coveringTexts: [(String, String)] {
    // From above downwards, so that only those that begin before one ends are compared with it.
    let boxes = texts.map { (text: $0.text, box: $0.bounds.inset(by: 0.05)) }.sorted { $0.box.y < $1.box.y }
    var result: [(String, String)] = []
    for (index, first) in boxes.enumerated() {
      for second in boxes[(index + 1)...] {
        if second.box.y >= first.box.bottom { break }
        if first.box.overlaps(second.box) { result.append((first.text, second.text)) }
      }
    }
    return result
  }
}

/// Numbers that look random and are the same in every run (Knuth's constants).
struct Chance {
  var state: UInt64
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }
}

/// Names that break layouts and files: long, from right to left, markup, controls, empty.
let badNames = [
  String(repeating: "long", count: 50), "שלום עולם", "<b>&amp;\"'</b>", "a\u{202E}b\u{0}c\n", "", "名前🎉",
  "x.y[0].z",
]
let badNumbers: [Double] = [
  0, -1, 1e-300, 1e300, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e100,
  -1e100, 1, 1_000_000_000,
]
