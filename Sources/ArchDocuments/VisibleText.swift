// Text from outside, made safe to be shown: names of files, sources of networks, keys of documents.
//
// Whatever a text may hold, in a line it stays in its line, in a terminal it moves nothing, and what nobody would see is
// written out. This is the one place that says what that is; each medium escapes what means something to it besides.

extension Unicode.Scalar {
  /// Whether nobody would see it, or it does something instead of being shown: controls of terminals, directions of
  /// writing, characters without width, separators of lines, tags.
  package var isHidden: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: break
    }
    // Fillers and selectors of variants, which are letters or marks by their category.
    switch value {
    case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0: return true
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return true
    default: return false
    }
  }

  /// The scalar written out: `\u{1B}`.
  package var writtenOut: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }
}

extension String {
  /// The text in one line, tabs and line breaks being spaces, and what else is hidden written out: `\u{1B}`.
  public var visible: String {
    // Nearly every text is plain.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result += " "
      case _ where scalar.isHidden: result += scalar.writtenOut
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text in its lines, which end as they do, what else is hidden written out.
  public var visibleLines: String {
    var copy = self
    let isPlain = copy.withUTF8 { bytes in
      bytes.indices.allSatisfy { index in
        switch bytes[index] {
        case 0x20..<0x7F, UInt8(ascii: "\n"), UInt8(ascii: "\t"): true
        case UInt8(ascii: "\r"): index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        default: false
        }
      }
    }
    if isPlain { return copy }
    var result = ""
    result.reserveCapacity(copy.utf8.count)
    var hasReturn = false
    for scalar in copy.unicodeScalars {
      // A return belongs to the end of a line, and is written out anywhere else.
      if hasReturn { result += scalar == "\n" ? "\r" : "\\u{D}" }
      hasReturn = scalar == "\r"
      if hasReturn { continue }
      if scalar.isHidden, scalar != "\n", scalar != "\t" {
        result += scalar.writtenOut
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return hasReturn ? result + "\\u{D}" : result
  }

  /// The text in one line of at most so many characters, see ``visible``.
  public func visible(most: Int) -> String {
    guard utf8.count > most, count > most else { return visible }
    return String(prefix(most - 1)).visible + "…"
  }
}
