/// The width of a text, from the widths of Helvetica, which Arial and Liberation Sans share.
///
/// Pictures are laid out without a font at hand. A picture also states the width of each text, so that viewers with
/// another font fit it into its place.
package enum TextMetrics {
  /// The weight of letters.
  package enum Weight: Hashable, Sendable {
    /// As in running text.
    case regular
    /// As in a heading.
    case bold
  }

  /// How far letters extend above the baseline, and below it, in multiples of the font's size.
  package static let (ascent, descent) = (0.76, 0.22)

  /// The width of a text in a font of a size in pixels.
  package static func width(of text: String, size: Double, weight: Weight = .regular) -> Double {
    var units = 0
    for scalar in text.unicodeScalars { units += advance(scalar, weight) }
    return Double(units) * size / 1000
  }

  /// As much of a text as fits, with an ellipsis in the middle if it is too wide: the ends of names tell them apart.
  package static func fitted(
    _ text: String, width: Double, size: Double, weight: Weight = .regular
  ) -> String {
    let most = Int(width * 1000 / size)
    var widths: [Int] = []
    var total = 0
    for character in text {
      let own = character.unicodeScalars.reduce(0) { $0 + advance($1, weight) }
      widths.append(own)
      total += own
      // The rest is longer than any picture.
      if total > 1_000_000 { break }
    }
    guard total > most || widths.count < text.count else { return text }
    let characters = Array(text)
    var (front, back) = (0, characters.count)
    var left = most - advance("…", weight)
    while front < back {
      let next = front <= characters.count - back ? front : back - 1
      let own =
        next < widths.count
        ? widths[next] : characters[next].unicodeScalars.reduce(0) { $0 + advance($1, weight) }
      left -= own
      if left < 0 { break }
      if next == front { front += 1 } else { back -= 1 }
    }
    return String(characters[..<front]) + "…" + String(characters[back...])
  }

  /// A text in lines with a width limit in pixels, broken at spaces, and inside words that are wider than a line.
  package static func lines(
    of text: String, width: Double, size: Double, weight: Weight = .regular, most: Int = .max
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || self.width(of: longer, size: size, weight: weight) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: " ")
      lines = lines[..<(most - 1)] + [rest]
    }
    return lines.map { fitted($0, width: width, size: size, weight: weight) }
  }

  /// The advance of a letter, in thousandths of the font's size.
  private static func advance(_ scalar: Unicode.Scalar, _ weight: Weight) -> Int {
    let value = Int(scalar.value)
    if (32..<127).contains(value) { return (weight == .bold ? bold : regular)[value - 32] }
    switch value {
    case 0xB2, 0xB3, 0xB9: return 333
    case 0xA0, 0xB7, 0x2009: return 278
    case 0xD7, 0x2212: return 584
    case 0x2018, 0x2019: return weight == .bold ? 278 : 222
    case 0x2013: return 556
    case 0x2264, 0x2265: return 549
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .spaceSeparator: return 500
    default: break
    }
    switch value {
    // Latin, Greek, Cyrillic, Hebrew, Arabic: as wide as their usual letters, or wider.
    case ..<0x250: return scalar.properties.isUppercase ? 750 : 600
    case ..<0x1100: return scalar.properties.isUppercase ? 800 : 700
    // East Asian letters, symbols and emoji fill a square.
    case 0x1F000...: return 1300
    default: return 1000
    }
  }

  private static let regular = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556,
    500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334,
    260, 334, 584,
  ]

  private static let bold = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
    611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611,
    556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556,
    500, 389,
    280, 389, 584,
  ]
}
