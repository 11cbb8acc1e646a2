/// Breaks text into lines and sets it in two columns.
struct TextLayout {
  /// The narrowest text that is still readable in two columns.
  static let narrowest = 40

  /// The most characters of a line.
  let width: Int

  init(width: Int) { self.width = max(width, Self.narrowest) }

  /// A row of two columns.
  struct Row: Hashable {
    var term: String
    var text: String
  }

  /// A paragraph broken between words, with the lines after the first indented by `indent`.
  ///
  /// A word longer than a line has its own line, because half a path or half an option is of no use.
  func wrap(_ text: String, indent: Int = 0) -> [String] {
    wrap(text, to: width - indent).enumerated().map { index, line in
      index == 0 ? line : spaces(indent) + line
    }
  }

  private func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      if length > 0, length + 1 + word.count > width {
        lines.append(line)
        line = ""
        length = 0
      }
      if length > 0 { line += " " }
      line += word
      length += word.count + (length > 0 ? 1 : 0)
    }
    return length > 0 ? lines + [line] : lines
  }

  /// The column where the texts of rows begin: after the longest term, but within two fifths of the width.
  func column(for rows: [Row]) -> Int {
    let longest = rows.map(\.term.count).max() ?? 0
    return min(longest + 4, width * 2 / 5)
  }

  /// A row with its text at `column`, on the line below if the term reaches into it.
  func lines(of row: Row, column: Int) -> [String] {
    let head = "  " + row.term
    let lines = wrap(row.text, to: width - column)
    guard let first = lines.first else { return [head] }
    let fits = head.count + 2 <= column
    let opening = fits ? [head + spaces(column - head.count) + first] : [head, spaces(column) + first]
    return opening + lines.dropFirst().map { spaces(column) + $0 }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
