extension Table {
  /// The table as comma-separated values (RFC 4180), without its totals.
  ///
  /// Words that a spreadsheet would take for a formula get a leading apostrophe.
  public func csv(numbers: NumberStyle = .exact) -> String {
    let written = WrittenTable(self, numbers)
    var text = ""
    for row in [written.columns.map(\.title)] + written.rows {
      text += row.map { Self.quoted(Self.harmless($0)) }.joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func harmless(_ cell: String) -> String {
    switch cell.unicodeScalars.first {
    case "=", "@", "\u{FF1D}", "\u{FF20}": return "'" + cell
    case "+", "-", "\u{FF0B}", "\u{FF0D}":
      // Numbers, with or without a unit, and a single sign.
      let rest = cell.unicodeScalars.dropFirst()
      let isNumber = rest.allSatisfy { ("0"..."9").contains($0) || ".,e% ".unicodeScalars.contains($0) }
      return isNumber || Double(cell) != nil ? cell : "'" + cell
    default: return cell
    }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
