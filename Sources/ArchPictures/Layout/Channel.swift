import ArchDocuments

/// The lines between two layers: each value goes down to its own height, across, and down to the boxes that take it.
struct Channel {
  /// A value on its way through.
  struct Passage {
    var net: Int
    /// Where it comes from above.
    var from: Double
    /// Where it goes to below.
    var to: [Double]

    var isStraight: Bool { to.allSatisfy { ($0 - from).magnitude < 0.5 } }
    var left: Double { to.reduce(from, min) }
    var right: Double { to.reduce(from, max) }
  }

  let passages: [Passage]
  /// The height of each passage in the channel, counted from 0 at the top, or `nil` for straight ones.
  private(set) var tracks: [Int?]
  /// How many heights there are.
  private(set) var count = 0
  /// For each passage and target, how far to the side it goes down first.
  ///
  /// A passage that goes down where another comes from should be below it; if it is above since they form a cycle, it
  /// goes down beside the other.
  private(set) var detours: [[Double]] = []

  /// Lines closer than this look like one.
  private static let nearest = 5.0

  init(_ passages: [Passage]) {
    self.passages = passages
    tracks = Array(repeating: nil, count: passages.count)
    assign()
    findDetours()
  }

  private mutating func assign() {
    for index in order() {
      var track = 0
      for other in passages.indices {
        guard let taken = tracks[other] else { continue }
        let (a, b) = (passages[index], passages[other])
        if a.left < b.right + Self.nearest, b.left < a.right + Self.nearest { track = max(track, taken + 1) }
      }
      tracks[index] = track
      count = max(count, track + 1)
    }
  }

  private mutating func findDetours() {
    detours = passages.map { $0.to.map { _ in 0 } }
    for (index, passage) in passages.enumerated() {
      guard let track = tracks[index] else { continue }
      /// Whether another comes down there and bends lower.
      func isMet(at x: Double) -> Bool {
        passages.indices.contains { other in
          other != index && (passages[other].from - x).magnitude < Self.nearest / 2
            && tracks[other].map { $0 > track } ?? false
        }
      }
      for (place, x) in passage.to.enumerated() where isMet(at: x) {
        let inward = passage.from < x ? -1.0 : 1
        let ways = [inward, -inward].flatMap { side in [1, 0.6].map { side * $0 * Self.nearest } }
        detours[index][place] = ways.first { !isMet(at: x + $0) } ?? 0
      }
    }
  }

  /// Passages that bend, in an order in which each may be above those after it: if one goes down where another comes
  /// from, the other is above; otherwise, those that go furthest outwards cross nothing.
  private func order() -> [Int] {
    let bent = passages.indices.filter { !passages[$0].isStraight }
    let preferred = bent.sorted { a, b in
      let (x, y) = (key(a), key(b))
      return x == y ? a < b : x < y
    }
    var left = preferred
    var result: [Int] = []
    while !left.isEmpty {
      // Two that go to each other's origin have no such order: then the first.
      let next = left.firstIndex { index in !left.contains { $0 != index && mustBeAbove($0, index) } } ?? 0
      result.append(left.remove(at: next))
    }
    return result
  }

  private func key(_ index: Int) -> (Int, Double) {
    let passage = passages[index]
    if passage.left >= passage.from { return (0, -passage.from) }
    if passage.right <= passage.from { return (0, passage.from) }
    return (1, passage.from)
  }

  private func mustBeAbove(_ a: Int, _ b: Int) -> Bool {
    passages[b].to.contains { ($0 - passages[a].from).magnitude < Self.nearest }
  }
}
