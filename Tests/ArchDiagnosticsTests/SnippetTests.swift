import ArchDiagnostics
import ArchDocuments
import Testing

/// The line of a fault and the carets under it, sign by sign.
@Suite struct SnippetTests {
  /// Lines of signs of one to four bytes, some of which nobody would see.
  static let lines: [String] = {
    let signs = ["a", " ", "é", "幅", "🙂", "\t", "\u{202E}", "b"]
    return [0, 1, 7, 30, 59, 60, 61, 119, 120, 121, 200, 400].flatMap { count in
      [
        String(repeating: "x", count: count),
        (0..<count).map { signs[($0 * 5 + $0 / 3) % signs.count] }.joined(),
      ]
    }
  }()

  private func shown(_ sign: Unicode.Scalar) -> Unicode.Scalar {
    sign == "\t" ? " " : sign.isHidden ? "\u{FFFD}" : sign
  }

  @Test(arguments: lines) func caretsStandUnderWhatIsMeant(line: String) throws {
    let before = "first\nand second\n"
    let source = SourceText(name: "f", text: before + line + "\nlast\n")
    let signs = Array(line.unicodeScalars)
    // Where each sign begins, in bytes.
    var starts = [before.utf8.count]
    for sign in signs { starts.append(starts.last! + String(sign).utf8.count) }
    for start in stride(from: 0, through: signs.count, by: signs.count > 130 ? 7 : 1) {
      for length in [0, 1, 5, 70, 1000] {
        // A place may end in a later line: the carets do not.
        let upper = start + length <= signs.count ? starts[start + length] : starts[signs.count] + 3
        let place = Place(source, starts[start]..<upper)
        let text = DiagnosticRenderer().render(Diagnostic("code", "t", at: place))
        let drawn = text.split(separator: "\n", omittingEmptySubsequences: false).map {
          Array($0.unicodeScalars)
        }
        try #require(drawn.count == 6, "\(text)")
        #expect(String(String.UnicodeScalarView(drawn[1])) == " --> f:3:\(start + 1)")
        let (own, carets) = (drawn[3].dropFirst("3 | ".count), drawn[4].dropFirst("  | ".count))
        let indent = carets.prefix { $0 == " " }.count
        let count = carets.count - indent
        #expect(carets.dropFirst(indent).allSatisfy { $0 == "^" } && count >= 1)
        // What is shown is a piece of the line that has the place at the carets.
        let first = start - indent
        try #require(first >= 0 && first + own.count <= signs.count, "\(start), \(length): \(text)")
        let piece = signs[first..<first + own.count]
        #expect(Array(own) == piece.map(shown), "\(start), \(length)")
        let bytes = starts[first + own.count] - starts[first]
        #expect(bytes <= 120)
        if starts[signs.count] - starts[0] <= 120 {
          #expect(own.count == signs.count)
        } else {
          // Around the fault there is as much as there is room for.
          #expect(first == 0 || starts[start] - starts[first] >= 57)
          #expect(first + own.count == signs.count || bytes >= 114)
        }
        #expect(count == max(1, min(length, first + own.count - start)), "\(start), \(length): \(text)")
      }
    }
  }

  @Test func positionsAsPeopleCountThem() {
    let text = "ab\n\né\r\nlast"
    let source = SourceText(name: "f", text: text)
    func position(_ offset: Int, in source: SourceText) -> [Int] {
      let found = source.position(of: offset)
      return [found.line, found.column]
    }
    var (line, column, offset) = (1, 1, 0)
    for sign in text.unicodeScalars {
      #expect(position(offset, in: source) == [line, column], "\(offset)")
      offset += String(sign).utf8.count
      (line, column) = sign == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    for beyond in [offset, offset + 1, Int.max] { #expect(position(beyond, in: source) == [4, 5]) }
    #expect(position(-1, in: source) == [1, 1])
    #expect(position(0, in: SourceText(name: "f", text: "")) == [1, 1])
  }
}
