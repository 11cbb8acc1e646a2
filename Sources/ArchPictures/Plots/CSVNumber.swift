import ArchDocuments

/// Reads numbers as people and programs write them in tables.
enum CSVNumber {
  static func isMissing(_ field: String) -> Bool {
    let text = trimmed(field).lowercased()
    // A partly known number is not a number to be drawn.
    return ["", "-", "–", "—", "none", "n/a", "unknown"].contains(text) || text.hasSuffix(" + unknown")
  }

  /// The value of a field, or `nil` if it is not a number.
  static func value(of field: String) -> Double? {
    var text = Substring(trimmed(field))
    var factor = 1.0
    if text.hasSuffix("%") {
      text = text.dropLast()
    } else {
      let unit = text.reversed().prefix { $0.isLetter }.reversed()
      // An exponent is part of the number.
      if let known = factors[String(unit)] {
        factor = known
        text = text.dropLast(unit.count)
      }
    }
    guard let number = decimal(trimmed(String(text))) else { return nil }
    let value = number * factor
    return value.isFinite ? value : nil
  }

  private static let factors: [String: Double] = [
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "kB": 1e3, "KB": 1e3,
    "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824,
    "TiB": 1_099_511_627_776, "PiB": 1_125_899_906_842_624,
  ]

  private static func trimmed(_ text: String) -> String {
    let spaces: Set<Character> = [" ", "\t", "\u{A0}", "\u{2009}", "\u{202F}"]
    var text = Substring(text)
    while let first = text.first, spaces.contains(first) { text.removeFirst() }
    while let last = text.last, spaces.contains(last) { text.removeLast() }
    return String(text)
  }

  /// A decimal number with optional commas between thousands, fraction and exponent.
  private static func decimal(_ text: String) -> Double? {
    var bytes = Array(text.utf8)
    // The typographic minus sign.
    if bytes.starts(with: [0xE2, 0x88, 0x92]) { bytes.replaceSubrange(0..<3, with: [UInt8(ascii: "-")]) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let last = bytes.last, isDigit(last) || last == UInt8(ascii: ".") else { return nil }
    guard bytes.allSatisfy({ isDigit($0) || "+-.,eE".utf8.contains($0) }) else { return nil }
    let whole = bytes.prefix { isDigit($0) || "+-,".utf8.contains($0) }
    if whole.contains(UInt8(ascii: ",")) {
      let signless = "+-".utf8.contains(whole[0]) ? whole.dropFirst() : whole
      let groups = signless.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard let first = groups.first, (1...3).contains(first.count) else { return nil }
      guard groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(isDigit) }) else { return nil }
      bytes = whole.filter { $0 != UInt8(ascii: ",") } + bytes[whole.count...]
    }
    return Double(String(decoding: bytes, as: UTF8.self))
  }
}
