// Text from outside, made safe to show: names of files, sources of networks, keys of documents.
//
// Whatever a text contains, it stays on its line, does not control the terminal, and has its invisible characters
// written out. This is the only place that defines these; each medium also escapes its own special characters.

extension Unicode.Scalar {
  /// Whether it is invisible, or has an effect instead of being shown: controls of terminals, directions of writing,
  /// characters without width, separators of lines, tags.
  package var isHidden: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: break
    }
    // Fillers and variation selectors, which are letters or marks by their category.
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
  /// The text on one line, with spaces for tabs and line breaks, and other hidden characters written out: `\u{1B}`.
  public var visible: String {
    // Nearly all texts are plain.
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

  /// The text with its lines and line endings, and other hidden characters written out.
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
      // A carriage return belongs to the end of a line, and is written out anywhere else.
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

  /// The text on one line with a limited number of characters, see ``visible``.
  public func visible(most: Int) -> String {
    guard utf8.count > most, count > most else { return visible }
    return String(prefix(most - 1)).visible + "…"
  }
}
