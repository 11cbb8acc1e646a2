/// Looking for texts in texts, byte by byte.
///
/// The standard library's own `contains` and `firstRange` of a text come with its parser of regular expressions: two
/// megabytes of a program that has none.
extension StringProtocol {
  /// Where a text that is not empty first is in this one; nil where it does not.
  package func place(of text: String) -> Range<Index>? {
    let (own, wanted) = (utf8, text.utf8)
    guard let first = wanted.first else { return nil }
    var start = own.startIndex
    while let next = own[start...].firstIndex(of: first) {
      var (here, there) = (next, wanted.startIndex)
      while there != wanted.endIndex, here != own.endIndex, own[here] == wanted[there] {
        here = own.index(after: here)
        there = wanted.index(after: there)
      }
      if there == wanted.endIndex { return next..<here }
      start = own.index(after: next)
    }
    return nil
  }

  /// Whether a text that is not empty is in this one.
  package func has(_ text: String) -> Bool { place(of: text) != nil }

  /// The pieces between the places of a text that is not empty.
  package func pieces(between text: String) -> [SubSequence] {
    var pieces: [SubSequence] = []
    var rest = self[...]
    while let place = rest.place(of: text) {
      pieces.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return pieces + [rest]
  }
}
