import ArchDocuments

/// What is wrong with comma-separated values, and on which line.
package struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of mistakes.
  package enum Problem: Hashable, Sendable {
    /// There are no rows.
    case empty
    /// A quotation mark is never closed.
    case openQuote
    /// Something other than a comma follows a closing quotation mark.
    case afterQuote
    /// A quotation mark is inside a field that does not begin with one.
    case strayQuote
    /// A row has a different number of fields than the header.
    case fields(found: Int, expected: Int)
    /// Two columns have the same name.
    case repeatedColumn(String)
    /// There is no column with a name.
    case noColumn(String, known: [String])
    /// A field that should hold a number holds something else.
    case notNumber(String, column: String)
    /// The text has more of something than the reader accepts.
    case tooMany(String, most: Int)
  }

  /// The line of the text, from 1, or that of the header if the mistake is not on a single line.
  package let line: Int
  /// What is wrong.
  package let problem: Problem

  /// What is wrong, in a sentence that begins with the line.
  package var description: String {
    let text =
      switch problem {
      case .empty: "the table has no header"
      case .openQuote: "a quotation mark is opened and never closed"
      case .afterQuote: "after a closing quotation mark comes something other than a comma"
      case .strayQuote: "a quotation mark is inside a field that does not begin with one"
      case .fields(let found, let expected):
        "the row has \(found) field\(found == 1 ? "" : "s"), the header \(expected)"
      case .repeatedColumn(let name): "two columns are called `\(name.visible(most: 60))`"
      case .noColumn(let name, let known):
        "there is no column `\(name.visible(most: 60))`, only "
          + known.prefix(12).map { "`\($0.visible(most: 60))`" }.joined(separator: ", ")
          + (known.count > 12 ? " and \(known.count - 12) more" : "")
      case .notNumber(let text, let column):
        "`\(text.visible(most: 60))` in column `\(column.visible(most: 60))` is not a number"
      case .tooMany(let what, let most): "the table has more than \(NumberText.grouped(most)) \(what)"
      }
    return "line \(line): \(text)"
  }
}

/// A table read from comma-separated values (RFC 4180), as `archcalc table --format csv` writes them.
package struct CSVTable: Hashable, Sendable {
  /// The most rows below the header that are read.
  package static let mostRows = 100_000
  /// The most columns that are read.
  package static let mostColumns = 1000
  /// The most bytes that are read.
  package static let mostBytes = 64 * 1024 * 1024

  /// The names of the columns.
  package let header: [String]
  /// The rows below, each as long as the header.
  package let rows: [[String]]
  private let lines: [Int]

  /// Reads a table; lines may end as on any system, and empty lines are skipped.
  package init(parsing text: String) throws(CSVError) {
    guard text.utf8.count <= Self.mostBytes else {
      throw CSVError(line: 1, problem: .tooMany("bytes", most: Self.mostBytes))
    }
    var reader = CSVReader(text)
    guard let first = try reader.next(most: Self.mostColumns) else {
      throw CSVError(line: 1, problem: .empty)
    }
    var names: Set<String> = []
    for name in first.fields where !name.isEmpty && !names.insert(name).inserted {
      throw CSVError(line: first.line, problem: .repeatedColumn(name))
    }
    var (rows, lines): ([[String]], [Int]) = ([], [])
    while let row = try reader.next(most: Self.mostColumns) {
      guard row.fields.count == first.fields.count else {
        throw CSVError(
          line: row.line, problem: .fields(found: row.fields.count, expected: first.fields.count))
      }
      guard rows.count < Self.mostRows else {
        throw CSVError(line: row.line, problem: .tooMany("rows", most: Self.mostRows))
      }
      rows.append(row.fields)
      lines.append(row.line)
    }
    header = first.fields
    self.rows = rows
    self.lines = lines
  }

  /// The fields of a column.
  package func column(_ name: String) throws(CSVError) -> [String] {
    guard let index = header.firstIndex(of: name) else {
      throw CSVError(line: 1, problem: .noColumn(name, known: header))
    }
    return rows.map { $0[index] }
  }

  /// The numbers of a column, or `nil` if a field is empty, `-`, `none`, `n/a` or `unknown`.
  ///
  /// Numbers are plain, with commas between thousands, or followed by a prefix, a unit of bytes or a per cent sign:
  /// `25557032`, `25,557,032`, `25.56 M`, `97.5 MiB`, `76.1 %`, which is 76.1.
  package func numbers(_ name: String) throws(CSVError) -> [Double?] {
    var result: [Double?] = []
    for (field, line) in zip(try column(name), lines) {
      if CSVNumber.isMissing(field) {
        result.append(nil)
      } else if let value = CSVNumber.value(of: field) {
        result.append(value)
      } else {
        throw CSVError(line: line, problem: .notNumber(field, column: name))
      }
    }
    return result
  }
}

/// Reads rows from bytes one after another.
private struct CSVReader {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  private static let (comma, quote, feed, back): (UInt8, UInt8, UInt8, UInt8) = (0x2C, 0x22, 0x0A, 0x0D)

  init(_ text: String) {
    bytes = Array(text.utf8)
    // The byte order mark that spreadsheets put before UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The next row that is not an empty line, and the line on which it begins, or `nil` at the end.
  mutating func next(most: Int) throws(CSVError) -> (fields: [String], line: Int)? {
    while place < bytes.count, isEnd(bytes[place]) { endLine() }
    guard place < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      guard fields.count < most else { throw CSVError(line: start, problem: .tooMany("columns", most: most)) }
      fields.append(try field())
      guard place < bytes.count else { return (fields, start) }
      if bytes[place] == Self.comma {
        place += 1
        continue
      }
      endLine()
      return (fields, start)
    }
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == Self.feed || byte == Self.back }

  private mutating func endLine() {
    if bytes[place] == Self.back, place + 1 < bytes.count, bytes[place + 1] == Self.feed { place += 1 }
    place += 1
    line += 1
  }

  private mutating func field() throws(CSVError) -> String {
    guard place < bytes.count, bytes[place] == Self.quote else {
      let start = place
      while place < bytes.count, bytes[place] != Self.comma, !isEnd(bytes[place]) {
        guard bytes[place] != Self.quote else { throw CSVError(line: line, problem: .strayQuote) }
        place += 1
      }
      return text(Array(bytes[start..<place]))
    }
    let opened = line
    place += 1
    var content: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      if byte == Self.quote {
        place += 1
        guard place < bytes.count, bytes[place] == Self.quote else {
          guard place == bytes.count || bytes[place] == Self.comma || isEnd(bytes[place]) else {
            throw CSVError(line: line, problem: .afterQuote)
          }
          return text(content)
        }
      } else if byte == Self.feed || byte == Self.back && bytes.dropFirst(place + 1).first != Self.feed {
        line += 1
      }
      content.append(byte)
      place += 1
    }
    throw CSVError(line: opened, problem: .openQuote)
  }

  /// The text of a field, without the apostrophe that keeps spreadsheets from taking it for a formula.
  private func text(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    let formula: Set<Unicode.Scalar> = ["=", "@", "+", "-", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}"]
    if text.hasPrefix("'"), let second = text.unicodeScalars.dropFirst().first, formula.contains(second) {
      text.removeFirst()
    }
    return text
  }
}
