/// Byte-by-byte search for texts in texts.
///
/// The standard library's `contains` and `firstRange` for texts come with its regular expression parser: two megabytes
/// for a program that has no regular expressions.
extension StringProtocol {
  /// The first place of a nonempty text in this one, or `nil` if it does not occur.
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

  /// Whether a nonempty text occurs in this one.
  package func has(_ text: String) -> Bool { place(of: text) != nil }

  /// The pieces between the places of a nonempty text.
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
