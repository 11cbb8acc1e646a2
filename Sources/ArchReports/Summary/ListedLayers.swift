/// The layers of a row in words: `1x1, 64; 3x3, 64`; if there are many, repeated ones once, with how often.
package struct ListedLayers {
  private let layers: [String]

  /// Up to this many are listed one by one.
  private static let few = 12
  /// The most that are listed at all.
  private static let most = 24
  /// The most layers that repeat together.
  private static let longest = 16

  package init(_ layers: [String]) { self.layers = layers }

  /// The layers, in brackets if there are several.
  package var bracketed: String {
    let (text, isWhole) = listed
    return layers.count > 1 && !isWhole ? "[\(text)]" : text
  }

  /// The layers.
  package var text: String { listed.text }

  /// The layers, and whether they are in brackets because a single group repeats.
  private var listed: (text: String, isWhole: Bool) {
    guard layers.count > Self.few else { return (layers.joined(separator: "; "), false) }
    var parts: [(text: String, count: Int)] = []
    var start = 0
    while start < layers.count {
      let (period, times) = repetition(from: start)
      let listed = layers[start..<start + period].joined(separator: "; ")
      parts.append((times == 1 ? listed : "[\(listed)] x \(times)", period * times))
      start += period * times
    }
    let shown = parts.prefix(Self.most)
    let rest = layers.count - shown.reduce(0) { $0 + $1.count }
    return (
      (shown.map(\.text) + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "; "), parts.count == 1
    )
  }

  /// The repetition from a layer on that covers most; among equals, the shortest period.
  private func repetition(from start: Int) -> (period: Int, times: Int) {
    var best = (period: 1, times: 1)
    for period in 1...Self.longest where start + 2 * period <= layers.count {
      var end = start + period
      while end < layers.count, layers[end] == layers[end - period] { end += 1 }
      let times = (end - start) / period
      // A pair is not any shorter in words.
      if times > 2, period * times > best.period * best.times { best = (period, times) }
    }
    return best
  }
}
